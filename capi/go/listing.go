package haggle

// #include "bridge.h"
import "C"

import (
	"time"
	"unsafe"
)

// ReadListing reads one listing from JSON:
//
//	{"seller": "A2X", "sku": "MUG-1", "item": "B07XQXZXYX", "marketplace": "US",
//	 "floor": "USD 18.00", ...}
//
// The business half of a text is left out.
func ReadListing(text string) (Listing, error) {
	listing := Listing{size: uint32(unsafe.Sizeof(Listing{}))}
	err := newError()
	given, size := chars([]byte(text))
	status := C.haggle_listing_read(given, size, listing.c(), err)
	return listing, errorOf(status, err)
}

// ReadBusinessListing reads a business listing and its ladder from JSON.
func ReadBusinessListing(text string) (Listing, Ladder, error) {
	listing, ladder := Listing{size: uint32(unsafe.Sizeof(Listing{}))}, newLadder()
	err := newError()
	given, size := chars([]byte(text))
	status := C.haggle_business_listing_read(given, size, listing.c(), ladder.c(), err)
	return listing, ladder, errorOf(status, err)
}

// JSON is the listing as one line, which ReadListing reads back.
func (l *Listing) JSON() (string, error) {
	listing := l.sized()
	return textFrom(func(to *C.char, capacity C.size_t, needed *C.size_t,
		err *C.haggle_error) C.haggle_status {
		return C.haggle_listing_write(listing.c(), to, capacity, needed, err)
	})
}

// BusinessJSON is a business listing as one line, which ReadBusinessListing reads back.
func (l *Listing) BusinessJSON(ladder *Ladder) (string, error) {
	listing, ladder := l.sized(), ladder.sized()
	return textFrom(func(to *C.char, capacity C.size_t, needed *C.size_t,
		err *C.haggle_error) C.haggle_status {
		return C.haggle_business_listing_write(listing.c(), ladder.c(), to, capacity, needed, err)
	})
}

// NewListing is an empty listing that is used where it stands; a literal is copied in each call.
func NewListing() Listing { return *new(Listing).sized() }

// NewMarket is an empty market that is used where it stands; a literal is copied in each call.
func NewMarket() Market { return *new(Market).sized() }

// SetPrice is what we last sent, and when.
func (l *Listing) SetPrice(minor int64, at time.Time) {
	l.PriceMinor, l.PriceTime, l.Has = minor, InstantOf(at), l.Has|ListingHasPriceTime
}

// SetShipping is what the buyer pays for delivery.
func (l *Listing) SetShipping(minor int64) {
	l.ShippingMinor, l.Has = minor, l.Has|ListingHasShipping
}

// SetStock is how many units there are; not set: unlimited.
func (l *Listing) SetStock(units int) { l.Stock, l.Has = int32(units), l.Has|ListingHasStock }

// SetAgeDays is how long it has been in stock.
func (l *Listing) SetAgeDays(days int) { l.AgeDays, l.Has = int32(days), l.Has|ListingHasAge }

// SetFloor is the hard minimum; nothing is priced without.
func (l *Listing) SetFloor(bound Bound) { l.Floor, l.Has = bound, l.Has|ListingHasFloor }

// SetCeiling is the hard maximum.
func (l *Listing) SetCeiling(bound Bound) { l.Ceiling, l.Has = bound, l.Has|ListingHasCeiling }

// SetMAP is the minimum advertised price, on the item.
func (l *Listing) SetMAP(minor int64) { l.MAPMinor, l.Has = minor, l.Has|ListingHasMAP }

// SetReference is the reference price, by which absurd offers are known, and when it was so.
func (l *Listing) SetReference(minor int64, at time.Time) {
	l.ReferencePriceMinor, l.ReferenceTime = minor, InstantOf(at)
	l.Has |= ListingHasReferenceTime
}

// SetLastApplied is the time of the market that was last decided on.
func (l *Listing) SetLastApplied(at Instant) {
	l.LastApplied, l.Has = at, l.Has|ListingHasLastApplied
}

