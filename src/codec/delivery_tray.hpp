// src/codec/delivery_tray.hpp -- floor 6 (codec).
//
// Where deliveries are put while a text is read, and the place in that text. Slots are used again,
// so that a warm tray allocates nothing.
#pragma once

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

class DeliveryTray {
 public:
  void clear();

  /// A new delivery at the present place, with nothing in it; null where there is no more room.
  Delivery* add();

  /// Was there no room for one?
  [[nodiscard]] bool is_over() const { return over_; }

  void add_error(const Error& error);

  /// A delivery of the message that `read` fills, or of its fault.
  template <class Read>
  void add_message(Read read) {
    Delivery* delivery = add();
    if (delivery == nullptr) return;
    FieldReader fields;
    read(fields, delivery->message);
    if (!fields.fault()) return;
    delivery->error = fields.fault();
    delivery->message.clear();
  }

  /// Deliveries are of this record until the next; the outermost record counts.
  void set_record(std::string_view id, std::size_t index);

  [[nodiscard]] std::span<const Delivery> deliveries() const { return {slots_.data(), used_}; }

  /// One step further in, for as long as this object lives.
  class Step {
   public:
    Step(DeliveryTray& tray, std::string_view key) : tray_(tray), size_(tray.place_.size()) {
      if (size_ != 0 && !key.empty()) tray.place_ += '.';
      tray.place_ += key;
    }
    Step(DeliveryTray& tray, std::size_t index);
    ~Step() { tray_.place_.resize(size_); }
    Step(const Step&) = delete;
    Step& operator=(const Step&) = delete;

   private:
    DeliveryTray& tray_;
    std::size_t size_;
  };

 private:
  std::vector<Delivery> slots_{};
  std::size_t used_{0};
  bool over_{false};
  std::string place_{};
  std::string record_id_{};
  std::size_t record_{0};
};

}  // namespace codec
}  // namespace v0
}  // namespace haggle
