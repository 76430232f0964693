// src/codec/listing_record.hpp -- floor 6 (codec).
//
// What a text says of a listing, and how the facts of listings and tiers are put in a table: a fact
// that may be unknown has a bit in `has`, and an amount of 0 is none.
#pragma once

#include <array>
#include <concepts>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "codec/fields_kinds.hpp"
#include "codec/fields_schema.hpp"
#include "haggle/market/business.hpp"
#include "haggle/strategy/maximize.hpp"

namespace haggle {
inline namespace v0 {
namespace codec {

struct ListingRecord {
  BusinessListing business{};  ///< the listing itself stands in it
  std::string policy{};
  JsonValue business_half{};  ///< the business side of a seed's listing
  bool says_audience{false};
  bool says_sub_condition{false};
};

struct TierRecord {
  Tier tier{};
  Currency currency{};
};

struct MemoryRecord {
  Memory memory{};
  Currency currency{};
};

inline Listing& body(ListingRecord& of) {
  return of.business.listing;
}
inline const Listing& body(const ListingRecord& of) {
  return of.business.listing;
}
inline Tier& body(TierRecord& of) {
  return of.tier;
}
inline const Tier& body(const TierRecord& of) {
  return of.tier;
}
inline Memory& body(MemoryRecord& of) {
  return of.memory;
}
inline const Memory& body(const MemoryRecord& of) {
  return of.memory;
}

inline Currency currency_of(const ListingRecord& of) {
  return of.business.listing.currency;
}
inline Currency currency_of(const TierRecord& of) {
  return of.currency;
}
inline Currency currency_of(const MemoryRecord& of) {
  return of.currency;
}

/// What is kept of a value that was read.
inline std::int64_t kept(const Money& value) {
  return value.minor;
}
inline Bound kept(const BoundAmount& value) {
  return value.bound;
}
inline Memory kept(const MemoryRecord& value) {
  return value.memory;
}
template <class T>
T kept(T value) {
  return value;
}

/// The value that a kind writes.
template <class Value, class Kept>
Value shown(const Kept& value, Currency currency) {
  if constexpr (std::same_as<Value, Money>) {
    return {value, currency, 0};
  } else if constexpr (std::same_as<Value, Kept>) {
    return value;
  } else {
    return {value, currency};
  }
}

/// A fact of a listing, tier or memory: its member, and its bit in `has`; without a bit zero is
/// none.
template <class Kind, auto member, std::uint32_t bit = 0>
struct Fact {
  static constexpr auto put = [](auto& to, const typename Kind::Value& value) {
    body(to).*member = kept(value);
    if constexpr (bit != 0) body(to).has |= bit;
  };
  static constexpr auto take = [](const auto& from) -> std::optional<typename Kind::Value> {
    const auto& value = body(from).*member;
    const bool known =
        bit != 0 ? (body(from).has & bit) != 0 : !(value == std::remove_cvref_t<decltype(value)>{});
    if (!known) return std::nullopt;
    return shown<typename Kind::Value>(value, currency_of(from));
  };
};

/// A member that is always written.
template <class Kind, auto member>
struct Always {
  static constexpr auto put = [](auto& to, const typename Kind::Value& value) {
    body(to).*member = value;
  };
  static constexpr auto take = [](const auto& from) { return std::optional{body(from).*member}; };
};

/// A field of T, whose paths begin with `object`.
template <class T, PathText object, PathText name, class Kind, class Access>
constexpr Field<T> record_field(std::string_view doc, bool required = false) {
  return {name.text,
          path<object, name>,
          path<object, name, "[]">,
          read_by<T, Kind, Access::put>,
          write_by<T, Kind, Access::take>,
          Kind::shape,
          doc,
          "",
          required};
}

/// The hard minimum, without which there is no listing.
template <class T, PathText object, class Kind, class Access>
constexpr Field<T> floor_field(std::string_view doc) {
  Field<T> field = record_field<T, object, "floor", Kind, Access>(doc, true);
  field.absent = Errc::floor_required;
  return field;
}

/// What is remembered of a probe; `object` is its path and a point.
template <PathText object>
Fields<MemoryRecord> memory_fields() {
  using M = MemoryRecord;
  using Version = Whole<std::uint32_t, 1, Memory::version_now>;
  static constexpr std::array fields{
      record_field<M, object, "version", Version, Fact<Version, &Memory::version>>(
          "of the form in which it is remembered"),
      record_field<M, object, "safe", MoneyText, Fact<MoneyText, &Memory::safe_minor>>(
          "the price before the open probe"),
      record_field<M, object, "step_time", MomentText,
                   Fact<MomentText, &Memory::step_time, Memory::has_step_time>>(
          "when the last probe was sent"),
      record_field<M, object, "lost", MoneyText, Fact<MoneyText, &Memory::lost_minor>>(
          "the price at which a probe lost the buy box"),
      record_field<M, object, "lost_time", MomentText,
                   Fact<MomentText, &Memory::lost_time, Memory::has_lost_time>>("when that was"),
  };
  return fields;
}

/// A memory inside an object; what it says nothing of is all zero.
template <PathText object>
struct MemoryText : ObjectOf<MemoryRecord, memory_fields<object>> {
  static Result<MemoryRecord> read(const Input& in) {
    auto out = ObjectOf<MemoryRecord, memory_fields<object>>::read(in);
    if (out) out->memory = settled(out->memory);
    return out;
  }
};

[[nodiscard]] Fields<ListingRecord> listing_fields();
[[nodiscard]] Fields<TierRecord> tier_fields();

// The fields of a listing that need more than a kind.
std::optional<Error> read_tiers(const Input& in, ListingRecord& out);
void write_tiers(JsonWriter& to, std::string_view name, const ListingRecord& from);
[[nodiscard]] Shape tiers_shape();
std::optional<Error> read_seed_condition(const Input& in, ListingRecord& out);
[[nodiscard]] Shape seed_condition_shape();
std::optional<Error> read_business_half(const Input& in, ListingRecord& out);
[[nodiscard]] Shape business_half_shape();
/// The business listing that a business half makes of its listing.
[[nodiscard]] Result<ListingRecord> business_of(const ListingRecord& consumer,
                                                const ReadContext& context);

/// Is the floor none, or surely above the ceiling: on one basis, whatever the shipping?
/// Errors: floor_required, bounds_contradict; `fields` has the fields `floor` and `ceiling`.
std::optional<Error> bounds_fault(const Input& object, Fields<ListingRecord> fields,
                                  const Listing& listing);

/// A tier with its place in the text.
struct TierEntry {
  TierRecord record{};
  JsonValue value{};
  std::uint32_t index{0};
};
/// Puts tiers into a listing.  Errors: too_many_tiers; tiers_not_rising.
std::optional<Error> put_tiers(const Input& in, std::span<const TierEntry> tiers,
                               BusinessListing& out);

}  // namespace codec
}  // namespace v0
}  // namespace haggle
