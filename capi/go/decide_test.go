package haggle_test

import (
	"errors"
	"testing"
	"time"

	"haggle"
)

func TestDecides(t *testing.T) {
	s := snapshot(t)
	decision, err := policyOf(t, policyText).Decide(s.Listing, s.Market, s.Offers, s.Now)
	must(t, err)
	same(t, "price", decision.Price().String(), "USD 23.48")
	same(t, "action", decision.Action, haggle.ActionReprice)
	same(t, "state", decision.State, haggle.StateBuyBoxOther)
	same(t, "reason", decision.Reason(), haggle.ReasonChaseBuyBox)
	same(t, "word", decision.Reason().String(), "chase_buy_box")
	same(t, "sentence", decision.Reason().Sentence(), "goes by the reference's price")
	same(t, "steps", len(decision.Steps()), 1)
	same(t, "names an offer", decision.Steps()[0].NamesOffer(), true)
	_, again := decision.Again()
	same(t, "again", again, false)
}

func TestSaysWhyEachOfferWasLeftOut(t *testing.T) {
	s := snapshot(t)
	verdicts := make([]haggle.Verdict, len(s.Offers))
	var decision haggle.Decision
	must(t, policyOf(t, policyText).DecideInto(&decision, verdicts, &s))
	same(t, "first", verdicts[0], haggle.VerdictKept)
	same(t, "second", verdicts[1].String(), "price_zero")
}

func TestALiteralIsWhatWasRead(t *testing.T) {
	s, policy := snapshot(t), policyOf(t, policyText)
	want, err := policy.Decide(s.Listing, s.Market, s.Offers, s.Now)
	must(t, err)
	own := haggle.Listing{PriceMinor: 2499, Has: haggle.ListingHasShipping}
	must(t, own.Seller.Set("A2XEXAMPLESELL"))
	must(t, own.SKU.Set("MUG-1"))
	must(t, own.Item.Set("B07XQXZXYX"))
	must(t, own.Marketplace.Set("US"))
	must(t, own.Currency.Set("USD"))
	own.SetStock(12)
	own.SetFloor(haggle.Bound{AmountMinor: 1800})
	own.SetCeiling(haggle.Bound{AmountMinor: 3990})
	before := own
	got, err := policy.Decide(&own, s.Market, s.Offers, s.Now)
	must(t, err)
	same(t, "decision", got, want)
	same(t, "listing", own, before)
}

func TestTheZoneOfNowIsTheSellers(t *testing.T) {
	s := snapshot(t)
	policy := policyOf(t, `{"hours": {"start": "08:00", "end": "18:00"}}`)
	for _, row := range []struct {
		zone   *time.Location
		reason haggle.Reason
	}{{time.UTC, haggle.ReasonChaseBuyBox},
		{time.FixedZone("west", -5*3600), haggle.ReasonOutsideHours},
		{time.FixedZone("east", 10*3600), haggle.ReasonOutsideHours}} {
		decision, err := policy.Decide(s.Listing, s.Market, s.Offers, nine.In(row.zone))
		must(t, err)
		same(t, row.zone.String(), decision.Reason(), row.reason)
	}
}

func TestAScheduleSetsThePrice(t *testing.T) {
	own, policy := listing(t), policyOf(t, policyText)
	var rule haggle.ScheduleRule
	rule.SetResume(10 * 60)
	rule.UTCOffsetMinutes = 60
	_, due, err := policy.Scheduled(&own, rule, nine.Add(-2*time.Hour), nine.Add(-time.Hour))
	must(t, err)
	same(t, "due", due, false)
	decision, due, err := policy.Scheduled(&own, rule, nine.Add(-time.Hour), nine)
	must(t, err)
	same(t, "due", due, true)
	same(t, "price", decision.PriceMinor, own.Ceiling.AmountMinor)
	same(t, "reason", decision.Reason(), haggle.ReasonPriceResume)
	rule.SetReset(24 * 60)
	_, _, err = policy.Scheduled(&own, rule, nine, nine)
	told(t, err, haggle.ErrOutOfRange, "rule")
}

func TestExplains(t *testing.T) {
	s := snapshot(t)
	verdicts := make([]haggle.Verdict, len(s.Offers))
	var decision haggle.Decision
	must(t, policyOf(t, policyText).DecideInto(&decision, verdicts, &s))
	text, err := s.Explain(&decision, verdicts)
	must(t, err)
	if len(text) < 100 || text[:5] != "MUG-1" {
		t.Error(text)
	}
	line, err := s.ExplainJSON(&decision, nil)
	must(t, err)
	if line[0] != '{' || line[len(line)-1] != '}' {
		t.Error(line)
	}
	_, err = s.Explain(&decision, verdicts[:1])
	same(t, "too few verdicts", errors.Is(err, haggle.ErrVerdictsTooShort), true)
}

func TestALongTextIsAskedForTwice(t *testing.T) {
	s := snapshot(t)
	s.Offers = nil
	for i := 0; i < 200; i++ {
		s.Offers = append(s.Offers, haggle.Offer{PriceMinor: int64(2400 + i)})
		must(t, s.Offers[i].Seller.Set("SELLER"))
	}
	verdicts := make([]haggle.Verdict, len(s.Offers))
	var decision haggle.Decision
	must(t, policyOf(t, `{}`).DecideInto(&decision, verdicts, &s))
	line, err := s.ExplainJSON(&decision, verdicts)
	must(t, err)
	if len(line) < 2000 {
		t.Error(line)
	}
}

func TestNothingIsAllocated(t *testing.T) {
	s, policy := snapshot(t), policyOf(t, policyText)
	read, err := haggle.ReadListing(listingText)
	must(t, err)
	reader, err := haggle.NewReader(haggle.ReaderOptions{})
	must(t, err)
	defer reader.Close()
	_, err = reader.Read([]byte(messageText), nine)
	must(t, err)
	given, err := reader.Market(0)
	must(t, err)
	s.Listing, s.Market = &read, &given
	var decision haggle.Decision
	verdicts := make([]haggle.Verdict, len(s.Offers))
	count := testing.AllocsPerRun(100, func() { err = policy.DecideInto(&decision, verdicts, &s) })
	must(t, err)
	same(t, "allocations", count, 0.0)
}
