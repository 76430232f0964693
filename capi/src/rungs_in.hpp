// capi/src/rungs_in.hpp -- floor 8 (capi).
//
// A decided ladder that the caller gives back, rung by rung.
#pragma once

#include <cstring>

#include "checks.hpp"

namespace haggle::capi {

struct RungsIn {
  BusinessDecision decision;
  char where[HAGGLE_RUNGS_MAX][HAGGLE_WHERE_BYTES];  ///< what the errors in it point to

  /// Needs: so many rungs as the ladder has; a decision on so many offers.
  [[nodiscard]] Wrong read(const Strided<haggle_rung>& rungs, std::size_t offers_count) noexcept {
    if (const Wrong wrong = check_rungs(rungs)) return wrong;
    decision.rungs_count = static_cast<std::uint32_t>(rungs.count);
    for (std::size_t i = 0; i < rungs.count; ++i) {
      if (const Wrong wrong = read_rung(rungs.at(i), i, offers_count)) return wrong;
    }
    return {};
  }

 private:
  [[nodiscard]] Wrong read_rung(const haggle_rung* given, std::size_t i,
                                std::size_t offers_count) noexcept {
    haggle_rung rung;
    if (const Wrong wrong = copy_struct(given, rung, "rungs[].size")) return wrong;
    BusinessRung& out = decision.rungs[i];
    out.quantity = rung.quantity;
    out.dropped = Dropped{rung.dropped};
    if (rung.dropped > HAGGLE_DROPPED_FAILED) return {Errc::unknown_value, "rungs[].dropped", i};
    if (rung.status != HAGGLE_OK) return read_error(rung, i, out);
    std::memcpy(static_cast<void*>(&out.decision), &rung.decision, sizeof out.decision);
    return check_decision(out.decision, offers_count);
  }
  [[nodiscard]] Wrong read_error(const haggle_rung& rung, std::size_t i,
                                 BusinessRung& out) noexcept {
    std::memcpy(where[i], rung.where, sizeof rung.where);
    if (where[i][sizeof where[i] - 1] != '\0' || !is_utf8(where[i])) {
      return {Errc::bad_encoding, "rungs[].where", i};
    }
    out.error = Error{static_cast<Errc>(rung.status), 0, rung.index, rung.offset, where[i]};
    return {};
  }
};

}  // namespace haggle::capi
