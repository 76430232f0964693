// capi/src/reader.hpp -- floor 8 (capi).
//
// A reader of messages and everything that it keeps from call to call.
#pragma once

#include <deque>
#include <span>
#include <string>
#include <vector>

#include "haggle/codec/message_reader.hpp"
#include "handles.hpp"

namespace haggle::capi {

class Reader {
 public:
  Reader(MessageDialect dialect, std::string mart);

  void name_seller(std::string_view name, const SellerId& seller);

  /// Reads one body; what was read stays until the next.
  std::span<const Delivery> read(std::string_view bytes, std::optional<Instant> arrived);

  [[nodiscard]] std::span<const Delivery> deliveries() const noexcept { return deliveries_; }

  /// The offers as a listing of this seller must see them: in place where no mark is to be taken
  /// off, which is so in Amazon's messages, else a copy that stays until the next is asked for.
  [[nodiscard]] std::span<const Offer> offers_for(const Message& message, const SellerId& seller);

  std::vector<haggle_outcome> outcomes{};  ///< of the last call

 private:
  void set_defaults(std::optional<Instant> arrived);

  MessageDialect dialect_;
  std::string mart_;
  std::deque<std::string> names_{};  // strings that never move
  std::vector<SellerName> sellers_{};
  MessageReader reader_{};
  std::span<const Delivery> deliveries_{};
  std::vector<Offer> offers_{};
};

}  // namespace haggle::capi

struct haggle_reader : haggle::capi::Handle<haggle::capi::Reader> {
  using Handle::Handle;
};
