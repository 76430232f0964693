// capi/src/sales.hpp -- floor 8 (capi).
//
// A reader of a shop's events.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "comparables.hpp"
#include "haggle/codec/sale_message.hpp"
#include "handles.hpp"

namespace haggle::capi {

/// What is left to the place where events arrive, with its text.
class SaleDefaultsIn {
 public:
  /// Null is nothing.
  [[nodiscard]] Wrong read(const haggle_sale_defaults* given) noexcept;
  [[nodiscard]] SaleDefaults defaults() const noexcept {
    SaleDefaults out = defaults_;
    out.tenant = tenant_.text();
    return out;
  }

 private:
  SaleDefaults defaults_{};
  Label tenant_{};
};

/// Reads bodies; what was in one stays until the next.
class SaleReading {
 public:
  explicit SaleReading(const SaleDefaultsIn& defaults) : defaults_(defaults) {}

  std::span<const SaleDelivery> read(std::string_view bytes, std::optional<Instant> arrived);
  [[nodiscard]] std::span<const SaleDelivery> deliveries() const noexcept { return deliveries_; }

 private:
  SaleDefaultsIn defaults_;
  SaleReader reader_{};
  std::span<const SaleDelivery> deliveries_{};
};

}  // namespace haggle::capi

struct haggle_sale_reader : haggle::capi::Handle<haggle::capi::SaleReading> {
  using Handle::Handle;
};
