// haggle/reprice/decision_columns.hpp -- floor 5 (reprice).
//
// What a batch gives of each decision: one array for each fact that is asked for.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

#include "haggle/reprice/decision.hpp"
#include "haggle/reprice/fault.hpp"

namespace haggle {
inline namespace v0 {

/// Each as long as there are rows, or empty: not asked for. Where a row fails, its facts are
/// those of a decision of nothing (a hold, price 0), and the memory is the listing's, as it was.
struct DecisionColumns {
  std::span<std::int64_t> price_minor{};  ///< to send; on a hold the current price
  std::span<Action> action{};
  std::span<Reason> reason{};      ///< of the last step; Reason{} where a row fails
  std::span<BoundKind> binding{};  ///< the bound that the price stands on
  std::span<State> state{};
  std::span<Strategy> strategy{};
  std::span<std::int64_t> change_minor{};
  std::span<Instant> again_at{};     ///< when to decide again; 0: not by time
  std::span<Memory> memory{};        ///< to be stored and given back
  std::span<std::uint8_t> failed{};  ///< 1 where there is an error
  std::span<Error> errors{};         ///< written where there is one
};

namespace detail {

inline std::optional<Error> check_room(std::size_t rows_count, const DecisionColumns& o) noexcept {
  const auto holds = [&](const auto&... spans) {
    return ((spans.empty() || spans.size() == rows_count) && ...);
  };
  const bool fits = holds(o.price_minor, o.action, o.reason, o.binding, o.state, o.strategy,
                          o.change_minor, o.again_at, o.memory, o.failed, o.errors);
  if (fits) return std::nullopt;
  return Error{Errc::bad_argument, 0, 0, 0, "results"};
}

template <class T>
constexpr void put(std::span<T> column, std::size_t row, const T& value) noexcept {
  if (!column.empty()) column[row] = value;
}

/// Of a decision what columns hold.
struct Outline {
  std::int64_t price_minor{0};
  std::int64_t change_minor{0};
  Instant again_at{};
  Action action{};
  BoundKind binding{};
  State state{};
  Strategy strategy{};
  Reason reason{};
};

inline Outline outline_of(const Decision& d) noexcept {
  return {d.price_minor, d.change_minor, d.again_at, d.action,
          d.binding,     d.state,        d.strategy, d.steps_count == 0 ? Reason{} : d.reason()};
}

inline void put_outline(const DecisionColumns& out, std::size_t row, const Outline& d,
                        const Memory& memory) noexcept {
  put(out.price_minor, row, d.price_minor);
  put(out.action, row, d.action);
  put(out.reason, row, d.reason);
  put(out.binding, row, d.binding);
  put(out.state, row, d.state);
  put(out.strategy, row, d.strategy);
  put(out.change_minor, row, d.change_minor);
  put(out.again_at, row, d.again_at);
  put(out.memory, row, memory);
  put(out.failed, row, std::uint8_t{0});
}

/// Out of line, because it is rare.
[[gnu::noinline]] inline void put_fault(const DecisionColumns& out, std::size_t row,
                                        const Fault& fault, const Memory& kept) noexcept {
  put_outline(out, row, {}, kept);
  put(out.failed, row, std::uint8_t{1});
  put(out.errors, row, fault.error());
}

}  // namespace detail
}  // namespace v0
}  // namespace haggle