// SetCost is what one unit costs us.
func (l *Listing) SetCost(minor int64) { l.CostMinor, l.Has = minor, l.Has|ListingHasCost }

// SetReset is the minute of the day at which the price goes to the default price.
func (r *ScheduleRule) SetReset(minute int) {
	r.ResetMinute, r.Has = int32(minute), r.Has|ScheduleHasReset
}

// SetResume is the minute of the day at which the price goes to the ceiling.
func (r *ScheduleRule) SetResume(minute int) {
	r.ResumeMinute, r.Has = int32(minute), r.Has|ScheduleHasResume
}

// SetFloor is the hard minimum of the tier.
func (t *Tier) SetFloor(bound Bound) { t.Floor, t.Has = bound, t.Has|TierHasFloor }

// SetCeiling is the hard maximum of the tier.
func (t *Tier) SetCeiling(bound Bound) { t.Ceiling, t.Has = bound, t.Has|TierHasCeiling }

// SetMAP is the minimum advertised price of the tier.
func (t *Tier) SetMAP(minor int64) { t.MAPMinor, t.Has = minor, t.Has|TierHasMAP }

// SetOffersCounted is how many offers of the class exist, ours included, listed or not.
func (m *Market) SetOffersCounted(count int64) {
	m.OffersCounted, m.Has = count, m.Has|MarketHasOffersCounted
}

// SetBuyBoxLanded is the landed price of the buy box, at quantity 1.
func (m *Market) SetBuyBoxLanded(minor int64) {
	m.BuyBoxLandedMinor, m.Has = minor, m.Has|MarketHasBuyBoxLanded
}

// SetStatedLanded is the landed price as the message said it.
func (o *Offer) SetStatedLanded(minor int64) {
	o.StatedLandedMinor, o.Has = minor, o.Has|OfferHasStatedLanded
}

// SetFeedbackScore is the share of positive feedback in parts per million.
func (o *Offer) SetFeedbackScore(ppm int) {
	o.FeedbackScorePPM, o.Has = uint32(ppm), o.Has|OfferHasFeedbackScore
}

// SetFeedbackCount is how much feedback there is.
func (o *Offer) SetFeedbackCount(count int) {
	o.FeedbackCount, o.Has = uint32(count), o.Has|OfferHasFeedbackCount
}

// SetHandling is the longest time until it ships.
func (o *Offer) SetHandling(hours int) {
	o.HandlingHours, o.Has = uint32(hours), o.Has|OfferHasHandling
}

// SetStock is how many units the seller has.
func (o *Offer) SetStock(units int) { o.Stock, o.Has = uint32(units), o.Has|OfferHasStock }

// A listing, market or ladder written as a literal has no size yet. What is the caller's is not
// written to, for others may be reading it: a copy gets one.
func (l *Listing) sized() *Listing {
	if l == nil || l.size != 0 {
		return l
	}
	sized := *l
	sized.size = uint32(unsafe.Sizeof(sized))
	return &sized
}

func (m *Market) sized() *Market {
	if m == nil || m.size != 0 {
		return m
	}
	sized := *m
	sized.size = uint32(unsafe.Sizeof(sized))
	return &sized
}

func newLadder() Ladder {
	var ladder Ladder
	return *ladder.sized()
}

func (l *Ladder) sized() *Ladder {
	if l == nil {
		return nil
	}
	sized := *l
	sized.size = uint32(unsafe.Sizeof(sized))
	for i := range sized.Tiers {
		sized.Tiers[i].size = uint32(unsafe.Sizeof(Tier{}))
	}
	return &sized
}

func (l *Listing) c() *C.haggle_listing { return (*C.haggle_listing)(unsafe.Pointer(l)) }
func (m *Market) c() *C.haggle_market   { return (*C.haggle_market)(unsafe.Pointer(m)) }
func (l *Ladder) c() *C.haggle_ladder   { return (*C.haggle_ladder)(unsafe.Pointer(l)) }
