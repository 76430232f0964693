package haggle_test

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"haggle"
)

const ourListing = `{"seller": "A2XEXAMPLESELL", "sku": "MUG-1", "item": "B07XQXZXYX",
	"marketplace": "US", "price": "USD 24.99", "shipping": "USD 0.00", "floor": "USD 18.00",
	"ceiling": "USD 39.90", "stock": 12}`

// A market with one rival, who holds the buy box at 23.49.
func theirMarket() (haggle.Market, []haggle.Offer) {
	market := haggle.Market{Marketplace: haggle.Marketplace{'U', 'S'},
		Currency: haggle.Currency{'U', 'S', 'D'}, Time: haggle.InstantOf(monday)}
	rival := haggle.Offer{PriceMinor: 2349, Flags: haggle.OfferIsWinner}
	if err := rival.Seller.Set("A1PQ"); err != nil {
		panic(err)
	}
	return market, []haggle.Offer{rival}
}

var monday = time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)

func ExamplePolicy_Decide() {
	policy, err := haggle.ParsePolicy(`{"compete_with": ["buy_box", "lowest"], "beat_by": "-0.01"}`)
	if err != nil {
		panic(err)
	}
	defer policy.Close()
	listing, err := haggle.ReadListing(ourListing)
	if err != nil {
		panic(err)
	}
	market, offers := theirMarket()
	decision, err := policy.Decide(&listing, &market, offers, monday)
	if err != nil {
		panic(err)
	}
	fmt.Println(decision.Action, decision.Price(), decision.Reason())
	// Output: reprice USD 23.48 chase_buy_box
}

func ExampleSnapshot_Explain() {
	policy, _ := haggle.ParsePolicy(`{"beat_by": "-0.01"}`)
	defer policy.Close()
	listing, _ := haggle.ReadListing(ourListing)
	market, offers := theirMarket()
	snapshot := haggle.Snapshot{Listing: &listing, Market: &market, Offers: offers, Now: monday}
	verdicts := make([]haggle.Verdict, len(offers))
	var decision haggle.Decision
	if err := policy.DecideInto(&decision, verdicts, &snapshot); err != nil {
		panic(err)
	}
	text, _ := snapshot.Explain(&decision, verdicts)
	fmt.Println(text)
	// Output:
	// MUG-1  24.99 -> 23.48 USD  chase_buy_box: goes by the reference's price
	//   market     buy_box_other, held by A1PQ at 23.49 landed; 1 offers, 1 rivals, 1 survivors
	//    8  24.99 -> 23.48       chase_buy_box: goes by the reference's price (A1PQ at 23.49 landed)
	//   bounds     18.00 (hard_min) .. 39.90 (hard_max) on the item price; none binds, 5.48 above the floor
}

func ExamplePolicy_DecideMany() {
	policy, _ := haggle.ParsePolicy(`{"beat_by": "-0.01"}`)
	defer policy.Close()
	listing, _ := haggle.ReadListing(ourListing)
	market, offers := theirMarket()
	without := listing
	without.Has &^= haggle.ListingHasFloor
	batch := haggle.Batch{
		Listings: []haggle.Listing{listing, without},
		Markets:  []haggle.Market{market, market},
		Offers:   append(offers, offers...),
		First:    []uint32{0, 1, 2},
		Now:      monday,
	}
	if err := policy.DecideMany(&batch); err != nil {
		panic(err)
	}
	fmt.Println(batch.Decisions[0].Price())
	for _, err := range batch.Errors {
		fmt.Println("row", err.Row, err.Code, "at", err.Path)
	}
	// Output:
	// USD 23.48
	// row 1 floor_required at listing.floor
}

func ExampleReader_Decide() {
	catalogue, _ := haggle.NewCatalogue(nil)
	defer catalogue.Close()
	line := `{"listing": ` + strings.ReplaceAll(ourListing, "\n", " ") + `}`
	refused, err := catalogue.Put([]byte(line))
	if err != nil || len(refused) > 0 {
		panic(fmt.Sprint(err, refused))
	}
	reader, _ := haggle.NewReader(haggle.ReaderOptions{})
	defer reader.Close()
	body := []byte(`{"NotificationType": "ANY_OFFER_CHANGED", "Payload": {
		"AnyOfferChangedNotification": {"OfferChangeTrigger": {"MarketplaceId": "ATVPDKIKX0DER",
		"ASIN": "B07XQXZXYX", "ItemCondition": "new", "TimeOfOfferChange": "2026-03-02T09:00:00Z"},
		"Offers": [{"SellerId": "A1PQ", "SubCondition": "new", "IsBuyBoxWinner": true,
		"ListingPrice": {"Amount": 23.49, "CurrencyCode": "USD"}}]}}}`)
	outcomes, _ := reader.Decide(nil, catalogue, monday, body)
	for _, outcome := range outcomes {
		fmt.Println(outcome.Kind, outcome.Decision.Price(), outcome.Decision.Reason().Sentence())
	}
	// Output: decision USD 23.49 goes by the reference's price
}

func ExampleError() {
	_, err := haggle.ParsePolicy(`{"beat_by": "a lot"}`)
	var wrong *haggle.Error
	if errors.As(err, &wrong) {
		fmt.Println(wrong.Code, "at", wrong.Path)
	}
	fmt.Println(errors.Is(err, haggle.ErrBadAmount))
	// Output:
	// bad_amount at policy.beat_by
	// true
}

func ExampleParseMoney() {
	money, _ := haggle.ParseMoney("JPY 3000")
	fmt.Println(money.Minor, money)
	_, err := haggle.ParseMoney("JPY 3000.50")
	fmt.Println(errors.Is(err, haggle.ErrAmountPrecision))
	// Output:
	// 3000 JPY 3000
	// true
}

func ExampleIndex_Value() {
	index, err := haggle.NewIndex(2)
	check(err)
	defer index.Close()
	sale := haggle.Sale{Sold: haggle.InstantOf(monday), Condition: haggle.SaleConditionVeryGood}
	check(index.Add([]float32{1, 0, 9, 1, 0, 1}, []haggle.Sale{sale, sale, sale}, 1))
	prices := []int64{4000, 4200, 900} // by row, in cents

	options, err := haggle.PresetVisualSimilarity.Options()
	check(err)
	policy, err := haggle.NewValuationPolicy(options, nil)
	check(err)
	defer policy.Close()
	query := haggle.Query{Now: haggle.InstantOf(monday), Currency: haggle.Currency{'U', 'S', 'D'},
		Condition: haggle.SaleConditionVeryGood}
	valued, err := index.Value(policy, []float32{1, 0}, &query, nil, prices)
	check(err)
	fmt.Println(valued.Price(), "from", len(valued.Weights), "sales")
	// Output: USD 41.00 from 2 sales
}

func check(err error) {
	if err != nil {
		panic(err)
	}
}
