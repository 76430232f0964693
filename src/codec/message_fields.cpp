#include "codec/message_fields.hpp"

#include "haggle/base/limits.hpp"
#include "haggle/codec/instant_text.hpp"
#include "haggle/money/decimal.hpp"
#include "haggle/money/text.hpp"

namespace haggle {
inline namespace v0 {
namespace codec {
namespace {

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

JsonValue FieldReader::short_list(JsonValue value, Place place) {
  const JsonValue said = list(value, place);
  if (said.count() <= offers_max) return said;
  refuse(Errc::out_of_range, place, said);
  return {};
}

SaidNumber FieldReader::any_number(JsonValue value, Place place, int decimals, std::int64_t most) {
  const std::string_view said = text(value, place);
  if (said.empty()) return {};
  const Result<std::int64_t> read = cut_number(said, decimals);
  if (read && *read >= 0 && *read <= most) return *read;
  refuse(read ? Errc::out_of_range : read.error().code, place, value);
  return {};
}

SaidNumber FieldReader::any_whole(JsonValue value, Place place, std::int64_t most) {
  const std::string_view said = text(value, place);
  const SaidNumber read = any_number(value, place, 0, most);
  if (!read) return {};
  if (parse_minor(said, 0)) return read;
  refuse(Errc::wrong_type, place, value);
  return {};
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
