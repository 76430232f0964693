// Counts messages and decisions apart, since one message can reprice many listings, and sums up.
#pragma once

#include <cstddef>
#include <haggle/base/error.hpp>
#include <haggle/reprice/decide_business.hpp>
#include <map>
#include <string>

#include "catalogue.hpp"

namespace reprice {

using Counts = std::map<std::string, std::size_t, std::less<>>;

/// What became of messages. Each is counted once.
struct MessageCounts {
  std::size_t decided{0};     ///< at least one listing was decided on
  std::size_t duplicates{0};  ///< the same notification once more
  Counts refused{};           ///< could not be read, by error
  Counts unknown_types{};     ///< notifications of a type that has no reader
  Counts passed_over{};       ///< read, but about no listing of ours

  [[nodiscard]] std::size_t all() const;
};

/// What became of decisions, one a listing and message. A ladder is one decision.
struct DecisionCounts {
  std::size_t repriced{0};
  Counts held{};      ///< by reason; of a ladder that of the business price
  Counts rejected{};  ///< by error
  Counts rungs{};     ///< rejected ones of ladders that were decided on, by error

  void add(const haggle::Result<haggle::Decision>& decision);
  void add(const haggle::Result<haggle::BusinessDecision>& decision);
  [[nodiscard]] std::size_t all() const;
};

struct Tally {
  MessageCounts messages{};
  DecisionCounts decisions{};
};

/// A sum of all that was counted.
[[nodiscard]] std::size_t total(const Counts& counts);

/// What is printed at the end.
struct Closing {
  const Book& book;
  const Catalogue& catalogue;
  const Tally& tally;
  std::size_t kept_count{0};
  std::string kept_in{};  ///< the file of the dead letters; empty: none
  double seconds{0};
};
[[nodiscard]] std::string summary(const Closing& closing);

}  // namespace reprice
