package haggle_test

import (
	"testing"

	"haggle"
)

const businessText = `{"seller": "A2XEXAMPLESELL", "sku": "MUG-1", "item": "B07XQXZXYX",
	"marketplace": "US", "audience": "business", "price": "USD 24.99", "shipping": "USD 0.00",
	"floor": "USD 18.00", "ceiling": "USD 39.90", "consumer_price": "USD 25.99",
	"tiers": [{"quantity": 5, "price": "USD 24.00", "floor": "USD 17.00"},
	{"quantity": 10, "price": "USD 23.00", "floor": "USD 16.00"}]}`

func business(t *testing.T) haggle.Snapshot {
	t.Helper()
	listing, ladder, err := haggle.ReadBusinessListing(businessText)
	must(t, err)
	m := market(t)
	m.Audience = haggle.AudienceBusiness
	return haggle.Snapshot{Listing: &listing, Ladder: &ladder, Market: &m, Offers: offers(t),
		Breaks: []haggle.Break{{Offer: 0, Quantity: 5, PriceMinor: 2200}}, Now: nine}
}

func TestDecidesALadder(t *testing.T) {
	s := business(t)
	verdicts := make([]haggle.Verdict, len(s.Offers))
	rungs, err := policyOf(t, policyText).DecideBusiness(s, verdicts)
	must(t, err)
	same(t, "rungs", len(rungs), 3)
	for i, want := range []int64{2348, 2199, 2198} {
		must(t, rungs[i].Err())
		if i < 2 {
			same(t, "price", rungs[i].Decision.PriceMinor, want)
		}
	}
	text, err := s.ExplainBusiness(rungs, verdicts)
	must(t, err)
	if len(text) < 100 {
		t.Error(text)
	}
	line, err := s.ExplainBusinessJSON(rungs, nil)
	must(t, err)
	same(t, "json", line[0], byte('{'))
}

func TestALadderThatIsTooLongIsRefused(t *testing.T) {
	s := business(t)
	for _, count := range []uint32{6, 1<<32 - 1} {
		s.Ladder.TiersCount = count
		_, err := policyOf(t, policyText).DecideBusiness(s, nil)
		told(t, err, haggle.ErrTooManyTiers, "listing.tiers")
	}
}

func TestListingsAreWrittenAsTheyAreRead(t *testing.T) {
	own := listing(t)
	text, err := own.JSON()
	must(t, err)
	read, err := haggle.ReadListing(text)
	must(t, err)
	same(t, "listing", read, own)
	s := business(t)
	text, err = s.Listing.BusinessJSON(s.Ladder)
	must(t, err)
	again, ladder, err := haggle.ReadBusinessListing(text)
	must(t, err)
	same(t, "business listing", again, *s.Listing)
	same(t, "ladder", ladder, *s.Ladder)
}

func TestSettersSetTheirBits(t *testing.T) {
	var own haggle.Listing
	own.SetPrice(1, nine)
	own.SetShipping(2)
	own.SetStock(3)
	own.SetAgeDays(4)
	own.SetFloor(haggle.Bound{AmountMinor: 5})
	own.SetCeiling(haggle.Bound{AmountMinor: 6, Basis: haggle.BasisLanded})
	own.SetMAP(7)
	own.SetReference(8, nine)
	own.SetLastApplied(9)
	own.SetCost(10)
	same(t, "listing", own.Has, haggle.ListingHas(1023))
	var tier haggle.Tier
	tier.SetFloor(haggle.Bound{AmountMinor: 1})
	tier.SetCeiling(haggle.Bound{AmountMinor: 2})
	tier.SetMAP(3)
	same(t, "tier", tier.Has.String(), "floor|ceiling|map")
	var m haggle.Market
	m.SetOffersCounted(1)
	m.SetBuyBoxLanded(2)
	same(t, "market", m.Has.String(), "offers_counted|buy_box_landed")
	var offer haggle.Offer
	offer.SetStatedLanded(1)
	offer.SetFeedbackScore(2)
	offer.SetFeedbackCount(3)
	offer.SetHandling(4)
	offer.SetStock(5)
	same(t, "offer", offer.Has.String(),
		"stated_landed|feedback_score|feedback_count|handling|stock")
}
