// Tells what was decided: a table for people, JSON lines for programs, or the whole way of one SKU.
#pragma once

#include <cstddef>
#include <functional>
#include <haggle/base/error.hpp>
#include <haggle/market/snapshot.hpp>
#include <haggle/reprice/decide_business.hpp>
#include <ostream>
#include <span>
#include <string>

#include "options.hpp"

namespace reprice {

class Report {
 public:
  /// Needs:  a stream and options that live longer.
  /// Before: is called before anything is written, to clear the place.
  Report(std::ostream& out, const Options& options, std::function<void()> before);

  /// One decision.  Needs: the snapshot as it was decided on, and its verdicts.
  void tell(const haggle::Snapshot& snapshot, std::span<const haggle::Verdict> verdicts,
            const haggle::Result<haggle::Decision>& decision);
  void tell(const haggle::BusinessSnapshot& snapshot, std::span<const haggle::Verdict> verdicts,
            const haggle::Result<haggle::BusinessDecision>& decision);

  [[nodiscard]] std::size_t told_count() const noexcept { return told_count_; }

 private:
  enum class Form { table, json, explanation };
  [[nodiscard]] bool is_asked_for(const haggle::Listing& listing) const;
  void write(const std::string& text);
  template <class Seen, class Decided>
  void tell_about(const haggle::Listing& listing, const Seen& seen,
                  std::span<const haggle::Verdict> verdicts, const Decided& decision);

  std::ostream& out_;
  const Options& options_;
  std::function<void()> before_;
  Form form_{Form::table};
  std::size_t told_count_{0};
};

}  // namespace reprice
