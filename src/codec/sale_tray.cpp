#include "codec/sale_tray.hpp"

#include "haggle/codec/message_reader.hpp"

namespace haggle {
inline namespace v0 {
namespace codec {

void SaleTray::clear() {
  used_ = 0;
  over_ = false;
  place_.clear();
  set_record({}, 0);
}

SaleDelivery* SaleTray::add() {
  over_ = over_ || used_ == deliveries_max;
  if (over_) return nullptr;
  if (used_ == slots_.size()) slots_.emplace_back();
  SaleDelivery& delivery = slots_[used_++];
  delivery.where = place_;
  delivery.record_id = record_id_;
  delivery.record = record_;
  delivery.error.reset();
  delivery.event.clear();
  return &delivery;
}

void SaleTray::add_error(const Error& error) {
  if (SaleDelivery* delivery = add(); delivery != nullptr) delivery->error = error;
}

void SaleTray::set_record(std::string_view id, std::size_t index) {
  record_id_ = id;
  record_ = index;
}

SaleTray::Step::Step(SaleTray& tray, std::string_view key)
    : tray_(tray), size_(tray.place_.size()) {
  if (size_ != 0 && !key.empty()) tray.place_ += '.';
  tray.place_ += key;
}

SaleTray::Step::Step(SaleTray& tray, std::size_t index) : tray_(tray), size_(tray.place_.size()) {
  tray.place_ += '[' + std::to_string(index) + ']';
}

}  // namespace codec
}  // namespace v0
}  // namespace haggle
