// Decides with the headers alone: nothing to link. Exit status 0 if the price is the expected one.
#include <array>
#include <haggle/reprice/decide.hpp>

using namespace haggle;

namespace {

// Ours at 24.99 USD, sent long ago, not below 18.00; delivery is free.
Listing our_listing() {
  Listing listing;
  listing.seller = *SellerId::from("OURS", "seller");
  listing.item = *ItemId::from("B07XQXZXYX", "item");
  listing.sku = *Sku::from("MUG-1", "sku");
  listing.marketplace = *MarketplaceId::from("US", "marketplace");
  listing.currency = *currency_from("USD");
  listing.set_price(2'499, {});
  listing.set_shipping(0);
  listing.set_floor({1'800, Basis::item});
  return listing;
}

Market our_market(const Listing& listing) {
  Market market;
  market.marketplace = listing.marketplace;
  market.currency = listing.currency;
  return market;
}

// A rival who holds the buy box at 23.49 USD.
Offer buy_box() {
  Offer offer;
  offer.seller = *SellerId::from("RIVAL", "seller");
  offer.price_minor = 2'349;
  offer.flags = Offer::is_winner;
  return offer;
}

}  // namespace

int main() {
  const auto policy = Policy::make({});  // matches the buy box
  const Listing listing = our_listing();
  const std::array offers{buy_box()};
  const Market market = our_market(listing);
  const Snapshot snapshot{listing, market, offers, {}};
  const auto decision = decide(snapshot, *policy);
  return decision && decision->price_minor == 2'349 ? 0 : 1;
}
