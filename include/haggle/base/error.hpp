// haggle/base/error.hpp -- floor 0 (base).
//
// What is said when the caller's input is wrong. A decision to leave a price alone is not an error:
// it is a good answer with a reason (trail/reason.hpp).
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

namespace haggle {
inline namespace v0 {

/// What is wrong with the input. The numbers are for ever: 1-99 base and money, 100-199 listings,
/// markets and policies, 200-299 text, 300-399 sales and comparables. `error_table` has the name
/// and the advice of each.
enum class Errc : std::uint16_t {
  bad_argument = 1,
  overflow = 2,
  out_of_range = 3,
  unknown_currency = 4,
  currency_mismatch = 5,
  amount_precision = 6,
  rate_precision = 7,
  rate_too_old = 8,
  id_too_long = 9,
  bad_id = 10,
  bad_amount = 11,

  unknown_value = 100,
  too_many_offers = 101,
  not_this_listing = 102,
  floor_required = 103,
  bounds_contradict = 104,
  floor_impossible = 105,
  bounds_violated = 106,
  hours_empty = 107,
  step_below_tick = 108,
  probe_step_too_small = 109,
  ending_off_tick = 110,
  bands_overlap = 111,
  bands_nested = 112,
  too_many_tiers = 113,
  tiers_not_rising = 114,
  verdicts_too_short = 115,
  bad_size = 116,
  absurd_range_empty = 117,

  malformed_json = 200,
  wrong_type = 201,
  missing_field = 202,
  unknown_field = 203,
  repeated_key = 204,
  too_deep = 205,
  bad_instant = 206,
  unknown_message = 207,
  bad_encoding = 208,
  unknown_policy = 209,
  too_large = 210,

  wrong_dimension = 300,
  not_finite = 301,
  zero_vector = 302,
  price_not_positive = 303,
  sold_in_future = 304,
  index_unreadable = 305,
  index_damaged = 306,
  index_read_only = 307,
};

/// One fault in the input. Allocates nothing; 24 bytes.
struct Error {
  Errc code{Errc::bad_argument};
  std::uint16_t reserved{0};
  std::uint32_t index{0};  ///< element of the innermost `[]` in `where`, from 0
  std::uint64_t offset{
      0};                 ///< bytes of a text read when the fault was seen; 0 where no text is read
  const char* where{""};  ///< path into the input as a pattern, such as `offers[].shipping`; static
};
static_assert(sizeof(Error) == 24, "an error travels in registers and never allocates");

template <class T>
using Result = tl::expected<T, Error>;

/// The failed Result of any type.
[[nodiscard]] constexpr tl::unexpected<Error> fail(Errc code, const char* where,
                                                   std::size_t index = 0,
                                                   std::size_t offset = 0) noexcept {
  return tl::unexpected<Error>(Error{code, 0, static_cast<std::uint32_t>(index), offset, where});
}

/// A code's name for programs and its advice for people.
struct ErrorEntry {
  Errc code;
  std::string_view name;
  std::string_view advice;
};

/// Every code, in the order of the numbers. The only home of the names.
inline constexpr std::array error_table{
    ErrorEntry{Errc::bad_argument, "bad_argument", "give a value that the function accepts"},
    ErrorEntry{Errc::overflow, "overflow", "the result does not fit; use smaller amounts"},
    ErrorEntry{Errc::out_of_range, "out_of_range",
               "give a value inside the field's limits; amounts are at most 10^15 minor units"},
    ErrorEntry{Errc::unknown_currency, "unknown_currency",
               "use an ISO 4217 code that has minor units, such as USD"},
    ErrorEntry{Errc::currency_mismatch, "currency_mismatch",
               "convert with a dated rate first; two currencies never meet by themselves"},
    ErrorEntry{Errc::amount_precision, "amount_precision",
               "give no more decimals than the currency has; nothing is rounded silently"},
    ErrorEntry{Errc::rate_precision, "rate_precision",
               "give a rate of whole parts per million, at most four decimals of a percent"},
    ErrorEntry{Errc::rate_too_old, "rate_too_old", "fetch a newer exchange rate"},
    ErrorEntry{Errc::id_too_long, "id_too_long",
               "ids hold at most 31 bytes (seller, item), 127 (SKU) or 15 (marketplace)"},
    ErrorEntry{Errc::bad_id, "bad_id",
               "an id is text without NUL bytes and must not be empty here"},
    ErrorEntry{Errc::bad_amount, "bad_amount", "write an amount as decimal digits, such as 12.34"},
    ErrorEntry{Errc::unknown_value, "unknown_value", "use one of the values that the page lists"},
    ErrorEntry{Errc::too_many_offers, "too_many_offers", "give at most 1,024 offers"},
    ErrorEntry{Errc::not_this_listing, "not_this_listing",
               "the market is of another marketplace, audience or condition; give this listing's"},
    ErrorEntry{Errc::floor_required, "floor_required",
               "set a hard minimum of at least one minor unit; nothing is priced without"},
    ErrorEntry{Errc::bounds_contradict, "bounds_contradict",
               "lower the hard minimum or MAP, or raise the hard maximum"},
    ErrorEntry{Errc::floor_impossible, "floor_impossible",
               "fees and margin take 100 % or more; lower the margin, ROI or fee rate"},
    ErrorEntry{Errc::bounds_violated, "bounds_violated",
               "the price breaks a bound and was not given out"},
    ErrorEntry{Errc::hours_empty, "hours_empty", "give hours whose start and end differ"},
    ErrorEntry{Errc::step_below_tick, "step_below_tick", "make the step at least one tick"},
    ErrorEntry{Errc::probe_step_too_small, "probe_step_too_small",
               "make the probe step at least the tick and the smallest change"},
    ErrorEntry{Errc::ending_off_tick, "ending_off_tick",
               "choose an ending that stands on the tick"},
    ErrorEntry{Errc::bands_overlap, "bands_overlap", "give age bands in order that do not overlap"},
    ErrorEntry{Errc::bands_nested, "bands_nested", "a band's policy cannot have bands"},
    ErrorEntry{Errc::too_many_tiers, "too_many_tiers", "give at most five tiers"},
    ErrorEntry{Errc::tiers_not_rising, "tiers_not_rising",
               "give rising quantities from 2, each once"},
    ErrorEntry{Errc::verdicts_too_short, "verdicts_too_short",
               "give no verdicts or room for one an offer"},
    ErrorEntry{Errc::bad_size, "bad_size", "set size to the size of the struct"},
    ErrorEntry{Errc::absurd_range_empty, "absurd_range_empty",
               "give a lower multiple below the upper one"},
    ErrorEntry{Errc::malformed_json, "malformed_json", "send valid JSON"},
    ErrorEntry{Errc::wrong_type, "wrong_type", "give a value of the type that the schema names"},
    ErrorEntry{Errc::missing_field, "missing_field", "add the field"},
    ErrorEntry{Errc::unknown_field, "unknown_field", "check the spelling or take the field out"},
    ErrorEntry{Errc::repeated_key, "repeated_key", "give each key once, whatever its case"},
    ErrorEntry{Errc::too_deep, "too_deep", "nest at most 64 levels"},
    ErrorEntry{Errc::bad_instant, "bad_instant",
               "write a time as 2026-11-21T10:00:00Z or as milliseconds since 1970"},
    ErrorEntry{Errc::unknown_message, "unknown_message",
               "this kind of message is not read; see its type"},
    ErrorEntry{Errc::bad_encoding, "bad_encoding", "send UTF-8"},
    ErrorEntry{Errc::unknown_policy, "unknown_policy", "name a policy that the text holds"},
    ErrorEntry{Errc::too_large, "too_large", "send at most 16 MiB of text at once"},
    ErrorEntry{Errc::wrong_dimension, "wrong_dimension",
               "give embeddings of the index's dimension, 1 to 4,096 components"},
    ErrorEntry{Errc::not_finite, "not_finite", "give finite numbers; leave the item out otherwise"},
    ErrorEntry{Errc::zero_vector, "zero_vector",
               "a vector of zeros has no direction; leave the item out"},
    ErrorEntry{Errc::price_not_positive, "price_not_positive",
               "give prices above zero; leave the sale out otherwise"},
    ErrorEntry{Errc::sold_in_future, "sold_in_future",
               "the sale is later than the moment it is asked for; check both clocks"},
    ErrorEntry{Errc::index_unreadable, "index_unreadable",
               "these bytes are no index of this version; write it again with this library"},
    ErrorEntry{Errc::index_damaged, "index_damaged",
               "the bytes changed after they were written; write the index again"},
    ErrorEntry{Errc::index_read_only, "index_read_only",
               "an index viewed from bytes does not change; change a copy of it"},
};

/// The entry of a code; that of `bad_argument` for a number that no code has.
/// Cost: linear in the table; meant for messages, not for the hot path.
[[nodiscard]] constexpr const ErrorEntry& entry_of(Errc code) noexcept {
  for (const ErrorEntry& entry : error_table) {
    if (entry.code == code) return entry;
  }
  return error_table[0];
}

/// One sentence for people: the code, the path into the input, the byte, and what to do.
/// Cost: allocates the text. Needs haggle::haggle to link.
[[nodiscard]] std::string describe(const Error& error);

}  // namespace v0
}  // namespace haggle
