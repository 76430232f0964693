package haggle_test

import (
	"strings"
	"testing"

	"haggle"
)

func TestADecisionBecomesABody(t *testing.T) {
	s := snapshot(t)
	decision, err := policyOf(t, policyText).Decide(s.Listing, s.Market, s.Offers, s.Now)
	must(t, err)
	var submission haggle.Submission
	must(t, submission.OfDecision(s.Listing, &decision, haggle.BoundsSentEffective))
	same(t, "price", submission.Consumer.PriceMinor, int64(2348))
	same(t, "has", submission.Consumer.Has.String(), "price|min|max")
	body, err := submission.ListingsPatch()
	must(t, err)
	if !strings.Contains(body, "23.48") || !strings.Contains(body, "39.9") {
		t.Error(body)
	}
	feed, err := haggle.ListingsFeed([]haggle.Submission{submission}, "de_DE")
	must(t, err)
	if !strings.Contains(feed, "de_DE") || !strings.Contains(feed, "23.48") {
		t.Error(feed)
	}
	_, err = haggle.ListingsFeed(nil, "")
	told(t, err, haggle.ErrBadArgument, "submissions")
	_, err = submission.WalmartPrice()
	if err == nil {
		t.Error("an Amazon price for Walmart")
	}
	decision.Action = haggle.ActionHold
	told(t, submission.OfDecision(s.Listing, &decision, 0), haggle.ErrBadArgument,
		"decision.action")
}

func TestABodyIsReadBack(t *testing.T) {
	var submission haggle.Submission
	must(t, submission.Seller.Set("A2X"))
	must(t, submission.SKU.Set("MUG-1"))
	must(t, submission.Marketplace.Set("US"))
	submission.Consumer = haggle.Asked{Has: haggle.AskedHasPrice, PriceMinor: 2348}
	submission.ConsumerSales.Count = 1
	sale := &submission.ConsumerSales.Sales[0]
	sale.PriceMinor = 1999
	must(t, sale.Start.Set("2026-11-21"))
	body, err := submission.ListingsPatch()
	must(t, err)
	read, err := haggle.ReadListingsPatch([]byte(body), submission.Seller, submission.SKU)
	must(t, err)
	same(t, "price", read.Consumer.PriceMinor, int64(2348))
	same(t, "sale", read.ConsumerSales.Sales[0].PriceMinor, int64(1999))
	same(t, "start", read.ConsumerSales.Sales[0].Start.String(), "2026-11-21")
	again, err := read.ListingsPatch()
	must(t, err)
	same(t, "body", again, body)
	_, err = haggle.ReadListingsPatch([]byte("{}"), submission.Seller, submission.SKU)
	told(t, err, haggle.ErrMissingField, "patches")
}

func TestAFeedIsReadBack(t *testing.T) {
	submissions := make([]haggle.Submission, 20)
	for i := range submissions {
		must(t, submissions[i].Seller.Set("A2X"))
		must(t, submissions[i].SKU.Set("MUG-"+string(rune('A'+i))))
		must(t, submissions[i].Marketplace.Set("US"))
		submissions[i].Consumer = haggle.Asked{Has: haggle.AskedHasPrice, PriceMinor: int64(100 + i)}
	}
	feed, err := haggle.ListingsFeed(submissions, "")
	must(t, err)
	feed = strings.Replace(feed, `"operationType":"PATCH"`, `"operationType":"DELETE"`, 1)
	read, failed, err := haggle.ReadListingsFeed([]byte(feed))
	must(t, err)
	same(t, "messages", len(read), 20)
	told(t, failed[0], haggle.ErrUnknownValue, "messages[].operationType")
	same(t, "error", failed[19], nil)
	same(t, "sku", read[19].SKU.String(), "MUG-T")
	same(t, "price", read[19].Consumer.PriceMinor, int64(119))
	same(t, "row", read[19].Row, uint32(19))
	_, _, err = haggle.ReadListingsFeed([]byte("["))
	if err == nil {
		t.Error("no feed at all")
	}
}

func TestAPriceForWalmart(t *testing.T) {
	submission := haggle.Submission{Consumer: haggle.Asked{
		Has: haggle.AskedHasPrice, PriceMinor: 2348}}
	must(t, submission.Marketplace.Set("WALMART_US"))
	must(t, submission.SKU.Set("MUG-1"))
	must(t, submission.Seller.Set("10001"))
	body, err := submission.WalmartPrice()
	must(t, err)
	feed, err := haggle.WalmartFeed([]haggle.Submission{submission})
	must(t, err)
	for _, text := range []string{body, feed} {
		if !strings.Contains(text, "23.48") || !strings.Contains(text, "MUG-1") {
			t.Error(text)
		}
	}
}

func TestSubmissionsOfABatchLeaveHoldsOut(t *testing.T) {
	b := batchOf(t, 5)
	b.Listings[2].Status = haggle.ListingStatusInactive
	must(t, policyOf(t, policyText).DecideMany(b))
	submissions, err := b.Submissions(haggle.BoundsSentNone)
	must(t, err)
	same(t, "submissions", len(submissions), 4)
	same(t, "row", submissions[2].Row, uint32(3))
	b.Decisions = b.Decisions[:4]
	_, err = b.Submissions(haggle.BoundsSentNone)
	told(t, err, haggle.ErrBadArgument, "decisions")
}

