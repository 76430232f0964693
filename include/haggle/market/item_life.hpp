// haggle/market/item_life.hpp -- floor 2 (market).
//
// The life of an item: listed, updated, sold, delisted, listed again. Events come late, twice and
// in any order; a step says what an event changes, and which version the store must still hold.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <type_traits>

#include "haggle/market/instant.hpp"
#include "haggle/market/sale.hpp"

namespace haggle {
inline namespace v0 {

/// The key that an event's sender gave it; a repetition has the same.
using EventId = Id<64>;

/// What happened to an item. The numbers are for ever.
enum class ItemEventKind : std::uint8_t {
  unknown = 0,
  listed = 1,
  updated = 2,
  sold = 3,
  delisted = 4,
};

/// Where an item is in its life. The numbers are for ever.
enum class ItemState : std::uint8_t {
  unknown = 0,  ///< nothing is stored of it
  listed = 1,
  updated = 2,  ///< listed, and changed since
  sold = 3,
  delisted = 4,
};

/// The names of the events and of the states, by number.
inline constexpr std::array<std::string_view, 5> item_event_names{"unknown", "listed", "updated",
                                                                  "sold", "delisted"};
inline constexpr std::array<std::string_view, 5> item_state_names = item_event_names;

/// What an event did. The numbers are for ever: 1-19 the state is another, 20-39 it is as before
/// but the event counts, 40-59 nothing is written.
enum class LifeReason : std::uint8_t {
  unknown_event = 0,     ///< a kind or a state that has no number here
  listed = 1,            ///< for the first time
  relisted = 2,          ///< after it was sold or delisted
  updated = 3,           ///< it was listed
  sold = 4,              ///< it was listed
  delisted = 5,          ///< it was listed
  sold_unheard_of = 6,   ///< its listing never came, or has not come yet
  ended_unheard_of = 7,  ///< the same of an item that was taken down
  listed_already = 20,   ///< that it had ended never came, or has not come yet
  sold_again = 21,       ///< another sale of a sold item
  sold_after_end = 22,   ///< a sale of a delisted item, which stays delisted
  ended_already = 23,    ///< a sold or delisted item was taken down
  repeated = 40,         ///< the same event, or the same sale, was seen
  older_event = 41,      ///< a later event was seen
  not_listed = 42,       ///< a change of what is not listed: worth a try when its listing has come
};

/// The place of an event in the order of events: its moment, then what its sender counts, then its
/// kind and its id, so that any two events have one order wherever they meet.
struct EventPlace {
  Instant at{};
  std::uint64_t revision{0};  ///< the sender's own count of versions of the item; 0: not said
  EventId event{};            ///< may be empty
  ItemEventKind kind{ItemEventKind::unknown};
  std::array<std::uint8_t, 7> reserved{};
  friend constexpr bool operator==(const EventPlace&, const EventPlace&) = default;
};

/// One event of an item. The item's own key is the caller's to find the life by.
struct ItemEvent {
  EventPlace place{};
  SaleId sale{};  ///< of a sale: its own key
};

/// What a store keeps of an item: one flat value, all zero for an item that it does not hold.
struct ItemLife {
  std::uint64_t version{0};  ///< 0: not stored; each write adds one
  EventPlace last{};         ///< the latest event that counted
  SaleId sale{};             ///< the last sale that counted; empty: none yet
  ItemState state{ItemState::unknown};
  std::array<std::uint8_t, 7> reserved{};
  friend constexpr bool operator==(const ItemLife&, const ItemLife&) = default;
};
static_assert(sizeof(EventPlace) == 88 && sizeof(ItemLife) == 168);
static_assert(std::has_unique_object_representations_v<ItemLife>);

/// What one event does.
struct LifeStep {
  LifeReason reason{LifeReason::unknown_event};
  std::uint64_t expected_version{0};  ///< which the store must hold for `after` to be put; 0: none
  ItemLife after{};

  /// Is `after` to be put? Where the store holds another version by then, read it and step again.
  [[nodiscard]] constexpr bool writes() const noexcept { return after.version != expected_version; }
};

/// The name of a reason.
[[nodiscard]] constexpr std::string_view name_of(LifeReason reason) noexcept {
  switch (reason) {
    case LifeReason::unknown_event:
      return "unknown_event";
    case LifeReason::listed:
      return "listed";
    case LifeReason::relisted:
      return "relisted";
    case LifeReason::updated:
      return "updated";
    case LifeReason::sold:
      return "sold";
    case LifeReason::delisted:
      return "delisted";
    case LifeReason::sold_unheard_of:
      return "sold_unheard_of";
    case LifeReason::ended_unheard_of:
      return "ended_unheard_of";
    case LifeReason::listed_already:
      return "listed_already";
    case LifeReason::sold_again:
      return "sold_again";
    case LifeReason::sold_after_end:
      return "sold_after_end";
    case LifeReason::ended_already:
      return "ended_already";
    case LifeReason::repeated:
      return "repeated";
    case LifeReason::older_event:
      return "older_event";
    case LifeReason::not_listed:
      return "not_listed";
  }
  return {};
}

namespace detail {

/// What a new event of a kind does in a state.
struct LifeRule {
  LifeReason reason;
  ItemState next;
};

/// By state, then by kind less one: listed, updated, sold, delisted.
inline constexpr std::array<std::array<LifeRule, 4>, 5> life_rules{{
    {{{LifeReason::listed, ItemState::listed},
      {LifeReason::not_listed, ItemState::unknown},
      {LifeReason::sold_unheard_of, ItemState::sold},
      {LifeReason::ended_unheard_of, ItemState::delisted}}},
    {{{LifeReason::listed_already, ItemState::listed},
      {LifeReason::updated, ItemState::updated},
      {LifeReason::sold, ItemState::sold},
      {LifeReason::delisted, ItemState::delisted}}},
    {{{LifeReason::listed_already, ItemState::updated},
      {LifeReason::updated, ItemState::updated},
      {LifeReason::sold, ItemState::sold},
      {LifeReason::delisted, ItemState::delisted}}},
    {{{LifeReason::relisted, ItemState::listed},
      {LifeReason::not_listed, ItemState::sold},
      {LifeReason::sold_again, ItemState::sold},
      {LifeReason::ended_already, ItemState::sold}}},
    {{{LifeReason::relisted, ItemState::listed},
      {LifeReason::not_listed, ItemState::delisted},
      {LifeReason::sold_after_end, ItemState::delisted},
      {LifeReason::ended_already, ItemState::delisted}}},
}};

[[nodiscard]] constexpr bool comes_before(const EventPlace& a, const EventPlace& b) noexcept {
  if (a.at != b.at) return a.at < b.at;
  if (a.revision != b.revision) return a.revision < b.revision;
  if (a.kind != b.kind) return a.kind < b.kind;
  return a.event < b.event;
}

/// The same sale may be told by two events; its own key says so.
[[nodiscard]] constexpr bool is_repeated(const ItemLife& life, const ItemEvent& event) noexcept {
  const bool is_sale = event.place.kind == ItemEventKind::sold && !event.sale.empty();
  if (is_sale && life.sale == event.sale) return true;
  return life.version != 0 && life.last == event.place;
}

[[nodiscard]] constexpr LifeRule rule_for(const ItemLife& life, const ItemEvent& event) noexcept {
  const auto state = static_cast<std::size_t>(life.state);
  const auto kind = static_cast<std::size_t>(event.place.kind);
  if (state >= life_rules.size() || kind == 0 || kind > life_rules[0].size()) {
    return {LifeReason::unknown_event, life.state};
  }
  if (is_repeated(life, event)) return {LifeReason::repeated, life.state};
  if (life.version != 0 && comes_before(event.place, life.last)) {
    return {LifeReason::older_event, life.state};
  }
  return life_rules[state][kind - 1];
}

[[nodiscard]] constexpr bool counts(LifeReason reason) noexcept {
  return reason >= LifeReason::listed && reason < LifeReason::repeated;
}

}  // namespace detail

/// What an event does to an item.
/// Returns: the life after it, for one conditional put (`expected_version`); as before where
///          nothing is written. An event that is older than one that counted changes nothing,
///          whatever it says, and neither does a repeated one.
/// Rules:   listed, updated -> updated, sold, delisted; sold, delisted -> listed. A sale or an end
///          of an item that is not known is recorded, so that its late listing cannot bring it
///          back. A sale that happened is history whatever the item's state is: put it under its
///          own key, if absent, with every answer to a sale, `repeated` too, because the first try
///          may have failed between the two puts.
/// Cost:    a few comparisons; allocates nothing.
[[nodiscard]] constexpr LifeStep advance(const ItemLife& before, const ItemEvent& event) noexcept {
  const detail::LifeRule rule = detail::rule_for(before, event);
  LifeStep step{rule.reason, before.version, before};
  if (!detail::counts(rule.reason)) return step;
  step.after.version = before.version + 1;
  step.after.last = event.place;
  step.after.state = rule.next;
  if (event.place.kind == ItemEventKind::sold) step.after.sale = event.sale;
  return step;
}

}  // namespace v0
}  // namespace haggle
