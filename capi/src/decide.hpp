// capi/src/decide.hpp -- floor 8 (capi).
//
// One decision, made in the caller's own memory.
#pragma once

#include <new>
#include <span>

#include "haggle/reprice/decide.hpp"
#include "structs.hpp"

namespace haggle::capi {

/// Writes a decision, or clears all but its size.
/// Needs: a struct that can be written to, its verdicts or room for them.
inline detail::Fault decide_at(const Snapshot& snapshot, const Policy& policy, Verdict* verdicts,
                               haggle_decision* out) noexcept {
  static_assert(first_size<haggle_decision> == sizeof(Decision), "so that there is room in place");
  const std::uint32_t size = size_of(out);
  detail::InForce in_force;
  detail::Fault fault = detail::check_snapshot(snapshot, {});
  if (!fault) fault = detail::find_in_force(policy, snapshot.listing, in_force);
  if (!fault) {
    auto* decision = new (out) Decision;
    fault = detail::decide_into(snapshot, in_force, verdicts, *decision);
    if (size != sizeof(Decision)) {
      std::memset(reinterpret_cast<char*>(out) + sizeof(Decision), 0, size - sizeof(Decision));
      std::memcpy(out, &size, sizeof size);
    }
    if (!fault) return {};
    std::memcpy(out, &size, sizeof size);
  }
  clear_struct(out);
  return fault;
}

/// What stands for the caller's verdicts: they, or room of our own.
[[nodiscard]] inline Verdict* verdicts_at(std::uint8_t* given,
                                          detail::VerdictScratch& own) noexcept {
  static_assert(sizeof(Verdict) == sizeof *given);
  return given != nullptr ? reinterpret_cast<Verdict*>(given) : own.verdicts;
}

}  // namespace haggle::capi
