#include "codec/message_fields.hpp"

#include "haggle/base/limits.hpp"
#include "haggle/codec/instant_text.hpp"
#include "haggle/money/decimal.hpp"
#include "haggle/money/text.hpp"

namespace haggle {
inline namespace v0 {
namespace codec {
namespace {

constexpr std::string_view blanks = " \t\r\n";

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(blanks);
  if (first == text.npos) return {};
  return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

/// The text of a number, cut after so many decimals.  Errors: bad_amount, out_of_range.
Result<std::int64_t> cut_number(std::string_view text, int decimals) {
  const auto decimal = haggle::detail::scan_decimal(text, "");
  if (!decimal) return tl::unexpected<Error>(decimal.error());
  haggle::detail::Cut cut = haggle::detail::cut_after(*decimal, decimals);
  cut.rest = false;
  return haggle::detail::exactly(cut, Errc::amount_precision, 0, "");
}

}  // namespace

void FieldReader::refuse(Errc code, Place place, JsonValue near) {
  if (fault_) return;
  const std::size_t offset = near.exists() ? near.node().end : 0;
  fault_ = Error{code, 0, static_cast<std::uint32_t>(place.index), offset, place.where};
}

JsonValue FieldReader::of_kind(JsonKind kind, JsonValue value, Place place) {
  if (!is_said(value)) return {};
  if (value.is(kind)) return value;
  refuse(Errc::wrong_type, place, value);
  return {};
}

JsonValue FieldReader::object(JsonValue value, Place place) {
  return of_kind(JsonKind::object, value, place);
}

JsonValue FieldReader::list(JsonValue value, Place place) {
  return of_kind(JsonKind::array, value, place);
}

JsonValue FieldReader::short_list(JsonValue value, Place place) {
  const JsonValue said = list(value, place);
  if (said.count() <= offers_max) return said;
  refuse(Errc::out_of_range, place, said);
  return {};
}

std::string_view FieldReader::text(JsonValue value, Place place) {
  if (!is_said(value)) return {};
  if (value.is(JsonKind::string) || value.is(JsonKind::number)) return trimmed(value.text());
  refuse(Errc::wrong_type, place, value);
  return {};
}

Tristate FieldReader::yes_no(JsonValue value, Place place) {
  const JsonValue said = of_kind(JsonKind::boolean, value, place);
  if (!said.exists()) return Tristate::unknown;
  return said.node().truth ? Tristate::yes : Tristate::no;
}

std::optional<std::int64_t> FieldReader::number(JsonValue value, Place place, int decimals,
                                                std::int64_t most) {
  const std::string_view said = text(value, place);
  if (said.empty()) return std::nullopt;
  const Result<std::int64_t> read = cut_number(said, decimals);
  if (read && *read >= 0 && *read <= most) return *read;
  refuse(read ? Errc::out_of_range : read.error().code, place, value);
  return std::nullopt;
}

std::optional<std::int64_t> FieldReader::whole(JsonValue value, Place place, std::int64_t most) {
  const std::optional<std::int64_t> read = number(value, place, 0, most);
  if (!read) return std::nullopt;
  if (parse_minor(text(value, place), 0)) return read;
  refuse(Errc::wrong_type, place, value);
  return std::nullopt;
}

std::optional<Instant> FieldReader::instant(JsonValue value, Place place) {
  const std::string_view said = text(value, place);
  if (said.empty()) return std::nullopt;
  const Result<Instant> read = parse_instant(said);
  if (read) return *read;
  refuse(read.error().code, place, value);
  return std::nullopt;
}

}  // namespace codec
}  // namespace v0
}  // namespace haggle
