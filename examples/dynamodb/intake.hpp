// A shop's messages into the table: the life of each item, and every sale once.
#pragma once

#include <cstddef>
#include <functional>
#include <haggle/codec/sale_message.hpp>
#include <string>
#include <string_view>

#include "item_lives.hpp"
#include "sales.hpp"

namespace dynamodb {

/// What became of messages.
struct Tally {
  std::size_t events{0};      ///< that were read
  std::size_t steps{0};       ///< that changed an item's life
  std::size_t sales{0};       ///< written
  std::size_t duplicates{0};  ///< sales that were there already
  std::size_t older{0};       ///< sales of which a newer version was there
  std::size_t refused{0};
};

class Intake {
 public:
  /// Is told of each message, or part of one, that says nothing that can be kept.
  using Refuse = std::function<void(std::string_view where, std::string_view why)>;

  /// Needs: the table, and what the defaults view, live as long as it is used. The defaults name
  /// the tenant: messages of others are refused.
  Intake(Table& table, const Tenant& tenant, const haggle::SaleDefaults& defaults)
      : lives_(table, tenant), sales_(table, tenant), reader_(defaults) {}

  /// Takes a message, or a list or an envelope of them. May be given the same one again: after an
  /// error it must be.
  /// Errors: of the service. What is wrong with a message is told to `refuse`.
  Expected<Tally> take(std::string_view bytes, const Refuse& refuse);

 private:
  Expected<bool> take_event(const haggle::SaleEvent& event, Tally& tally);

  ItemLives lives_;
  Sales sales_;
  haggle::SaleReader reader_;
};

}  // namespace dynamodb
