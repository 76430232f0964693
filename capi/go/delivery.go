package haggle

// #include "bridge.h"
import "C"

import (
	"time"
	"unsafe"
)

// Read reads one body, to look into its messages: how many there are. They stay until the reader
// reads again. A body that cannot be read is one message with an error.
func (r *Reader) Read(body []byte, arrived time.Time) (count int, err error) {
	ms, minutes := clockOf(arrived)
	clock := C.haggle_clock{size: C.sizeof_haggle_clock, utc_offset_minutes: minutes, now_ms: ms}
	var messages C.size_t
	why := newError()
	given, size := chars(body)
	status := C.haggle_reader_read(r.c(), given, size, &clock, &messages, why)
	return int(messages), errorOf(status, why)
}

// Delivery is what the i-th message of the last Read is about.
func (r *Reader) Delivery(i int) (Delivery, error) {
	delivery := Delivery{size: uint32(unsafe.Sizeof(Delivery{}))}
	err := newError()
	status := C.haggle_reader_delivery(r.c(), C.size_t(i),
		(*C.haggle_delivery)(unsafe.Pointer(&delivery)), err)
	return delivery, errorOf(status, err)
}

// Err is why the message cannot be read, or nil.
func (d *Delivery) Err() error { return errorIn(d.Status, d.where[:], d.Index, d.Offset) }

// HasMarket says whether it brings a market with its offers, to decide on.
func (d *Delivery) HasMarket() bool { return d.hasMarket != 0 }

// Market is the market of a message.
func (r *Reader) Market(i int) (Market, error) {
	market := Market{size: uint32(unsafe.Sizeof(Market{}))}
	err := newError()
	status := C.haggle_reader_market(r.c(), C.size_t(i), market.c(), err)
	return market, errorOf(status, err)
}

// Offers are the offers of a message as a listing of this seller must see them; the zero SellerID:
// as the recipient sees them.
func (r *Reader) Offers(i int, seller SellerID) ([]Offer, error) {
	var id *C.char
	if seller != (SellerID{}) {
		id = (*C.char)(unsafe.Pointer(&seller[0]))
	}
	delivery, why := r.Delivery(i)
	if why != nil {
		return nil, why
	}
	offers := make([]Offer, delivery.OffersCount)
	var count C.size_t
	err := newError()
	status := C.haggle_reader_offers(r.c(), C.size_t(i), id, offersOf(offers),
		C.sizeof_haggle_offer, C.size_t(len(offers)), &count, err)
	if status != C.HAGGLE_OK {
		return nil, errorOf(status, err)
	}
	return offers[:count], nil
}

// Breaks are the quantity prices of a message's offers.
func (r *Reader) Breaks(i int) ([]Break, error) {
	delivery, why := r.Delivery(i)
	if why != nil {
		return nil, why
	}
	breaks := make([]Break, delivery.BreaksCount)
	var count C.size_t
	err := newError()
	status := C.haggle_reader_breaks(r.c(), C.size_t(i), breaksOf(breaks), C.size_t(len(breaks)),
		&count, err)
	if status != C.HAGGLE_OK {
		return nil, errorOf(status, err)
	}
	return breaks[:count], nil
}

// Text is a text of a message; it may be empty.
func (r *Reader) Text(i int, which MessageText) (string, error) {
	return textFrom(func(to *C.char, capacity C.size_t, needed *C.size_t,
		err *C.haggle_error) C.haggle_status {
		return C.haggle_reader_text(r.c(), C.size_t(i), C.uint32_t(which), to, capacity, needed, err)
	})
}
