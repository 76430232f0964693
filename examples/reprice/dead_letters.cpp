#include "dead_letters.hpp"

#include <haggle/codec/decision_json.hpp>

#include "text.hpp"

namespace reprice {
namespace {

std::string listing_field(const haggle::Listing& listing) {
  return R"(,"listing":{"seller":)" + json_text(listing.seller.text()) + R"(,"sku":)" +
         json_text(listing.sku.text()) + R"(,"marketplace":)" +
         json_text(listing.marketplace.text()) + "}";
}

/// A field with its name and a comma before it; nothing where it is empty.
std::string text_field(std::string_view name, const std::string& text) {
  if (text.empty()) return {};
  return R"(,")" + std::string{name} + R"(":)" + json_text(text);
}

std::string bytes_field(std::string_view bytes) {
  return is_utf8(bytes) ? R"(,"text":)" + json_text(bytes)
                        : R"(,"base64":)" + json_text(base64(bytes));
}

}  // namespace

DeadLetters::DeadLetters(const std::string& path) {
  if (!path.empty()) file_.emplace(path, std::ios::binary);
}

void DeadLetters::keep(const Letter& letter, const Rejected& rejected) {
  if (!file_) return;
  *file_ << R"({"from":)" << json_text(letter.from()) << text_field("place", rejected.place)
         << text_field("record", rejected.record) << R"(,"error":)"
         << haggle::write_error(rejected.error)
         << (rejected.listing != nullptr ? listing_field(*rejected.listing) : "")
         << bytes_field(letter.bytes) << "}\n"
         << std::flush;
  if (file_->good()) ++kept_count_;
}

}  // namespace reprice
