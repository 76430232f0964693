// haggle/valuation/valuation.hpp -- floor 4 (valuation).
//
// What comes out: a price with its range, its confidence and the weight of every neighbour, or a
// refusal with its reason.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "haggle/money/currency.hpp"

namespace haggle {
inline namespace v0 {

/// Why there is no price. The numbers are for ever.
enum class Refusal : std::uint8_t {
  none = 0,          ///< there is a price
  too_few = 1,       ///< no comparables, or their weights say less than the fewest asked for
  too_old = 2,       ///< those that are similar enough were all sold too long ago
  too_far = 3,       ///< none is similar enough
  too_spread = 4,    ///< their prices differ too much
  uncalibrated = 5,  ///< too few known prices of this category for the coverage asked for
};

inline constexpr std::array<std::string_view, 6> refusal_names{
    "none", "too_few", "too_old", "too_far", "too_spread", "uncalibrated"};

/// Why a neighbour weighs nothing. The numbers are for ever.
enum class Cut : std::uint8_t {
  kept = 0,
  too_far = 1,     ///< less similar than asked for
  too_old = 2,     ///< similar enough, but sold too long ago
  beyond_top = 3,  ///< so many others are more similar
  outlier = 4,     ///< its price is out of line
};

inline constexpr std::array<std::string_view, 5> cut_names{"kept", "too_far", "too_old",
                                                           "beyond_top", "outlier"};

/// What the range stands on. The numbers are for ever.
enum class RangeBasis : std::uint8_t {
  none = 0,        ///< there is no range: a refusal
  percent = 1,     ///< a share of the price, by confidence
  conformal = 2,   ///< known prices: holds the real one as often as `coverage` says
  neighbours = 3,  ///< the middle of the neighbours' own prices; promises nothing
  widest = 4,      ///< every price there is: no narrower range can be promised
};

inline constexpr std::array<std::string_view, 5> range_basis_names{"none", "percent", "conformal",
                                                                   "neighbours", "widest"};

/// The part of one comparable in a price.
struct NeighbourWeight {
  std::uint32_t row{0};
  Cut cut{Cut::kept};
  double weight{0};  ///< share of all; 0 where it was cut
  friend bool operator==(const NeighbourWeight&, const NeighbourWeight&) = default;
};

struct Valuation {
  Refusal refusal{Refusal::none};
  RangeBasis range_basis{RangeBasis::none};
  Currency currency{};
  std::int64_t price_minor{0};  ///< at least 1; 0 in a refusal, as both ends are
  std::int64_t low_minor{0};    ///< at least 1, at most the price
  std::int64_t high_minor{0};   ///< at least the price
  double confidence{0};         ///< 0 to 1; a score, not a probability
  double coverage{0};           ///< share of ranges that hold the price; 0: nothing is promised
  double effective_count{0};    ///< how many equal weights would say as much
  double top_similarity{0};     ///< of the most similar comparable, cut or not
  double price_log{0};          ///< logarithm of the price before it was rounded
  double spread_log{0};         ///< of the logarithms of the neighbours' prices
  std::vector<NeighbourWeight> weights{};  ///< of every comparable, in the order given

  [[nodiscard]] bool refused() const noexcept { return refusal != Refusal::none; }
};

}  // namespace v0
}  // namespace haggle
