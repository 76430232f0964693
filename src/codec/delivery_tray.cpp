#include "codec/delivery_tray.hpp"

#include <array>
#include <charconv>

namespace haggle {
inline namespace v0 {
namespace codec {

void DeliveryTray::clear() {
  used_ = 0;
  over_ = false;
  place_.clear();
  set_record({}, 0);
}

Delivery* DeliveryTray::add() {
  over_ = over_ || used_ == deliveries_max;
  if (over_) return nullptr;
  if (used_ == slots_.size()) slots_.emplace_back();
  Delivery& delivery = slots_[used_++];
  delivery.where = place_;
  delivery.record_id = record_id_;
  delivery.record = record_;
  delivery.error.reset();
  delivery.message.clear();
  return &delivery;
}

void DeliveryTray::add_error(const Error& error) {
  if (Delivery* delivery = add(); delivery != nullptr) delivery->error = error;
}

void DeliveryTray::set_record(std::string_view id, std::size_t index) {
  record_id_ = id;
  record_ = index;
}

DeliveryTray::Step::Step(DeliveryTray& tray, std::size_t index)
    : tray_(tray), size_(tray.place_.size()) {
  std::array<char, 24> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), index);
  tray.place_.append("[").append(digits.data(), end.ptr).append("]");
}

}  // namespace codec
}  // namespace v0
}  // namespace haggle
