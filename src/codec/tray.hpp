// src/codec/tray.hpp -- floor 6 (codec).
//
// Where deliveries are put while a text is read, and the place in that text. Slots are used again,
// so that a warm tray allocates nothing.
#pragma once

#include <array>
#include <charconv>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "codec/message_fields.hpp"
#include "haggle/codec/message_reader.hpp"

namespace haggle {
inline namespace v0 {
namespace codec {

/// A tray of one kind of delivery; `content` is the member that holds what was read.
template <class Item, auto content>
class Tray {
 public:
  void clear() {
    used_ = 0;
    over_ = false;
    place_.clear();
    set_record({}, 0);
  }

  /// A new delivery at the present place, with nothing in it; null where there is no more room.
  Item* add() {
    over_ = over_ || used_ == deliveries_max;
    if (over_) return nullptr;
    if (used_ == slots_.size()) slots_.emplace_back();
    Item& item = slots_[used_++];
    item.where = place_;
    item.record_id = record_id_;
    item.record = record_;
    item.error.reset();
    (item.*content).clear();
    return &item;
  }

  /// Was there no room for one?
  [[nodiscard]] bool is_over() const { return over_; }

  void add_error(const Error& error) {
    if (Item* item = add(); item != nullptr) item->error = error;
  }

  /// A delivery of the content that `read(fields, content)` fills, or of its fault.
  template <class Read>
  void add_content(Read read) {
    Item* item = add();
    if (item == nullptr) return;
    FieldReader fields;
    read(fields, item->*content);
    if (!fields.fault()) return;
    item->error = fields.fault();
    (item->*content).clear();
  }

  /// Deliveries are of this record until the next; the outermost record counts.
  void set_record(std::string_view id, std::size_t index) {
    record_id_ = id;
    record_ = index;
  }

  [[nodiscard]] std::span<const Item> deliveries() const { return {slots_.data(), used_}; }

  /// One step further in, for as long as this object lives.
  class Step {
   public:
    Step(Tray& tray, std::string_view key) : tray_(tray), size_(tray.place_.size()) {
      if (size_ != 0 && !key.empty()) tray.place_ += '.';
      tray.place_ += key;
    }
    Step(Tray& tray, std::size_t index) : tray_(tray), size_(tray.place_.size()) {
      std::array<char, 24> digits{};
      const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), index);
      tray.place_.append("[").append(digits.data(), end.ptr).append("]");
    }
    ~Step() { tray_.place_.resize(size_); }
    Step(const Step&) = delete;
    Step& operator=(const Step&) = delete;

   private:
    Tray& tray_;
    std::size_t size_;
  };

 private:
  std::vector<Item> slots_{};
  std::size_t used_{0};
  bool over_{false};
  std::string place_{};
  std::string record_id_{};
  std::size_t record_{0};
};

}  // namespace codec
}  // namespace v0
}  // namespace haggle
