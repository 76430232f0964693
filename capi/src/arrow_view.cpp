#include "arrow_view.hpp"

#include <algorithm>
#include <limits>

namespace haggle::arrow {
namespace {

/// No array is longer; sums and products of such numbers stay in 64 bits.
constexpr std::int64_t length_max = std::numeric_limits<std::int64_t>::max() / 1024;

std::int64_t buffers_count(Kind kind) noexcept {
  switch (kind) {
    case Kind::null:
      return 0;
    case Kind::structure:
      return 1;
    case Kind::utf8:
    case Kind::large_utf8:
    case Kind::utf8_view:
      return 3;
    default:
      return 2;
  }
}

bool is_length(std::int64_t value) noexcept {
  return 0 <= value && value <= length_max;
}

}  // namespace

std::optional<View> View::of(const ArrowArray* array, const Type& type, std::size_t offset,
                             std::size_t length) {
  if (array == nullptr || array->release == nullptr) return std::nullopt;
  if (!is_length(array->length) || !is_length(array->offset)) return std::nullopt;
  if (offset + length > static_cast<std::size_t>(array->length)) return std::nullopt;
  View view;
  view.array_ = array;
  view.type_ = type;
  view.offset_ = static_cast<std::size_t>(array->offset) + offset;
  if (!view.has_buffers(length)) return std::nullopt;
  if (type.kind == Kind::null || length == 0) return view;
  if (!view.set_text_end()) return std::nullopt;
  const bool has_gaps = array->null_count != 0 && array->buffers[0] != nullptr;
  view.known_ = has_gaps ? static_cast<const std::uint8_t*>(array->buffers[0]) : nullptr;
  if (view.knows_all({0, length})) view.known_ = nullptr;
  if (type.is_dictionary() && !view.set_dictionary()) return std::nullopt;
  return view;
}

/// Has it as many buffers as its type has, and those that must exist for any element?
bool View::has_buffers(std::size_t needed) const noexcept {
  const std::int64_t count = buffers_count(type_.kind);
  const bool is_view = type_.kind == Kind::utf8_view;
  const bool right = is_view ? array_->n_buffers >= count : array_->n_buffers == count;
  if (!right) return false;
  if (count == 0) return true;
  if (array_->buffers == nullptr) return false;
  return count == 1 || needed == 0 || array_->buffers[1] != nullptr;
}

/// Where offsets say that the text of the whole array ends.
bool View::set_text_end() noexcept {
  const bool is_large = type_.kind == Kind::large_utf8;
  if (type_.is_dictionary() || (type_.kind != Kind::utf8 && !is_large)) return true;
  const auto last = static_cast<std::size_t>(array_->offset + array_->length);
  const std::int64_t end =
      is_large ? load<std::int64_t>(values(), last) : load<std::int32_t>(values(), last);
  if (!is_length(end)) return false;
  text_end_ = static_cast<std::size_t>(end);
  return end == 0 || array_->buffers[2] != nullptr;
}

bool View::set_dictionary() {
  const Type held{type_.dictionary, Kind::other, type_.dictionary_bytes, 0, 0};
  const ArrowArray* const words = array_->dictionary;
  if (words == nullptr || !is_length(words->length)) return false;
  const std::optional<View> view =
      View::of(words, held, 0, static_cast<std::size_t>(words->length));
  if (!view) return false;
  dictionary_ = std::make_shared<const View>(*view);
  return true;
}

bool View::knows_all(Range range) const noexcept {
  if (type_.kind == Kind::null) return range.count == 0;
  if (known_ == nullptr) return true;
  std::size_t at = offset_ + range.first;
  const std::size_t end = at + range.count;
  for (; at < end && at % 8 != 0; ++at) {
    if (!bit(known_, at)) return false;
  }
  for (; at + 8 <= end; at += 8) {
    if (known_[at / 8] != 0xFF) return false;
  }
  for (; at < end; ++at) {
    if (!bit(known_, at)) return false;
  }
  return true;
}

std::optional<Text> View::text(std::size_t i) const noexcept {
  if (type_.is_dictionary()) {
    const std::optional<std::int64_t> index = integer_at(*this, i);
    const auto words_count = static_cast<std::uint64_t>(dictionary_->array_->length);
    if (!index || static_cast<std::uint64_t>(*index) >= words_count) return std::nullopt;
    const auto word = static_cast<std::size_t>(*index);
    return dictionary_->knows(word) ? dictionary_->text(word) : std::optional{Text{}};
  }
  if (!type_.is_text()) return std::nullopt;
  return with_texts(*this, [i](const auto& texts) { return texts.at(i); });
}

std::optional<std::int64_t> integer_at(const View& view, std::size_t i) noexcept {
  switch (view.type().kind) {
    case Kind::int8:
      return view.at<std::int8_t>(i);
    case Kind::uint8:
      return view.at<std::uint8_t>(i);
    case Kind::int16:
      return view.at<std::int16_t>(i);
    case Kind::uint16:
      return view.at<std::uint16_t>(i);
    case Kind::int32:
      return view.at<std::int32_t>(i);
    case Kind::uint32:
      return view.at<std::uint32_t>(i);
    default:
      break;
  }
  const auto value = view.at<std::int64_t>(i);
  const bool fits = view.type().kind == Kind::int64 || value >= 0;
  return fits ? std::optional{value} : std::nullopt;
}

}  // namespace haggle::arrow
