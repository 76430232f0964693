package haggle_test

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"haggle"
)

// told checks that an error has this code and path, and says so.
func told(t *testing.T, err error, code haggle.Code, path string) {
	t.Helper()
	var full *haggle.Error
	if !errors.Is(err, code) || !errors.As(err, &full) {
		t.Fatalf("%v, not %v", err, code)
	}
	same(t, "path", full.Path, path)
	if !strings.HasPrefix(err.Error(), "haggle: "+code.Error()) {
		t.Error(err)
	}
	if code.Advice() == "" {
		t.Error("no advice")
	}
}

func TestErrorsHaveCodeAndPath(t *testing.T) {
	_, err := haggle.ParsePolicy(`{"compete_wiht": []}`)
	told(t, err, haggle.ErrUnknownField, "policy")
	_, err = haggle.ParsePolicy(``)
	told(t, err, haggle.ErrMalformedJSON, "")
	_, err = haggle.ReadListing(`{"seller": "A"}`)
	told(t, err, haggle.ErrMissingField, "listing.currency")
	_, err = haggle.ParseMoney("USD 1.234")
	told(t, err, haggle.ErrAmountPrecision, "text")
	_, err = haggle.Money{}.Text()
	told(t, err, haggle.ErrUnknownCurrency, "currency")
}

func TestAnErrorOfDecideNamesTheOffer(t *testing.T) {
	s, policy := snapshot(t), policyOf(t, policyText)
	s.Offers[1].PriceMinor = 1 << 60
	_, err := policy.Decide(s.Listing, s.Market, s.Offers, s.Now)
	told(t, err, haggle.ErrOutOfRange, "offers[].price")
	var full *haggle.Error
	errors.As(err, &full)
	same(t, "index", full.Index, 1)
	s.Listing.Has &^= haggle.ListingHasFloor
	_, err = policy.Decide(s.Listing, s.Market, nil, s.Now)
	told(t, err, haggle.ErrFloorRequired, "listing.floor")
}

func TestWhatIsMissingIsAnError(t *testing.T) {
	s, policy := snapshot(t), policyOf(t, policyText)
	_, err := policy.Decide(nil, s.Market, s.Offers, s.Now)
	told(t, err, haggle.ErrBadArgument, "listing")
	_, err = policy.Decide(s.Listing, nil, s.Offers, s.Now)
	told(t, err, haggle.ErrBadArgument, "market")
	_, err = policy.DecideBusiness(s, nil)
	told(t, err, haggle.ErrBadArgument, "ladder")
	_, err = s.ExplainBusiness(nil, nil)
	told(t, err, haggle.ErrBadArgument, "ladder")
	s.Ladder = new(haggle.Ladder)
	_, err = s.ExplainBusinessJSON(nil, nil)
	told(t, err, haggle.ErrBadArgument, "rungs")
	var decision haggle.Decision
	err = policy.DecideInto(&decision, make([]haggle.Verdict, 1), &s)
	told(t, err, haggle.ErrVerdictsTooShort, "verdicts")
}

func TestWhatIsClosedIsAnError(t *testing.T) {
	s := snapshot(t)
	policy, err := haggle.ParsePolicy(`{}`)
	must(t, err)
	catalogue, err := haggle.NewCatalogue(policy)
	must(t, err)
	reader, err := haggle.NewReader(haggle.ReaderOptions{})
	must(t, err)
	for i := 0; i < 2; i++ {
		must(t, policy.Close())
		must(t, catalogue.Close())
		must(t, reader.Close())
	}
	_, err = policy.Decide(s.Listing, s.Market, s.Offers, s.Now)
	told(t, err, haggle.ErrBadArgument, "policy")
	_, err = policy.JSON()
	told(t, err, haggle.ErrBadArgument, "policy")
	_, err = catalogue.Put([]byte(`{}`))
	told(t, err, haggle.ErrBadArgument, "catalogue")
	same(t, "count", catalogue.Count(), 0)
	_, err = reader.Decide(nil, catalogue, nine, []byte(messageText))
	told(t, err, haggle.ErrBadArgument, "reader")
	_, err = reader.Read([]byte(messageText), nine)
	told(t, err, haggle.ErrBadArgument, "reader")
	var none *haggle.Policy
	must(t, none.Close())
	_, err = none.Decide(s.Listing, s.Market, s.Offers, s.Now)
	told(t, err, haggle.ErrBadArgument, "policy")
}

func TestIdsAreChecked(t *testing.T) {
	var seller haggle.SellerID
	told(t, seller.Set(strings.Repeat("x", 32)), haggle.ErrIDTooLong, "seller")
	told(t, seller.Set("a\x00b"), haggle.ErrBadID, "seller")
	must(t, seller.Set(strings.Repeat("x", 31)))
	must(t, seller.Set("A1"))
	same(t, "seller", seller.String(), "A1")
	same(t, "zeros behind it", seller, haggle.SellerID{'A', '1'})
}

func TestMoneyIsExact(t *testing.T) {
	for text, minor := range map[string]int64{"USD 12.34": 1234, "JPY 1500": 1500, "KWD -0.001": -1} {
		money, err := haggle.ParseMoney(text)
		must(t, err)
		same(t, text, money.Minor, minor)
		same(t, text, money.String(), text)
	}
	decimals, err := haggle.Currency{'K', 'W', 'D'}.Decimals()
	must(t, err)
	same(t, "decimals", decimals, 3)
	same(t, "no money", haggle.Money{Minor: 5}.String(), `"" 5`)
}

func TestIdsAndMoneyAreTextInJSON(t *testing.T) {
	type row struct {
		Seller haggle.SellerID
		Price  haggle.Money
	}
	var read row
	text := `{"Seller":"A1PQ","Price":"USD 12.34"}`
	must(t, json.Unmarshal([]byte(text), &read))
	same(t, "price", read.Price.Minor, int64(1234))
	written, err := json.Marshal(read)
	must(t, err)
	same(t, "written", string(written), text)
	err = json.Unmarshal([]byte(`{"Price":"USD 12.345"}`), &read)
	same(t, "refused", errors.Is(err, haggle.ErrAmountPrecision), true)
}

func TestNumbersHaveNames(t *testing.T) {
	same(t, "bits", (haggle.NoteLandedDiffers | haggle.NoteTotalFalls).String(),
		"landed_differs|total_falls")
	same(t, "an unknown bit", haggle.Notes(1<<20).String(), "1048576")
	same(t, "none", haggle.OfferFlags(0).String(), "0")
	same(t, "an unknown number", haggle.Action(77).String(), "77")
	same(t, "yes", haggle.Yes.String(), "yes")
	same(t, "instant", haggle.InstantOf(nine).String(), "2026-03-02T09:00:00Z")
	same(t, "abi", haggle.ABI(), 1)
	if haggle.Version() == "" {
		t.Error("no version")
	}
}
