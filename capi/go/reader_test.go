package haggle_test

import (
	"strings"
	"sync"
	"testing"

	"haggle"
)

func catalogueOf(t testing.TB, lines string) *haggle.Catalogue {
	t.Helper()
	catalogue, err := haggle.NewCatalogue(policyOf(t, policyText))
	must(t, err)
	t.Cleanup(func() { catalogue.Close() })
	refused, err := catalogue.Put([]byte(lines))
	must(t, err)
	same(t, "refused", len(refused), 0)
	return catalogue
}

func line(text string) string {
	return `{"listing": ` + strings.ReplaceAll(strings.ReplaceAll(text, "\n", ""), "\t", "") + "}\n"
}

func readerOf(t testing.TB) *haggle.Reader {
	t.Helper()
	reader, err := haggle.NewReader(haggle.ReaderOptions{})
	must(t, err)
	t.Cleanup(func() { reader.Close() })
	return reader
}

func TestBytesInDecisionsOut(t *testing.T) {
	catalogue, reader := catalogueOf(t, line(listingText)), readerOf(t)
	outcomes, err := reader.Decide(nil, catalogue, nine, []byte(messageText))
	must(t, err)
	same(t, "outcomes", len(outcomes), 1)
	same(t, "kind", outcomes[0].Kind, haggle.OutcomeDecision)
	same(t, "price", outcomes[0].Decision.Price().String(), "USD 23.48")
	must(t, outcomes[0].Err())
}

func TestManyBodiesAndManyListings(t *testing.T) {
	other := strings.Replace(listingText, "MUG-1", "MUG-2", 1)
	third := strings.Replace(listingText, "MUG-1", "MUG-3", 1)
	catalogue := catalogueOf(t, line(listingText)+line(other)+line(third))
	reader, body := readerOf(t), []byte(messageText)
	outcomes, err := reader.Decide(nil, catalogue, nine, body, []byte("{"), body, nil)
	must(t, err)
	same(t, "outcomes", len(outcomes), 3+1+3+1)
	same(t, "the second body", outcomes[3].Kind, haggle.OutcomeError)
	told(t, outcomes[3].Err(), haggle.ErrMalformedJSON, "")
	same(t, "the third body", outcomes[4].Body, uint32(2))
	outcomes, err = reader.Decide(outcomes[:1], catalogue, nine, body)
	must(t, err)
	same(t, "appended", len(outcomes), 1+3)
	outcomes, err = reader.Decide(nil, catalogue, nine)
	must(t, err)
	same(t, "no bodies", len(outcomes), 0)
}

func TestWhatIsKeptIsDecidedOnNext(t *testing.T) {
	catalogue, reader := catalogueOf(t, line(listingText)), readerOf(t)
	_, err := reader.DecideAndKeep(nil, catalogue, nine, []byte(messageText))
	must(t, err)
	listing, _, err := catalogue.Get(0)
	must(t, err)
	same(t, "price", listing.PriceMinor, int64(2348))
	number, ok, err := catalogue.Find(listing.Seller, listing.Marketplace, listing.SKU,
		haggle.AudienceConsumer)
	must(t, err)
	same(t, "found", ok, true)
	same(t, "number", number, 0)
	listing.PriceMinor = 2600
	must(t, catalogue.Set(number, &listing, nil))
	listing, _, err = catalogue.Get(number)
	must(t, err)
	same(t, "price", listing.PriceMinor, int64(2600))
}

func TestWhatACatalogueDoesNotHold(t *testing.T) {
	catalogue := catalogueOf(t, line(listingText))
	_, ok, err := catalogue.Find(haggle.SellerID{'X'}, haggle.Marketplace{'U', 'S'}, haggle.SKU{'Y'},
		haggle.AudienceConsumer)
	must(t, err)
	same(t, "found", ok, false)
	for _, number := range []int{1, -1, 1 << 40} {
		_, _, err = catalogue.Get(number)
		told(t, err, haggle.ErrOutOfRange, "number")
	}
	refused, err := catalogue.Put([]byte("{}\n" + line(strings.Replace(listingText, "MUG-1", "M", 1)) +
		`{"listing": {}}`))
	must(t, err)
	same(t, "refused", len(refused), 2)
	same(t, "row", refused[1].Row, 2)
	same(t, "count", catalogue.Count(), 2)
}

func TestLooksIntoAMessage(t *testing.T) {
	reader := readerOf(t)
	count, err := reader.Read([]byte(messageText), nine)
	must(t, err)
	same(t, "messages", count, 1)
	delivery, err := reader.Delivery(0)
	must(t, err)
	must(t, delivery.Err())
	same(t, "kind", delivery.Kind, haggle.MessageAnyOfferChanged)
	same(t, "market", delivery.HasMarket(), true)
	given, err := reader.Market(0)
	must(t, err)
	same(t, "time", given.Time.Time(), nine)
	rivals, err := reader.Offers(0, haggle.SellerID{})
	must(t, err)
	same(t, "offers", len(rivals), 1)
	same(t, "seller", rivals[0].Seller.String(), "A1PQ")
	kind, err := reader.Text(0, haggle.TextType)
	must(t, err)
	same(t, "type", kind, "ANY_OFFER_CHANGED")
	breaks, err := reader.Breaks(0)
	must(t, err)
	same(t, "breaks", len(breaks), 0)
	_, err = reader.Delivery(1)
	told(t, err, haggle.ErrOutOfRange, "delivery")
	_, err = reader.Offers(-1, haggle.SellerID{'A'})
	told(t, err, haggle.ErrOutOfRange, "delivery")
}

func TestAReaderOfWalmartKnowsNames(t *testing.T) {
	var options haggle.ReaderOptions
	must(t, options.WalmartMart.Set("WALMART_CA"))
	reader, err := haggle.NewReader(options)
	must(t, err)
	defer reader.Close()
	must(t, reader.NameSeller("Our Shop", haggle.SellerID{'A', '1'}))
	told(t, reader.NameSeller("Our Shop", haggle.SellerID{}), haggle.ErrBadID, "id")
	options.Dialect = 9
	_, err = haggle.NewReader(options)
	told(t, err, haggle.ErrUnknownValue, "options.dialect")
}

// Each goroutine has a reader of its own; they share the catalogue.
func TestGoroutinesShareACatalogue(t *testing.T) {
	catalogue := catalogueOf(t, line(listingText))
	var wait sync.WaitGroup
	prices := make([]int64, 8)
	for g := range prices {
		reader := readerOf(t)
		wait.Add(1)
		go func(price *int64) {
			defer wait.Done()
			var outcomes []haggle.Outcome
			for i := 0; i < 100; i++ {
				outcomes, _ = reader.Decide(outcomes[:0], catalogue, nine, []byte(messageText))
				*price = outcomes[0].Decision.PriceMinor
			}
		}(&prices[g])
	}
	wait.Wait()
	for _, price := range prices {
		same(t, "price", price, int64(2348))
	}
}
