package haggle

// #include "bridge.h"
import "C"

import (
	"time"
	"unsafe"
)

// Batch is many snapshots at one moment: row i is Listings[i] in Markets[i] with the offers
// Offers[First[i]:First[i+1]]. A batch may be used again.
type Batch struct {
	Listings []Listing
	Markets  []Market
	Offers   []Offer  // those of all rows, one market behind the other
	First    []uint32 // rising, one more than there are rows
	Now      time.Time

	Decisions []Decision // out: one a row; used again where it is long enough
	Statuses  []Code     // out: one a row, 0 where there is a decision
	Errors    []*Error   // out: one for each row that failed, in their order
}

// DecideMany decides every row as Decide would; the failure of one does not stop the others and
// stands in Errors. What is returned is wrong with the batch as a whole.
func (p *Policy) DecideMany(b *Batch) error {
	if err := b.check(); err != nil {
		return err
	}
	rows := len(b.Listings)
	b.makeRoom(rows)
	if rows == 0 {
		return nil
	}
	listings, markets := b.sized()
	ms, minutes := clockOf(b.Now)
	status := C.haggle_go_decide_many(p.number(), C.size_t(rows), listings[0].c(),
		C.size_t(unsafe.Sizeof(Listing{})), markets[0].c(), C.size_t(unsafe.Sizeof(Market{})), ms,
		minutes, offersOf(b.Offers), (*C.uint32_t)(unsafe.Pointer(&b.First[0])),
		b.Decisions[0].c(), C.size_t(unsafe.Sizeof(Decision{})),
		(*C.haggle_status)(unsafe.Pointer(&b.Statuses[0])), nil)
	if status != C.HAGGLE_OK {
		return p.whyNotAtAll(b, listings, markets)
	}
	p.findErrors(b)
	return nil
}

// check is for what the library cannot see: the lengths of Go's slices.
func (b *Batch) check() error {
	rows := len(b.Listings)
	if len(b.Markets) != rows {
		return ourError(ErrBadArgument, "markets")
	}
	if len(b.First) != rows+1 && rows+len(b.First) != 0 {
		return ourError(ErrBadArgument, "first")
	}
	if rows > 0 && uint64(b.First[rows]) > uint64(len(b.Offers)) {
		return ourError(ErrBadArgument, "first[]")
	}
	return nil
}

func (b *Batch) makeRoom(rows int) {
	if cap(b.Decisions) < rows {
		b.Decisions = make([]Decision, rows)
	}
	if cap(b.Statuses) < rows {
		b.Statuses = make([]Code, rows)
	}
	b.Decisions, b.Statuses, b.Errors = b.Decisions[:rows], b.Statuses[:rows], nil
	for i := range b.Decisions {
		b.Decisions[i].resize()
	}
}

// sized are the rows, copied where some were written as literals.
func (b *Batch) sized() ([]Listing, []Market) {
	listings, markets := b.Listings, b.Markets
	for i := range b.Listings {
		if b.Listings[i].size == 0 || b.Markets[i].size == 0 {
			listings, markets = copies(listings, markets)
			break
		}
	}
	return listings, markets
}

func copies(listings []Listing, markets []Market) ([]Listing, []Market) {
	listings = append([]Listing(nil), listings...)
	markets = append([]Market(nil), markets...)
	for i := range listings {
		listings[i] = *listings[i].sized()
		markets[i] = *markets[i].sized()
	}
	return listings, markets
}

// findErrors decides the rows that failed once more, to be told what is wrong.
func (p *Policy) findErrors(b *Batch) {
	for row, status := range b.Statuses {
		if status == 0 {
			continue
		}
		err, ok := p.whyNot(&b.Listings[row], &b.Markets[row],
			b.Offers[b.First[row]:b.First[row+1]], b.Now).(*Error)
		if !ok {
			err = &Error{Code: status, Message: status.Error()}
		}
		err.Row = row
		b.Errors = append(b.Errors, err)
	}
}

func (p *Policy) whyNotAtAll(b *Batch, listings []Listing, markets []Market) error {
	ms, minutes := clockOf(b.Now)
	err := newError()
	status := C.haggle_go_decide_many(p.number(), C.size_t(len(listings)), listings[0].c(),
		C.size_t(unsafe.Sizeof(Listing{})), markets[0].c(), C.size_t(unsafe.Sizeof(Market{})), ms,
		minutes, offersOf(b.Offers), (*C.uint32_t)(unsafe.Pointer(&b.First[0])),
		b.Decisions[0].c(), C.size_t(unsafe.Sizeof(Decision{})),
		(*C.haggle_status)(unsafe.Pointer(&b.Statuses[0])), err)
	return errorOf(status, err)
}
