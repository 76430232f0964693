package haggle

// #include "bridge.h"
import "C"

import (
	"bytes"
	"unsafe"
)

// Catalogue holds our listings and their policies, found by marketplace and item. They are numbered
// from 0 in the order in which they came; a business listing has a number of its own.
type Catalogue struct {
	_      noCopy
	handle *C.haggle_catalogue
}

// NoListing is the number of no listing.
const NoListing = 1<<32 - 1

// NewCatalogue makes an empty catalogue. Fallback is the policy of listings that name none; it is
// copied, and nil is the default one.
func NewCatalogue(fallback *Policy) (*Catalogue, error) {
	catalogue := new(Catalogue)
	err := newError()
	status := C.haggle_catalogue_create(fallback.c(), &catalogue.handle, err)
	if status != C.HAGGLE_OK {
		return nil, errorOf(status, err)
	}
	return catalogue, nil
}

// Close gives its memory back. Closing twice is allowed; the error is always nil.
func (c *Catalogue) Close() error {
	C.haggle_catalogue_destroy(c.c())
	if c != nil {
		c.handle = nil
	}
	return nil
}

// Put puts lines of JSON in: {"listing": {..., "policy": "gentle"}} or {"policy": {"id": "gentle",
// ...}}, in any order within one call. A line that is refused is left out and has an error, whose
// Row is the line from 0; the others go in.
func (c *Catalogue) Put(lines []byte) (refused []*Error, err error) {
	errors := make([]C.haggle_error, 1+bytes.Count(lines, []byte("\n")))
	for i := range errors {
		errors[i].size = C.sizeof_haggle_error
	}
	var count C.size_t
	whole := newError()
	given, size := chars(lines)
	status := C.haggle_catalogue_put(c.c(), given, size, &errors[0], C.sizeof_haggle_error,
		C.size_t(len(errors)), &count, whole)
	if status != C.HAGGLE_OK {
		return nil, errorOf(status, whole)
	}
	for i := 0; i < int(count) && i < len(errors); i++ {
		refused = append(refused, errorOf(errors[i].status, &errors[i]).(*Error))
	}
	return refused, nil
}

// Count is how many listings there are.
func (c *Catalogue) Count() int { return int(C.haggle_catalogue_count(c.c())) }

// Find is the number of a listing, if there is one.
func (c *Catalogue) Find(seller SellerID, marketplace Marketplace, sku SKU,
	audience Audience) (number int, ok bool, err error) {
	var found C.uint32_t
	why := newError()
	status := C.haggle_catalogue_find(c.c(), (*C.char)(unsafe.Pointer(&seller[0])),
		(*C.char)(unsafe.Pointer(&marketplace[0])), (*C.char)(unsafe.Pointer(&sku[0])),
		C.uint8_t(audience), &found, why)
	return int(found), status == C.HAGGLE_OK && found != NoListing, errorOf(status, why)
}

// Get is a copy of a listing as it stands now, and of its ladder.
func (c *Catalogue) Get(number int) (Listing, Ladder, error) {
	listing, ladder := Listing{size: uint32(unsafe.Sizeof(Listing{}))}, newLadder()
	err := newError()
	status := C.haggle_catalogue_get(c.c(), numberOf(number), listing.c(), ladder.c(), err)
	return listing, ladder, errorOf(status, err)
}

// Set replaces what is known of a listing: its price, stock, bounds, memory. Its seller,
// marketplace, SKU, item and audience stay; a ladder of nil stays too.
func (c *Catalogue) Set(number int, listing *Listing, ladder *Ladder) error {
	err := newError()
	status := C.haggle_catalogue_set(c.c(), numberOf(number), listing.sized().c(),
		ladder.sized().c(), err)
	return errorOf(status, err)
}

// numberOf keeps a number that C cannot hold from becoming one that it can.
func numberOf(number int) C.uint32_t {
	if number < 0 || number > NoListing {
		return NoListing
	}
	return C.uint32_t(number)
}

func (c *Catalogue) c() *C.haggle_catalogue {
	if c == nil {
		return nil
	}
	return c.handle
}
