// haggle/reprice/survey_columns.hpp -- floor 5 (reprice).
//
// The pass over the offers of one market where they stand as columns. The offers are first taken as
// so many ordinary rivals, array by array, which needs no branch; then the few that are not (ours,
// a winner, a price of zero) are counted anew.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>

#include "haggle/market/columns.hpp"
#include "haggle/reprice/survey.hpp"

namespace haggle {
inline namespace v0 {
namespace detail {

/// What is found out about the offers of some markets at once, so that none need be asked again.
struct ColumnFacts {
  bool can_survey{false};  ///< where they stand; else a market's offers are put together as rows
  bool any_zero{false};    ///< some item or landed price may not be above zero
};

/// Some of the offers of all markets.
struct OfferRange {
  std::size_t first;
  std::size_t count;
};

/// Is every word of the column one that is known?
template <class Enum>
bool words_known(const Column<Enum>& column, OfferRange range, Enum last) noexcept {
  if (!column.exists()) return true;
  const Enum* const words = column.from(range.first);
  std::uint8_t highest = 0;
  for (std::size_t i = 0; i < range.count; ++i) {
    highest = std::max(highest, static_cast<std::uint8_t>(words[i]));
  }
  return highest <= static_cast<std::uint8_t>(last);
}

/// All amounts of a column in one, and all of them less one: a sign is set where one is negative,
/// or not above zero.
struct Joined {
  std::int64_t amounts{0};
  std::int64_t less_one{0};
};

inline Joined joined(const Column<std::int64_t>& column, OfferRange range) noexcept {
  if (!column.exists()) return {};
  const std::int64_t* const amounts = column.from(range.first);
  std::uint64_t all = 0;  // unsigned, so that no amount is too small to take one from
  std::uint64_t less_one = 0;
#pragma GCC unroll 4
  for (std::size_t i = 0; i < range.count; ++i) {
    const auto amount = static_cast<std::uint64_t>(amounts[i]);
    all |= amount;
    less_one |= amount - 1;
  }
  return {static_cast<std::int64_t>(all), static_cast<std::int64_t>(less_one)};
}

inline bool has_no_gaps(const OfferColumns& c) noexcept {
  return c.price_minor.has_no_gaps() && c.shipping_minor.has_no_gaps() &&
         c.points_minor.has_no_gaps() && c.seller.has_no_gaps() && c.condition.has_no_gaps() &&
         c.sub_condition.has_no_gaps() && c.fulfilment.has_no_gaps() && c.audience.has_no_gaps() &&
         c.eligible.has_no_gaps() && c.flags.has_no_gaps();
}

/// Cost: one pass over each column that is a word or an amount.
inline ColumnFacts facts_of(const OfferColumns& c, OfferRange range) noexcept {
  const bool has_all = c.price_minor.exists() && c.seller.exists();
  if (!has_all || !has_no_gaps(c) || c.stated_landed_minor.exists()) return {};
  const Joined price = joined(c.price_minor, range);
  const std::int64_t amounts = price.amounts | joined(c.shipping_minor, range).amounts |
                               joined(c.points_minor, range).amounts;
  const bool known = words_known(c.condition, range, Condition::club) &&
                     words_known(c.sub_condition, range, SubCondition::other) &&
                     words_known(c.fulfilment, range, Fulfilment::marketplace) &&
                     words_known(c.audience, range, OfferAudience::business) &&
                     words_known(c.eligible, range, Tristate::no);
  return {known && 0 <= amounts && amounts < usual_offer_limit,
          price.less_one < 0 || c.points_minor.exists()};
}

/// The arrays of one market.
struct OfferArrays {
  const OfferColumns& columns;
  std::size_t market;
  std::size_t first;
  std::size_t count;

  OfferArrays(const OfferColumns& c, std::size_t which) noexcept
      : columns(c), market(which), first(c.first[which]), count(c.count(which)) {}

  template <class T>
  [[nodiscard]] const T* of(const Column<T>& column) const noexcept {
    return column.from(first);
  }
  /// How many elements of a column may be read from here on, those of later markets too.
  [[nodiscard]] std::size_t readable() const noexcept { return columns.first.back() - first; }
};

/// Writes the landed prices.
inline void land(const OfferArrays& offers, bool has_points,
                 std::int64_t* __restrict landed) noexcept {
  const std::int64_t* const price = offers.of(offers.columns.price_minor);
  const std::int64_t* const shipping = offers.of(offers.columns.shipping_minor);
  const std::int64_t* const points = offers.of(offers.columns.points_minor);
  const std::size_t count = offers.count;
  if (shipping != nullptr) {
    for (std::size_t i = 0; i < count; ++i) landed[i] = price[i] + shipping[i];
  } else {
    std::copy_n(price, count, landed);
  }
  if (points == nullptr || !has_points) return;
  for (std::size_t i = 0; i < count; ++i) landed[i] -= points[i];
}

/// Eight words of one byte at a time: each byte of what these return is 0 or 1.
namespace eight {

inline constexpr std::uint64_t ones = 0x0101'0101'0101'0101U;

/// The bytes from one on; zero where the array has ended.
inline std::uint64_t load(const void* bytes, std::size_t left) noexcept {
  std::uint64_t out = 0;
  if (left >= sizeof out) {
    std::memcpy(&out, bytes, sizeof out);
  } else {
    std::memcpy(&out, bytes, left);
  }
  return out;
}
/// A bit for each byte that is not zero.
constexpr std::uint64_t set_bits(std::uint64_t bytes) noexcept {
  constexpr std::uint64_t low = 0x7F * ones;
  constexpr std::uint64_t gather = 0x0102'0408'1020'4080U;
  const std::uint64_t set = ((((bytes & low) + low) | bytes) >> 7U) & ones;
  return (set * gather) >> 56U;
}
/// Where two are equal.
constexpr std::uint64_t equal(std::uint64_t a, std::uint64_t b) noexcept {
  constexpr std::uint64_t low = 0x7F * ones;
  const std::uint64_t differ = a ^ b;
  return ~(((differ & low) + low) | differ | low) >> 7U;
}
/// How many are 1.
constexpr std::uint32_t sum(std::uint64_t bits) noexcept {
  return static_cast<std::uint32_t>((bits * ones) >> 56U);
}
/// The first so many.
constexpr std::uint64_t inside(std::size_t left) noexcept {
  return left >= 8 ? ones : ones & ((std::uint64_t{1} << (8 * left)) - 1);
}

}  // namespace eight

/// Where a column of words has ours; everywhere or nowhere where there is no column.
template <class Enum>
struct OurWord {
  const Enum* words;
  std::uint64_t ours;
  std::uint64_t without;

  OurWord(const Enum* column, Enum wanted, bool otherwise) noexcept
      : words(column),
        ours(static_cast<std::uint8_t>(wanted) * eight::ones),
        without(otherwise ? eight::ones : 0) {}
  [[nodiscard]] std::uint64_t at(std::size_t start, std::size_t left) const noexcept {
    return words == nullptr ? without : eight::equal(eight::load(words + start, left), ours);
  }
};

/// Writes the verdicts as if every offer were a rival with a price, up to seven more than offers.
inline Sifted sift_ordinary(const OfferArrays& offers, const Judge& judge,
                            Verdict* verdicts) noexcept {
  constexpr auto kept = static_cast<std::uint64_t>(Verdict::kept);
  constexpr auto other = static_cast<std::uint64_t>(Verdict::condition);
  const OurWord classes{offers.of(offers.columns.condition), judge.own_condition(),
                        judge.is_class(Offer{}.condition)};
  const OurWord subs{judge.asks_sub() ? offers.of(offers.columns.sub_condition) : nullptr,
                     judge.own_sub(), judge.is_sub(Offer{}.sub_condition)};
  const std::size_t readable = offers.readable();
  Sifted out;
  for (std::size_t start = 0; start < offers.count; start += 8) {
    const std::uint64_t inside = eight::inside(offers.count - start);
    const std::uint64_t in_class = classes.at(start, readable - start) & inside;
    const std::uint64_t fits = in_class & subs.at(start, readable - start);
    const std::uint64_t written = other * eight::ones - (other - kept) * fits;
    std::memcpy(verdicts + start, &written, sizeof written);
    out.rivals_count += eight::sum(in_class);
    out.survivors_count += eight::sum(fits);
  }
  return out;
}

/// One pass over the offers of a market in columns.
class ColumnSurvey {
 public:
  ColumnSurvey(const Snapshot& s, const OfferArrays& offers, const Judge& judge,
               const SurveyRoom& room) noexcept
      : snapshot_(s),
        offers_(offers),
        judge_(judge),
        landed_(room.scratch.landed_minor),
        marks_(room.scratch.marks),
        verdicts_(room.verdicts) {}

  Survey run(bool any_zero) noexcept {
    const Market& market = snapshot_.market;
    land(offers_, market.is(Market::has_points), landed_);
    std::fill_n(marks_, offers_.count, std::uint16_t{0});
    sifted_ = sift_ordinary(offers_, judge_, verdicts_);
    if (any_zero) {
      for (std::size_t i = 0; i < offers_.count; ++i) see(i);
    } else {
      see_ours();
      see_flagged();
    }
    const PricedOffers priced{OfferRows{offers_.columns, offers_.market},
                              offers_.of(offers_.columns.price_minor), landed_, marks_, false};
    return {true, false, own_row_of(snapshot_.listing, priced, own_), sifted_};
  }

 private:
  [[nodiscard]] bool is_ours(std::size_t i) const noexcept {
    return offers_.of(offers_.columns.seller)[i] == snapshot_.listing.seller;
  }

  void see_ours() noexcept {
    const SellerId seller = snapshot_.listing.seller;
    const SellerId* const sellers = offers_.of(offers_.columns.seller);
    const std::size_t count = offers_.count;
    for (std::size_t i = 0; i < count; ++i) {
      if (sellers[i] == seller) see(i);
    }
  }

  /// The others that carry a flag.
  void see_flagged() noexcept {
    const std::uint8_t* const flags = offers_.of(offers_.columns.flags);
    if (flags == nullptr) return;
    for (std::size_t start = 0; start < offers_.count; start += 8) {
      const std::size_t left = offers_.count - start;
      if (eight::load(flags + start, left) == 0) continue;
      for (std::size_t i = start; i < start + std::min<std::size_t>(left, 8); ++i) {
        if (flags[i] != 0 && !is_ours(i)) see(i);
      }
    }
  }

  /// An offer that may be no ordinary rival: what was counted of it is counted anew.
  void see(std::size_t i) noexcept {
    const OfferColumns& c = offers_.columns;
    const auto place = static_cast<std::uint32_t>(i);
    const std::uint32_t flags = c.flags.exists() ? offers_.of(c.flags)[i] : 0U;
    const bool ours = is_ours(i) || (flags & Offer::is_mine) != 0;
    const OfferAudience* const audience = offers_.of(c.audience);
    const bool own = ours && is_for(audience == nullptr ? OfferAudience::as_market : audience[i],
                                    snapshot_.market.audience);
    const std::uint32_t marks = (ours ? mark::ours | mark::group : 0U) |
                                (own ? mark::own_row : 0U) |
                                price_mark(offers_.of(c.price_minor)[i], landed_[i]);
    const bool fits = verdicts_[i] == Verdict::kept;
    marks_[i] = static_cast<std::uint16_t>(marks);
    verdicts_[i] = judge_.plain_verdict(marks, fits);
    sifted_.survivors_count -= fits && verdicts_[i] != Verdict::kept ? 1U : 0U;
    const Condition* const condition = offers_.of(c.condition);
    if (ours && judge_.is_class(condition == nullptr ? Offer{}.condition : condition[i])) {
      --sifted_.rivals_count;
      ++sifted_.group_listed_count;
    }
    if (own) own_ = {own_.count + 1, place};
    if ((flags & Offer::is_winner) != 0) {
      ++sifted_.winners_count;
      sifted_.winner.value = place;
    }
  }

  const Snapshot& snapshot_;
  const OfferArrays& offers_;
  const Judge& judge_;
  std::int64_t* landed_;
  std::uint16_t* marks_;
  Verdict* verdicts_;
  Sifted sifted_{};
  OwnRows own_{};
};

}  // namespace detail
}  // namespace v0
}  // namespace haggle
