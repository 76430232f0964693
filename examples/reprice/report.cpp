#include "report.hpp"

#include <fmt/format.h>

#include <haggle/codec/decision_json.hpp>
#include <haggle/codec/instant_text.hpp>
#include <haggle/reprice/explain.hpp>
#include <utility>

#include "table.hpp"
#include "text.hpp"

namespace reprice {
namespace {

std::string json_of(const haggle::Snapshot& seen, std::span<const haggle::Verdict> verdicts,
                    const haggle::Decision& decision) {
  return haggle::write_decision(seen, verdicts, decision);
}

std::string json_of(const haggle::BusinessSnapshot& seen, std::span<const haggle::Verdict> verdicts,
                    const haggle::BusinessDecision& decision) {
  return haggle::write_business_decision(seen, verdicts, decision);
}

/// A decision that could not be made, as JSON beside those that were.
std::string json_fault(const haggle::Listing& listing, const haggle::Market& market,
                       const haggle::Error& error) {
  const bool broken = error.code == haggle::Errc::bounds_violated;
  return fmt::format(R"({{"seller":{},"sku":{},"item":{},"marketplace":{},"audience":{},)"
                     R"("market_time":{},"error":{}}})",
                     json_text(listing.seller.text()), json_text(listing.sku.text()),
                     json_text(listing.item.text()), json_text(listing.marketplace.text()),
                     json_text(haggle::name_of(haggle::audience_words, listing.audience)),
                     json_text(haggle::instant_text(market.time)),
                     broken ? haggle::write_error(error, haggle::broken_bounds(error, listing))
                            : haggle::write_error(error));
}

std::string explanation_head(const haggle::Listing& listing, const haggle::Market& market,
                             const haggle::Clock& clock) {
  return fmt::format("{}  {}  {}  {}  {}\n",
                     clock_text(market.time, clock.now, clock.utc_offset_minutes),
                     listing.seller.text(), listing.marketplace.text(), listing.item.text(),
                     haggle::name_of(haggle::audience_words, listing.audience));
}

}  // namespace

Report::Report(std::ostream& out, const Options& options, std::function<void()> before)
    : out_(out), options_(options), before_(std::move(before)) {
  if (options.json) form_ = Form::json;
  if (!options.explain_sku.empty()) form_ = Form::explanation;
}

bool Report::is_asked_for(const haggle::Listing& listing) const {
  if (options_.quiet) return false;
  return form_ != Form::explanation || listing.sku.text() == options_.explain_sku;
}

void Report::write(const std::string& text) {
  before_();
  if (form_ == Form::table && told_count_ == 0) out_ << table_head();
  ++told_count_;
  out_ << (form_ == Form::json ? text + '\n' : printable(text));
}

template <class Seen, class Decided>
void Report::tell_about(const haggle::Listing& listing, const Seen& seen,
                        std::span<const haggle::Verdict> verdicts, const Decided& decision) {
  if (!is_asked_for(listing)) return;
  if (form_ == Form::table) {
    write(table_rows(seen, decision));
  } else if (form_ == Form::explanation) {
    const std::string head = explanation_head(listing, seen.market, seen.clock);
    write(head + (decision ? haggle::explain(seen, verdicts, *decision)
                           : haggle::describe(decision.error()) + '\n'));
  } else {
    write(decision ? json_of(seen, verdicts, *decision)
                   : json_fault(listing, seen.market, decision.error()));
  }
}

void Report::tell(const haggle::Snapshot& snapshot, std::span<const haggle::Verdict> verdicts,
                  const haggle::Result<haggle::Decision>& decision) {
  tell_about(snapshot.listing, snapshot, verdicts, decision);
}

void Report::tell(const haggle::BusinessSnapshot& snapshot,
                  std::span<const haggle::Verdict> verdicts,
                  const haggle::Result<haggle::BusinessDecision>& decision) {
  tell_about(snapshot.business.listing, snapshot, verdicts, decision);
}

}  // namespace reprice
