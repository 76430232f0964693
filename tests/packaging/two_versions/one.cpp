// One version's half of a program that uses two: VERSION_FUNCTION is what it is called there.
#include <haggle/base/version.hpp>
#include <haggle/reprice/decide.hpp>

extern "C" const char* VERSION_FUNCTION(long long rival_minor, long long* price_minor) {
  using namespace haggle;
  Listing listing;
  listing.seller = *SellerId::from("OURS", "seller");
  listing.marketplace = *MarketplaceId::from("US", "marketplace");
  listing.currency = *currency_from("USD");
  listing.set_shipping(0);
  listing.set_floor({1'800, Basis::item});
  Market market;
  market.marketplace = listing.marketplace;
  market.currency = listing.currency;
  Offer rival;
  rival.seller = *SellerId::from("RIVAL", "seller");
  rival.price_minor = rival_minor;
  rival.flags = Offer::is_winner;
  const auto policy = Policy::make({});
  const auto decision = decide(Snapshot{listing, market, {&rival, 1}, {}}, *policy);
  *price_minor = decision ? decision->price_minor : -1;
  return HAGGLE_VERSION_TEXT;
}
