package main

import (
	"time"

	"haggle"
)

// The front page's policy, over markets of 20 offers from a fixed seed.
const (
	policyText  = `{"compete_with": ["buy_box", "lowest_fba", "lowest"], "beat_by": "-0.01"}`
	listingText = `{"seller": "A2XEXAMPLESELL", "sku": "MUG-1", "item": "B07XQXZXYX",
		"marketplace": "US", "price": "USD 24.99", "shipping": "USD 0.00", "floor": "USD 18.00",
		"ceiling": "USD 39.90", "stock": 12}`
	offersCount = 20
)

var now = time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)

// randomNumbers is splitmix64.
type randomNumbers uint64

func (r *randomNumbers) below(limit uint64) uint64 {
	*r += 0x9e3779b97f4a7c15
	z := uint64(*r)
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return (z ^ z>>31) % limit
}

func offerOf(random *randomNumbers) haggle.Offer {
	offer := haggle.Offer{PriceMinor: 1900 + int64(random.below(1200)),
		ShippingMinor: int64(random.below(3)) * 199,
		Fulfilment:    haggle.Fulfilment(random.below(2))}
	name := []byte("A0000000")
	for i := 1; i < len(name); i++ {
		name[i] = byte('0' + random.below(10))
	}
	check(offer.Seller.Set(string(name)))
	offer.SetFeedbackScore(800_000 + int(random.below(200_000)))
	offer.SetFeedbackCount(int(random.below(5000)))
	return offer
}

// batchOf has rows with sizes, as what was read by the library has.
func batchOf(rows int, seed uint64) *haggle.Batch {
	random := randomNumbers(seed)
	listing, err := haggle.ReadListing(listingText)
	check(err)
	batch := &haggle.Batch{Now: now, First: []uint32{0}}
	for i := 0; i < rows; i++ {
		batch.Listings = append(batch.Listings, listing)
		batch.Markets = append(batch.Markets, haggle.NewMarket())
		m := &batch.Markets[i]
		m.Marketplace, m.Currency, m.Item = listing.Marketplace, listing.Currency, listing.Item
		m.Time = haggle.InstantOf(now)
		for k := 0; k < offersCount; k++ {
			batch.Offers = append(batch.Offers, offerOf(&random))
		}
		winner := len(batch.Offers) - 1 - int(random.below(offersCount))
		batch.Offers[winner].Flags = haggle.OfferIsWinner
		batch.First = append(batch.First, uint32(len(batch.Offers)))
	}
	return batch
}

// snapshot is one row of the markets that take turns.
func (m *measured) snapshot(i int) haggle.Snapshot {
	b := m.single
	return haggle.Snapshot{Listing: &b.Listings[i], Market: &b.Markets[i],
		Offers: b.Offers[i*offersCount : (i+1)*offersCount], Now: now}
}
