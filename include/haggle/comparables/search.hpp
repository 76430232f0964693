// haggle/comparables/search.hpp -- floor 3 (comparables).
//
// What is asked of an index, and what it says beside its neighbours.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "haggle/market/instant.hpp"
#include "haggle/market/sale.hpp"

namespace haggle {
inline namespace v0 {

/// Which rows are looked at; what is empty filters nothing. A row matches where its bytes are
/// these.
struct SaleFilter {
  std::string_view tenant{};
  std::string_view category{};
  std::string_view brand{};
  std::optional<SaleCondition> condition{};
  std::optional<Instant> sold_from{};   ///< this moment or later
  std::optional<Instant> sold_until{};  ///< this moment or earlier
};

/// The caller's threads. `run` calls `part(argument, i)` once for every i below `parts`, in any
/// order and on any threads, and returns when all have ended. Without it everything runs in the
/// calling thread.
struct Executor {
  using Part = void (*)(void* argument, std::uint32_t i);
  void (*run)(void* context, std::uint32_t parts, Part part, void* argument){nullptr};
  void* context{nullptr};
  std::uint32_t parts{1};  ///< into how many a search is split, 1 to `parts_max`
  static constexpr std::uint32_t parts_max = 1'024;
};

/// What a search looks for.
struct SearchOptions {
  double min_similarity{-1.0};  ///< -1 to 1
  SaleFilter filter{};
  Executor executor{};
};

/// Why there are fewer neighbours than were asked for.
enum class Shortfall : std::uint8_t {
  none = 0,
  empty_index = 1,   ///< the index has no rows
  all_filtered = 2,  ///< it has rows, and the filter leaves none
  few_rows = 3,      ///< all rows that the filter leaves are in the answer
  too_far = 4,       ///< the others are less similar than asked for
};

/// The names of the shortfalls, by number.
inline constexpr std::array<std::string_view, 5> shortfall_names{
    "none", "empty_index", "all_filtered", "few_rows", "too_far"};

/// What was found: the neighbours stand in the caller's memory.
struct Found {
  std::size_t count{0};
  Shortfall shortfall{Shortfall::none};
};

}  // namespace v0
}  // namespace haggle
