package haggle

// #include "bridge.h"
import "C"

import (
	"time"
	"unsafe"
)

// Reader reads messages and keeps its memory from call to call. It is for one goroutine at a time.
type Reader struct {
	_      noCopy
	handle *C.haggle_reader
	room   bodyRoom // for the bodies of one call
}

// NewReader makes a reader; the zero ReaderOptions are the default.
func NewReader(options ReaderOptions) (*Reader, error) {
	reader := new(Reader)
	options.size = uint32(unsafe.Sizeof(options))
	err := newError()
	status := C.haggle_reader_create((*C.haggle_reader_options)(unsafe.Pointer(&options)),
		&reader.handle, err)
	if status != C.HAGGLE_OK {
		return nil, errorOf(status, err)
	}
	return reader, nil
}

// Close gives its memory back. Closing twice is allowed; the error is always nil.
func (r *Reader) Close() error {
	C.haggle_reader_destroy(r.c())
	if r != nil {
		r.handle = nil
	}
	return nil
}

// NameSeller gives the id of a shown name: Walmart's older messages have names instead of ids.
func (r *Reader) NameSeller(name string, id SellerID) error {
	err := newError()
	given, size := chars([]byte(name))
	status := C.haggle_reader_name_seller(r.c(), given, size,
		(*C.char)(unsafe.Pointer(&id[0])), err)
	return errorOf(status, err)
}

// Decide reads messages and decides on every listing of the catalogue that holds their items. A
// body is a message as a queue or a webhook gives it, bare or in envelopes, or a batch; every
// message has at least one outcome, in their order, appended to outcomes. Now is also the time of
// messages that say none. What is returned as an error is wrong with the call; what is wrong with a
// body or a listing stands in its outcome.
func (r *Reader) Decide(outcomes []Outcome, catalogue *Catalogue, now time.Time,
	bodies ...[]byte) ([]Outcome, error) {
	return r.decide(outcomes, catalogue, now, bodies, 0)
}

// DecideAndKeep is Decide that keeps each decision in the catalogue as if it was sent, its price
// and time, its memory and the market's time, so that the next message is decided on what then
// stands. Nobody else may use the catalogue meanwhile.
func (r *Reader) DecideAndKeep(outcomes []Outcome, catalogue *Catalogue, now time.Time,
	bodies ...[]byte) ([]Outcome, error) {
	return r.decide(outcomes, catalogue, now, bodies, C.HAGGLE_MESSAGES_KEEP)
}

func (r *Reader) decide(outcomes []Outcome, catalogue *Catalogue, now time.Time, bodies [][]byte,
	flags C.uint32_t) ([]Outcome, error) {
	if r == nil || r.handle == nil {
		return outcomes, ourError(ErrBadArgument, "reader")
	}
	start, capacity := len(outcomes), len(bodies)
	outcomes = withRoom(outcomes, capacity)
	var count C.size_t
	err := newError()
	status := r.decideBodies(outcomes[start:], &count, catalogue, now, bodies, flags, err)
	if status != C.HAGGLE_OK {
		return outcomes[:start], errorOf(status, err)
	}
	if int(count) <= capacity {
		return outcomes[:start+int(count)], nil
	}
	return r.fetch(outcomes, int(count)-capacity, capacity)
}

// fetch appends the outcomes that wait in the reader.
func (r *Reader) fetch(outcomes []Outcome, count, from int) ([]Outcome, error) {
	start := len(outcomes)
	outcomes = withRoom(outcomes, count)
	var copied C.size_t
	err := newError()
	status := C.haggle_reader_outcomes(r.handle, C.size_t(from), outcomesOf(outcomes[start:]),
		C.size_t(unsafe.Sizeof(Outcome{})), C.size_t(count), &copied, err)
	return outcomes[:start+int(copied)], errorOf(status, err)
}

// withRoom has as many more outcomes, ready to be written to.
func withRoom(outcomes []Outcome, more int) []Outcome {
	wanted := len(outcomes) + more
	if cap(outcomes) < wanted {
		outcomes = append(make([]Outcome, 0, wanted+wanted/2), outcomes...)
	}
	start := len(outcomes)
	outcomes = outcomes[:wanted]
	for i := start; i < wanted; i++ {
		outcomes[i].size = uint32(unsafe.Sizeof(Outcome{}))
		outcomes[i].Decision.resize()
	}
	return outcomes
}

func outcomesOf(outcomes []Outcome) *C.haggle_outcome {
	if len(outcomes) == 0 {
		return nil
	}
	return (*C.haggle_outcome)(unsafe.Pointer(&outcomes[0]))
}

// Err is what is wrong with the message or the listing, or nil.
func (o *Outcome) Err() error { return errorIn(o.Status, o.where[:], o.Index, o.Offset) }

func (r *Reader) c() *C.haggle_reader {
	if r == nil {
		return nil
	}
	return r.handle
}
