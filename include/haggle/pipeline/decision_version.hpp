// haggle/pipeline/decision_version.hpp -- floor 7 (pipeline).
//
// Which decision is the newer one. A store refuses a lower version than the one it has, so that
// messages may come late, twice and in any order.
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "haggle/codec/message.hpp"
#include "haggle/market/id.hpp"
#include "haggle/market/instant.hpp"

namespace haggle {
inline namespace v0 {

/// What a notification is called: printable ASCII without blanks, so that it stands in a line of
/// text.
using NotificationId = Id<64>;

/// One market: when it was so, and which message said it.
struct MarketStamp {
  Instant time{};
  NotificationId notification{};

  friend constexpr bool operator==(const MarketStamp&, const MarketStamp&) = default;
  /// The newer is the later; of two of one moment, the one whose id is behind in the order of
  /// bytes.
  friend constexpr bool operator<(const MarketStamp& a, const MarketStamp& b) noexcept {
    return a.time != b.time ? a.time < b.time : a.notification < b.notification;
  }
};

/// Orders the decisions on one listing: by the time of the offer change, the revision of its
/// policy, the notification, and how often that market was decided on.
struct DecisionVersion {
  Instant market_time{};
  std::int64_t policy_revision{0};
  NotificationId notification{};
  std::uint32_t round{0};  ///< 0: the first decision on this market
  std::uint32_t reserved{0};

  [[nodiscard]] constexpr MarketStamp stamp() const noexcept { return {market_time, notification}; }

  friend constexpr bool operator==(const DecisionVersion&, const DecisionVersion&) = default;
  friend constexpr bool operator<(const DecisionVersion& a, const DecisionVersion& b) noexcept {
    if (a.market_time != b.market_time) return a.market_time < b.market_time;
    if (a.policy_revision != b.policy_revision) return a.policy_revision < b.policy_revision;
    if (!(a.notification == b.notification)) return a.notification < b.notification;
    return a.round < b.round;
  }
};

/// What a message's market is called: by the id that the sender gave it, or, where it gave none, or
/// one that is too long or has other than printable characters, by a hash of what it says (FNV-1a,
/// 64 bits: the kind, the market, and its offers), so that a repetition is called the same.
[[nodiscard]] MarketStamp stamp_of(const Message& message);

}  // namespace v0
}  // namespace haggle