func TestALadderBecomesABody(t *testing.T) {
	s := business(t)
	rungs, err := policyOf(t, policyText).DecideBusiness(s, nil)
	must(t, err)
	var submission haggle.Submission
	must(t, submission.OfLadder(s.Listing, s.Ladder, rungs, haggle.BoundsSentNone))
	same(t, "price", submission.Business.PriceMinor, int64(2348))
	told(t, submission.OfLadder(s.Listing, s.Ladder, rungs[:1], 0), haggle.ErrBadArgument, "rungs")
}

const patchAnswer = `{"sku": "MUG-1", "status": "INVALID", "submissionId": "f1dc2914",
	"issues": [{"code": "90220", "message": "a price is missing", "severity": "ERROR",
	"attributeNames": ["purchasable_offer"]}]}`

func TestReadsWhatAMarketplaceAnswers(t *testing.T) {
	answer, err := haggle.ReadAnswer(haggle.AnswerListingsPatch, []byte(patchAnswer))
	must(t, err)
	defer answer.Close()
	summary, err := answer.Summary()
	must(t, err)
	same(t, "status", summary.SubmissionStatus, haggle.SubmissionStatusInvalid)
	same(t, "issues", summary.IssuesCount, uint32(1))
	issue, err := answer.Issue(0)
	must(t, err)
	same(t, "severity", issue.Severity.String(), "error")
	for which, want := range map[haggle.AnswerText]string{haggle.AnswerTextSKU: "MUG-1",
		haggle.AnswerTextSubmissionID: "f1dc2914", haggle.AnswerTextIssueCode: "90220",
		haggle.AnswerTextIssueAttribute: "purchasable_offer"} {
		text, err := answer.Text(which, 0, 0)
		must(t, err)
		same(t, which.String(), text, want)
	}
}

const listingAnswer = `{"sku": "MUG-1", "summaries": [{"marketplaceId": "ATVPDKIKX0DER",
	"asin": "B1", "productType": "MUG", "status": ["BUYABLE"]}], "attributes": {"purchasable_offer":
	[{"marketplace_id": "ATVPDKIKX0DER", "currency": "USD", "our_price": [{"schedule":
	[{"value_with_tax": 24.99}]}]}]}, "offers": [{"marketplaceId": "ATVPDKIKX0DER", "offerType": "B2C",
	"price": {"currencyCode": "USD", "amount": "24.99"}, "points": {"pointsNumber": 3}}]}`

func TestReadsAListing(t *testing.T) {
	answer, err := haggle.ReadAnswer(haggle.AnswerListing, []byte(listingAnswer))
	must(t, err)
	defer answer.Close()
	summary, err := answer.Summary()
	must(t, err)
	same(t, "places", summary.PresencesCount, uint32(1))
	place, err := answer.Presence(0)
	must(t, err)
	same(t, "marketplace", place.Marketplace.String(), "US")
	same(t, "statuses", place.StatusesCount, uint32(1))
	status, err := answer.Text(haggle.AnswerTextPresenceStatus, 0, 0)
	must(t, err)
	same(t, "status", status, "BUYABLE")
	shown, err := answer.Shown(0)
	must(t, err)
	same(t, "shown", shown.PriceMinor, int64(2499))
	same(t, "points", shown.Has, haggle.ShownHasPointsCount)
	var seller haggle.SellerID
	must(t, seller.Set("A2X"))
	asked, err := answer.Asked(seller, place.Marketplace)
	must(t, err)
	same(t, "asked", asked.Consumer.PriceMinor, int64(2499))
	_, err = answer.Asked(seller, haggle.Marketplace{})
	told(t, err, haggle.ErrMissingField, "purchasable_offer")
}

func TestAnAnswerHasNoOtherRows(t *testing.T) {
	answer, err := haggle.ReadAnswer(haggle.AnswerListingsPatch, []byte(patchAnswer))
	must(t, err)
	_, refusal := answer.Refusal(0)
	_, issue := answer.Issue(-1)
	_, item := answer.Item(0)
	_, estimate := answer.Estimate(0)
	_, fee := answer.Fee(0)
	_, offer := answer.Offer(0)
	_, price := answer.Price(0)
	_, presence := answer.Presence(0)
	_, shown := answer.Shown(0)
	for _, err := range []error{refusal, issue, item, estimate, fee, offer, price, presence, shown} {
		told(t, err, haggle.ErrOutOfRange, "row")
	}
	_, err = answer.Outcome(1)
	told(t, err, haggle.ErrBadArgument, "answer")
	must(t, answer.Close())
	must(t, answer.Close())
	_, err = answer.Summary()
	told(t, err, haggle.ErrBadArgument, "answer")
	_, err = haggle.ReadAnswer(99, nil)
	told(t, err, haggle.ErrUnknownValue, "kind")
}
