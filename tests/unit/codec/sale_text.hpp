// Events of items for tests, said in few words: what is not given is as in an ordinary sale.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "haggle/codec/sale_message.hpp"

namespace haggle::test {

/// A sale as a shop tells it; `with` gives a field another text, and "" takes it out.
class SaleText {
 public:
  SaleText& with(const std::string& key, std::string_view text) {
    if (text.empty()) {
      fields_.erase(key);
    } else {
      fields_[key] = text;
    }
    return *this;
  }

  [[nodiscard]] std::string text() const {
    std::string out;
    for (const auto& [key, value] : fields_) {
      out += (out.empty() ? "\"" : ",\"") + key + "\":" + value;
    }
    return "{" + out + "}";
  }

 private:
  std::map<std::string, std::string> fields_{
      {"type", R"("product.sold")"},
      {"eventId", R"("e-1")"},
      {"occurredAt", R"("2026-03-02T09:30:00Z")"},
      {"tenantId", R"("carousel-labs")"},
      {"productId", R"("p-17")"},
      {"category", R"("coats")"},
      {"brand", R"("66 North")"},
      {"condition", R"("like_new")"},
      {"salePrice", "149.90"},
      {"saleCurrency", R"("USD")"},
      {"soldDate", R"("2026-03-01")"},
      {"embedding", "[0.5,-0.25,1e-1]"},
  };
};

inline std::string sale_with(const std::string& key, std::string_view text) {
  return SaleText{}.with(key, text).text();
}

/// Any event that is no sale, with nothing but what it must say.
inline SaleText bare_event(std::string_view type) {
  SaleText text;
  for (const char* key :
       {"category", "brand", "condition", "salePrice", "saleCurrency", "soldDate", "embedding"}) {
    text.with(key, "");
  }
  return text.with("type", "\"" + std::string(type) + "\"");
}

}  // namespace haggle::test
