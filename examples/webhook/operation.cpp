#include "operation.hpp"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

namespace webhook {
namespace {

using Json = nlohmann::json;

struct Field {
  std::string_view name;
  std::string_view older_name;
  std::string Operation::* text;
  std::size_t bytes_max;
};

constexpr std::array fields{
    Field{"seller", "seller_id", &Operation::seller, 31},
    Field{"sku", "", &Operation::sku, 127},
    Field{"item", "asin", &Operation::item, 31},
    Field{"marketplace", "market", &Operation::marketplace, 31},
    Field{"price", "new_price", &Operation::price, 24},
    Field{"reason", "", &Operation::reason, 500},
};

Refusal bad(std::string code, std::string hint) {
  return Refusal{400, std::move(code), std::move(hint)};
}

/// Takes the fields one by one as they stand, so that a number keeps its digits and a repetition is
/// seen.
class Reader : public nlohmann::json_sax<Json> {
 public:
  explicit Reader(OperationKind kind) { operation.kind = kind; }

  Operation operation{};
  Refusal refusal{bad("malformed_json", "send one JSON object")};

  bool null() override { return wrong_type(); }
  bool boolean(bool) override { return wrong_type(); }
  bool number_integer(number_integer_t value) override { return number(std::to_string(value)); }
  bool number_unsigned(number_unsigned_t value) override { return number(std::to_string(value)); }
  bool number_float(number_float_t, const string_t& text) override { return number(text); }
  bool binary(binary_t&) override { return wrong_type(); }
  bool start_array(std::size_t) override { return wrong_type(); }
  bool end_array() override { return true; }
  bool end_object() override { return true; }
  bool start_object(std::size_t) override { return !std::exchange(inside_, true) || wrong_type(); }
  bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception&) override {
    return false;
  }

  bool key(string_t& name) override {
    const auto* found = std::find_if(fields.begin(), fields.end(), [&](const Field& field) {
      return name == field.name || (!field.older_name.empty() && name == field.older_name);
    });
    const bool priced = operation.kind == OperationKind::set_price;
    if (found == fields.end() || (found->text == &Operation::price && !priced)) {
      return refuse("unknown_field", "leave out what is not a field of this operation");
    }
    field_ = found;
    if (std::exchange(seen_[static_cast<std::size_t>(found - fields.begin())], true)) {
      return refuse("repeated_field", std::string{found->name} + ": give it once");
    }
    return true;
  }

  bool string(string_t& text) override {
    if (field_ == nullptr) return wrong_type();
    if (text.empty()) return refuse("missing_field", std::string{field_->name} + ": is empty");
    if (text.size() > field_->bytes_max || text.find('\0') != string_t::npos) {
      return refuse("too_long", std::string{field_->name} + ": is too long, or holds a NUL");
    }
    operation.*(field_->text) = text;
    return true;
  }

 private:
  bool refuse(std::string code, std::string hint) {
    refusal = bad(std::move(code), std::move(hint));
    return false;
  }
  bool wrong_type() {
    return refuse("wrong_type", field_ == nullptr ? "send one JSON object"
                                                  : std::string{field_->name} + ": give a text");
  }
  bool number(std::string text) {
    return field_ != nullptr && field_->text == &Operation::price ? string(text) : wrong_type();
  }

  const Field* field_{nullptr};
  std::array<bool, fields.size()> seen_{};
  bool inside_{false};
};

/// Digits, and digits after a point where there is one.
bool is_price(std::string_view text) {
  const auto is_digits = [](std::string_view part) {
    return !part.empty() && part.find_first_not_of("0123456789") == std::string_view::npos;
  };
  const std::size_t point = text.find('.');
  if (point == std::string_view::npos) return is_digits(text);
  return is_digits(text.substr(0, point)) && is_digits(text.substr(point + 1));
}

const char* missing_field(const Operation& operation) {
  if (operation.seller.empty()) return "seller";
  if (operation.kind == OperationKind::resume) return nullptr;
  if (operation.sku.empty()) return "sku";
  if (operation.reason.empty()) return "reason";
  if (operation.kind == OperationKind::set_price && operation.price.empty()) return "price";
  return nullptr;
}

}  // namespace

tl::expected<Operation, Refusal> read_operation(OperationKind kind, std::string_view body) {
  Reader reader{kind};
  if (!Json::sax_parse(body, &reader)) return tl::unexpected(reader.refusal);
  if (const char* name = missing_field(reader.operation)) {
    return tl::unexpected(bad("missing_field", std::string{name} + ": must be given"));
  }
  if (kind == OperationKind::set_price && !is_price(reader.operation.price)) {
    return tl::unexpected(bad("bad_price", R"(price: give digits, such as "12.34")"));
  }
  return reader.operation;
}

}  // namespace webhook
