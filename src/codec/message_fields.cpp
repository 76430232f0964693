#include "codec/message_fields.hpp"

#include "haggle/base/limits.hpp"
#include "haggle/codec/instant_text.hpp"
#include "haggle/money/decimal.hpp"
#include "haggle/money/text.hpp"

namespace haggle {
inline namespace v0 {
namespace codec {
namespace {

/// The value of a few digits and nothing else, as most whole numbers are; else -1.
std::int64_t few_digits(std::string_view text) {
  constexpr std::size_t few = 15;  // below every limit of numbers
  if (text.empty() || text.size() > few) return -1;
  std::int64_t value = 0;
  const std::size_t end = haggle::detail::read_digits(text, 0, value);
  return end == text.size() ? value : -1;
}

/// The text of a number, cut after so many decimals.  Errors: bad_amount, out_of_range.
Result<std::int64_t> cut_number(std::string_view text, int decimals) {
  const std::int64_t few = few_digits(text);
  if (0 <= few && few < 1'000'000) return few * haggle::detail::power_of_ten(decimals);
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
  const std::string_view said = text(value, place);
  const std::int64_t few = few_digits(said);
  if (0 <= few && few <= most) return few;
  const std::optional<std::int64_t> read = number(value, place, 0, most);
  if (!read) return std::nullopt;
  if (parse_minor(said, 0)) return read;
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
