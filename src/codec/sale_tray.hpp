// src/codec/sale_tray.hpp -- floor 6 (codec).
//
// Where the deliveries of events are put while a text is read. Slots are used again, so that a warm
// tray allocates nothing.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "haggle/codec/sale_message.hpp"

namespace haggle {
inline namespace v0 {
namespace codec {

class SaleTray {
 public:
  void clear();

  /// A new delivery at the present place, with nothing in it; null where there is no more room.
  SaleDelivery* add();
  void add_error(const Error& error);

  /// Was there no room for one?
  [[nodiscard]] bool is_over() const { return over_; }

  /// Deliveries are of this record until the next; the outermost record counts.
  void set_record(std::string_view id, std::size_t index);

  [[nodiscard]] std::span<const SaleDelivery> deliveries() const { return {slots_.data(), used_}; }

  /// One step further in, for as long as this object lives.
  class Step {
   public:
    Step(SaleTray& tray, std::string_view key);
    Step(SaleTray& tray, std::size_t index);
    ~Step() { tray_.place_.resize(size_); }
    Step(const Step&) = delete;
    Step& operator=(const Step&) = delete;

   private:
    SaleTray& tray_;
    std::size_t size_;
  };

 private:
  std::vector<SaleDelivery> slots_{};
  std::size_t used_{0};
  bool over_{false};
  std::string place_{};
  std::string record_id_{};
  std::size_t record_{0};
};

}  // namespace codec
}  // namespace v0
}  // namespace haggle
