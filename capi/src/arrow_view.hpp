// capi/src/arrow_view.hpp -- floor 8 (capi).
//
// One array as it stands: where its values are, which are known, what its text is. Nothing is
// copied. Values are loaded byte by byte, because Arrow arrays need not be aligned.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <optional>

#include "arrow_type.hpp"

namespace haggle::arrow {

/// Rows, or offers of all rows.
struct Range {
  std::size_t first{0};
  std::size_t count{0};
};

template <class T>
T load(const void* values, std::size_t i) noexcept {
  T out;
  std::memcpy(&out, static_cast<const char*>(values) + i * sizeof(T), sizeof(T));
  return out;
}

/// A piece of an array's text, and how many bytes may be read from its start on.
struct Text {
  const char* data{nullptr};
  std::size_t size{0};
  std::size_t readable{0};
};

class View {
 public:
  View() noexcept = default;

  /// Looks at an array whose first element is `offset` before the caller's first.
  /// Returns: nothing where the array is not of the type or has fewer than `length` elements.
  [[nodiscard]] static std::optional<View> of(const ArrowArray* array, const Type& type,
                                              std::size_t offset, std::size_t length);

  [[nodiscard]] const Type& type() const noexcept { return type_; }
  [[nodiscard]] bool has_values() const noexcept { return type_.kind != Kind::null; }
  [[nodiscard]] std::size_t offset() const noexcept { return offset_; }
  [[nodiscard]] const std::uint8_t* bits() const noexcept { return known_; }
  [[nodiscard]] const void* values() const noexcept { return array_->buffers[1]; }

  /// Is no element of the range a gap?
  [[nodiscard]] bool knows_all(Range range) const noexcept;
  [[nodiscard]] bool knows(std::size_t i) const noexcept {
    if (type_.kind == Kind::null) return false;
    return known_ == nullptr || bit(known_, offset_ + i);
  }
  template <class T>
  [[nodiscard]] T at(std::size_t i) const noexcept {
    return load<T>(values(), offset_ + i);
  }
  [[nodiscard]] bool flag(std::size_t i) const noexcept {
    return bit(static_cast<const std::uint8_t*>(values()), offset_ + i);
  }
  /// The values as an array in place; null where they are not aligned so.
  template <class T>
  [[nodiscard]] const T* in_place() const noexcept {
    const auto address = reinterpret_cast<std::uintptr_t>(values());
    return address % alignof(T) == 0 ? static_cast<const T*>(values()) : nullptr;
  }
  /// The text of one element. Nothing where it is a gap in the dictionary, or broken.
  [[nodiscard]] std::optional<Text> text(std::size_t i) const noexcept;
  /// The array of the words, where this is one of indices into them.
  [[nodiscard]] const View& dictionary() const noexcept { return *dictionary_; }
  [[nodiscard]] std::size_t length() const noexcept {
    return static_cast<std::size_t>(array_->length);
  }
  /// Behind the last element in memory.
  [[nodiscard]] std::size_t end() const noexcept {
    return static_cast<std::size_t>(array_->offset) + length();
  }

 private:
  [[nodiscard]] static bool bit(const std::uint8_t* bits, std::size_t i) noexcept {
    return ((unsigned{bits[i / 8]} >> (i % 8)) & 1U) != 0;
  }
  [[nodiscard]] bool has_buffers(std::size_t needed) const noexcept;
  [[nodiscard]] bool set_text_end() noexcept;
  [[nodiscard]] bool set_dictionary();
  friend struct ViewTexts;
  template <class Offset>
  friend struct OffsetTexts;

