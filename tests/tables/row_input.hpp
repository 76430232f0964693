// One row's cells as the input of a decision.
#pragma once

#include <string>
#include <string_view>

#include "tables/offers.hpp"
#include "tables/policies.hpp"

namespace haggle::tables {

/// What a row need not say: our seller, the marketplace.
inline Input blank_input() {
  Input in;
  in.listing().seller = id<SellerId>("ME");
  in.listing().marketplace = id<MarketplaceId>("US");
  in.market.country = country("US");
  return in;
}

/// The currency is needed before any amount is read.
inline void read_currency(Input& in, Text cell) {
  for (const Field& field : fields_of(cell)) {
    if (field.name != "currency") continue;
    in.listing().currency = sound(currency_from(field.value), field.value);
  }
}

/// A market is the listing's unless the row says otherwise.
inline void follow_listing(Input& in) {
  const Listing& l = in.listing();
  in.market.currency = l.currency;
  in.market.marketplace = l.marketplace;
  in.market.condition = l.condition;
  in.market.audience = l.audience;
  in.market.time = in.clock.now;
}

/// The input that a row says.  Throws: Fault, with the place.
inline Input input_of(const Row& row) {
  try {
    Input in = blank_input();
    read_fields(in, clock_readers(), in.clock, row.cell("clock"));
    read_currency(in, row.cell("listing"));
    read_fields(in, listing_readers(), in.listing(), row.cell("listing"));
    read_tiers(in, row.cell("tiers"));
    if (in.is_ladder) in.listing().audience = Audience::business;
    follow_listing(in);
    read_fields(in, market_readers(), in.market, row.cell("market"));
    read_policy(in, row.cell("policy"));
    read_offers(in, row.cell("offers"));
    return in;
  } catch (const Fault& fault) {
    throw Fault(row.place() + ": " + fault.what());
  }
}

}  // namespace haggle::tables
