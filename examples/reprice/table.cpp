#include "table.hpp"

#include <fmt/format.h>

#include "text.hpp"

namespace reprice {
namespace {

/// What the lines of one table have in common with each other.
struct Row {
  std::string time{};
  std::string_view seller{};
  std::string sku{};
  std::string old_price{};
  std::string_view verb{};
  std::string new_price{};
  std::string_view currency{};
  std::string_view strategy{};
  std::string_view reason{};
};

std::string line_of(const Row& row) {
  return fmt::format("{:<10}  {:<14}  {:<17}  {:>9} {:2} {:>9} {:3}  {:<17}  {}\n", row.time,
                     row.seller, row.sku, row.old_price, row.verb, row.new_price, row.currency,
                     row.strategy, row.reason);
}

/// The seller of an offer, with its price where that is the price of one unit.
std::string offer_text(const haggle::Snapshot& about, std::uint32_t index, bool one_unit) {
  const haggle::Offer& offer = about.offers[index];
  const std::string_view seller = offer.seller.empty() ? "no name" : offer.seller.text();
  if (!one_unit) return fmt::format(" ({})", seller);
  const auto landed = haggle::landed_minor(offer, about.market.is(haggle::Market::has_points));
  return fmt::format(" ({} at {} landed)", seller, price_text(landed, about.market.currency));
}

/// The sentences of all steps, in their order.
std::string reasons(const haggle::Snapshot& about, const haggle::Decision& decision,
                    bool one_unit) {
  std::string text;
  for (const haggle::Step& step : decision.steps()) {
    if (!text.empty()) text += "; ";
    text += haggle::entry_of(step.reason).sentence;
    if (const auto offer = step.offer_index()) text += offer_text(about, *offer, one_unit);
  }
  return text;
}

/// Time, seller and SKU; on a tier's line, which stands below them, the tier.
Row begin_row(const haggle::Snapshot& about, std::uint32_t quantity) {
  if (quantity > 1) return {.sku = fmt::format("  from {}", quantity)};
  const haggle::Listing& listing = about.listing;
  const bool business = listing.audience == haggle::Audience::business;
  const auto offset = about.clock.utc_offset_minutes;
  return {.time = clock_text(about.market.time, about.clock.now, offset),
          .seller = listing.seller.text(),
          .sku = std::string{listing.sku.text()} + (business ? " business" : "")};
}

/// What was done. A price can be brought back inside its bounds whatever the strategy says.
std::string_view deed(const haggle::Decision& decision) {
  if (decision.action == haggle::Action::hold) return "held";
  const bool corrects = decision.reason() == haggle::Reason::bounds_correction;
  return corrects ? haggle::name_of(decision.reason())
                  : haggle::name_of(haggle::strategy_words, decision.strategy);
}

std::string decision_row(const haggle::Snapshot& about, const haggle::Decision& decision,
                         std::uint32_t quantity) {
  const bool sends = decision.action == haggle::Action::reprice;
  const std::string reason = reasons(about, decision, quantity == 1);
  Row row = begin_row(about, quantity);
  row.old_price = price_text(decision.current_minor, decision.currency);
  row.verb = sends ? "->" : "=";
  row.new_price = price_text(decision.price_minor, decision.currency);
  row.currency = decision.currency.text();
  row.strategy = deed(decision);
  row.reason = reason;
  return line_of(row);
}

std::string error_row(const haggle::Snapshot& about, const haggle::Error& error,
                      std::uint32_t quantity) {
  const haggle::Listing& listing = about.listing;
  const std::string reason = haggle::describe(error);
  Row row = begin_row(about, quantity);
  if (quantity == 1) row.old_price = price_text(listing.price_minor, listing.currency);
  row.verb = "=";
  row.new_price = row.old_price;
  row.currency = listing.currency.text();
  row.strategy = "rejected";
  row.reason = reason;
  return line_of(row);
}

std::string rung_row(const haggle::Snapshot& about, const haggle::BusinessRung& rung) {
  if (rung.error) return error_row(about, *rung.error, rung.quantity);
  std::string text = decision_row(about, rung.decision, rung.quantity);
  if (rung.dropped == haggle::Dropped::no) return text;
  text.pop_back();
  return text +
         fmt::format("; dropped: {}\n", haggle::name_of(haggle::dropped_words, rung.dropped));
}

}  // namespace

std::string table_head() {
  return line_of({"time", "seller", "SKU", "old", "", "new", "", "strategy", "reason"});
}

std::string table_rows(const haggle::Snapshot& about,
                       const haggle::Result<haggle::Decision>& decision) {
  return decision ? decision_row(about, *decision, 1) : error_row(about, decision.error(), 1);
}

std::string table_rows(const haggle::BusinessSnapshot& about,
                       const haggle::Result<haggle::BusinessDecision>& decision) {
  const haggle::Snapshot plain{about.business.listing, about.market, about.offers, about.clock};
  if (!decision) return error_row(plain, decision.error(), 1);
  std::string text;
  for (const haggle::BusinessRung& rung : decision->ladder()) text += rung_row(plain, rung);
  return text;
}

}  // namespace reprice