  const ArrowArray* array_{nullptr};
  Type type_{};
  std::size_t offset_{0};
  std::size_t text_end_{0};  ///< bytes of text in the array
  const std::uint8_t* known_{nullptr};
  std::shared_ptr<const View> dictionary_{};
};

/// An integer of any width. One of 64 bits without a sign may not fit.
[[nodiscard]] std::optional<std::int64_t> integer_at(const View& view, std::size_t i) noexcept;

// Readers of text keep what they need by value, so that it stays in registers whatever is written.

/// Text between two offsets.
template <class Offset>
struct OffsetTexts {
  explicit OffsetTexts(const View& view) noexcept
      : offsets(static_cast<const char*>(view.values()) + view.offset_ * sizeof(Offset)),
        data(static_cast<const char*>(view.array_->buffers[2])),
        end(view.text_end_) {}
  [[nodiscard]] std::optional<Text> at(std::size_t i) const noexcept {
    const auto first = load<Offset>(offsets, i);
    const auto last = load<Offset>(offsets, i + 1);
    const auto from = static_cast<std::size_t>(first);
    if (first < 0 || last < first || static_cast<std::size_t>(last) > end) return std::nullopt;
    return Text{data + from, static_cast<std::size_t>(last - first), end - from};
  }
  const char* offsets;
  const char* data;
  std::size_t end;
};

/// Views of 16 bytes: short text in them, longer text in one of several buffers.
struct ViewTexts {
  explicit ViewTexts(const View& view) noexcept
      : views(static_cast<const char*>(view.values()) + view.offset_ * view_bytes),
        end(static_cast<const char*>(view.values()) + view.end() * view_bytes),
        buffers(view.array_->buffers),
        data_count(view.array_->n_buffers - 3) {}
  [[nodiscard]] std::optional<Text> at(std::size_t i) const noexcept {
    const char* const view = views + i * view_bytes;
    const auto size = load<std::int32_t>(view, 0);
    if (size < 0) return std::nullopt;
    const auto length = static_cast<std::size_t>(size);
    if (length > inline_max) return far(view, size);
    const char* const text = view + sizeof size;
    return Text{text, length, static_cast<std::size_t>(end - text)};
  }
  [[nodiscard]] std::optional<Text> far(const char* view, std::int32_t size) const noexcept {
    const auto buffer = load<std::int32_t>(view, 2);
    const auto start = load<std::int32_t>(view, 3);
    if (buffer < 0 || buffer >= data_count || start < 0) return std::nullopt;
    const auto which = static_cast<std::size_t>(buffer);
    const void* const sizes = buffers[2 + data_count];
    const auto bytes = load<std::int64_t>(sizes, which) - start;
    if (bytes < size) return std::nullopt;
    return Text{static_cast<const char*>(buffers[2 + which]) + start,
                static_cast<std::size_t>(size), static_cast<std::size_t>(bytes)};
  }
  static constexpr std::size_t view_bytes = 16;
  static constexpr std::size_t inline_max = 12;
  const char* views;
  const char* end;  ///< of all views
  const void** buffers;
  std::int64_t data_count;
};

/// Text of so many bytes, without the zeros at its end.
struct FixedTexts {
  explicit FixedTexts(const View& view) noexcept
      : bytes(static_cast<std::size_t>(view.type().bytes)),
        data(static_cast<const char*>(view.values()) + view.offset() * bytes),
        end(static_cast<const char*>(view.values()) + view.end() * bytes) {}
  [[nodiscard]] std::optional<Text> at(std::size_t i) const noexcept {
    const char* const text = data + i * bytes;
    std::size_t size = bytes;
    while (size != 0 && text[size - 1] == '\0') --size;
    return Text{text, size, static_cast<std::size_t>(end - text)};
  }
  std::size_t bytes;
  const char* data;
  const char* end;
};

/// Text of any layout.
struct AnyTexts {
  explicit AnyTexts(const View& given) noexcept : view(&given) {}
  [[nodiscard]] std::optional<Text> at(std::size_t i) const noexcept { return view->text(i); }
  const View* view;
};

/// Calls with the reader of the view's text.
template <class Use>
auto with_texts(const View& view, Use use) {
  if (view.type().is_dictionary()) return use(AnyTexts{view});
  switch (view.type().kind) {
    case Kind::utf8:
      return use(OffsetTexts<std::int32_t>{view});
    case Kind::large_utf8:
      return use(OffsetTexts<std::int64_t>{view});
    case Kind::utf8_view:
      return use(ViewTexts{view});
    case Kind::fixed:
      return use(FixedTexts{view});
    default:
      return use(AnyTexts{view});
  }
}

}  // namespace haggle::arrow
