#include <algorithm>
#include <charconv>
#include <optional>

#include "codec/sale_event.hpp"

namespace haggle {
inline namespace v0 {
namespace codec {
namespace {

/// The nearest float32; nothing beyond the largest. The digits are a JSON number, so that all of
/// them are read.
std::optional<float> nearest_float(std::string_view digits) {
  const char* const end = digits.data() + digits.size();
  float near = 0;
  if (std::from_chars(digits.data(), end, near).ec == std::errc{}) return near;
  // Too large and too small are one fault there. What a double cannot hold either is too small:
  // the text's reader refuses what is too large for it.
  double wide = 0;
  static_cast<void>(std::from_chars(digits.data(), end, wide));
  if (wide > 1 || wide < -1) return std::nullopt;
  return digits.starts_with('-') ? -0.0F : 0.0F;
}

bool is_size(std::size_t count, std::uint32_t dimension) {
  if (dimension != 0) return count == dimension;
  return count >= 1 && count <= embedding_size_max;
}

}  // namespace

void read_embedding(JsonValue value, std::uint32_t dimension, FieldReader& fields,
                    std::vector<float>& out) {
  const JsonValue list = fields.list(value, {"embedding"});
  if (!list.exists()) return;
  if (!is_size(list.count(), dimension)) {
    return fields.refuse(Errc::wrong_dimension, {"embedding"}, list);
  }
  out.reserve(list.count());
  for (const JsonValue component : list) {
    const Place place{"embedding[]", out.size()};
    if (!component.is(JsonKind::number)) return fields.refuse(Errc::wrong_type, place, component);
    const std::optional<float> read = nearest_float(component.text());
    if (!read) return fields.refuse(Errc::not_finite, place, component);
    out.push_back(*read);
  }
  const bool is_zero = std::all_of(out.begin(), out.end(), [](float x) { return x == 0.0F; });
  if (is_zero) fields.refuse(Errc::zero_vector, {"embedding"}, list);
}

}  // namespace codec
}  // namespace v0
}  // namespace haggle
