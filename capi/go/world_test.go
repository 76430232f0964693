package haggle_test

import (
	"testing"
	"time"

	"haggle"
)

const (
	listingText = `{"seller": "A2XEXAMPLESELL", "sku": "MUG-1", "item": "B07XQXZXYX",
		"marketplace": "US", "price": "USD 24.99", "shipping": "USD 0.00", "floor": "USD 18.00",
		"ceiling": "USD 39.90", "stock": 12}`
	policyText  = `{"compete_with": ["buy_box", "lowest"], "beat_by": "-0.01"}`
	messageText = `{"NotificationType": "ANY_OFFER_CHANGED", "Payload": {
		"AnyOfferChangedNotification": {"OfferChangeTrigger": {"MarketplaceId": "ATVPDKIKX0DER",
		"ASIN": "B07XQXZXYX", "ItemCondition": "new", "TimeOfOfferChange": "2026-03-02T09:00:00Z"},
		"Offers": [{"SellerId": "A1PQ", "SubCondition": "new", "IsBuyBoxWinner": true,
		"ListingPrice": {"Amount": 23.49, "CurrencyCode": "USD"}}]}}}`
)

var nine = time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)

func policyOf(t testing.TB, text string) *haggle.Policy {
	t.Helper()
	policy, err := haggle.ParsePolicy(text)
	must(t, err)
	t.Cleanup(func() { policy.Close() })
	return policy
}

func listing(t testing.TB) haggle.Listing {
	t.Helper()
	read, err := haggle.ReadListing(listingText)
	must(t, err)
	return read
}

func market(t testing.TB) haggle.Market {
	t.Helper()
	market := haggle.Market{Time: haggle.InstantOf(nine)}
	must(t, market.Marketplace.Set("US"))
	must(t, market.Currency.Set("USD"))
	must(t, market.Item.Set("B07XQXZXYX"))
	return market
}

// offers has a rival who holds the buy box at 23.49, and one with no price.
func offers(t testing.TB) []haggle.Offer {
	t.Helper()
	offers := []haggle.Offer{
		{PriceMinor: 2349, Flags: haggle.OfferIsWinner},
		{PriceMinor: 0},
	}
	must(t, offers[0].Seller.Set("A1PQ"))
	must(t, offers[1].Seller.Set("A9ZZ"))
	return offers
}

func snapshot(t testing.TB) haggle.Snapshot {
	t.Helper()
	l, m := listing(t), market(t)
	return haggle.Snapshot{Listing: &l, Market: &m, Offers: offers(t), Now: nine}
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func same(t testing.TB, what string, got, want interface{}) {
	t.Helper()
	if got != want {
		t.Errorf("%s: %v, not %v", what, got, want)
	}
}
