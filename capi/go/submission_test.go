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
	for _, err := range []error{refusal, issue, item, estimate, fee, offer, price} {
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
