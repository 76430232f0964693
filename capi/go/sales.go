package haggle

// #include "bridge_index.h"
import "C"

import (
	"time"
	"unsafe"
)

// SetArrived sets the time of events that say none.
func (d *SaleDefaults) SetArrived(at time.Time) {
	d.Arrived = InstantOf(at)
	d.Has |= SaleDefaultsHasArrived
}

func (d SaleDefaults) sized() *C.haggle_sale_defaults {
	d.size = uint32(unsafe.Sizeof(d))
	return (*C.haggle_sale_defaults)(unsafe.Pointer(&d))
}

func newSaleEvent() SaleEvent { return SaleEvent{size: uint32(unsafe.Sizeof(SaleEvent{}))} }

func (e *SaleEvent) c() *C.haggle_sale_event { return (*C.haggle_sale_event)(unsafe.Pointer(e)) }

// ReadSaleEvent reads exactly one event, bare or in its envelopes, and its embedding, nil where it
// has none.
func ReadSaleEvent(body []byte, defaults SaleDefaults) (SaleEvent, []float32, error) {
	event, embedding := newSaleEvent(), make([]float32, DimensionMax)
	given, size := chars(body)
	err := newError()
	status := C.haggle_sale_event_read(given, size, defaults.sized(), event.c(), floats(embedding),
		C.size_t(len(embedding)), err)
	if status != C.HAGGLE_OK {
		return event, nil, errorOf(status, err)
	}
	if event.EmbeddingSize == 0 {
		return event, nil, nil
	}
	return event, embedding[:event.EmbeddingSize], nil
}

// Err is what is wrong with the event, or nil.
func (e *SaleEvent) Err() error { return errorIn(e.Status, e.where[:], e.Index, e.Offset) }

// ItemEvent is the event as the item's life needs it.
func (e *SaleEvent) ItemEvent() ItemEvent {
	return ItemEvent{Place: EventPlace{At: e.Occurred, Revision: e.Revision, Event: e.EventID,
		Kind: e.Kind}, Sale: e.Sale.ID}
}

// Writes says whether After is to be put, where the store holds ExpectedVersion.
func (s *LifeStep) Writes() bool { return s.writes != 0 }

// Advance is what an event does to an item. Events may come late, twice and in any order.
func (l ItemLife) Advance(event ItemEvent) (LifeStep, error) {
	out := LifeStep{size: uint32(unsafe.Sizeof(LifeStep{}))}
	err := newError()
	status := C.haggle_item_advance((*C.haggle_item_life)(unsafe.Pointer(&l)),
		(*C.haggle_item_event)(unsafe.Pointer(&event)),
		(*C.haggle_life_step)(unsafe.Pointer(&out)), err)
	return out, errorOf(status, err)
}

// SaleReader reads bodies with any number of events and keeps its memory from call to call. It is
// for one goroutine at a time; Close ends it.
type SaleReader struct {
	_      noCopy
	handle *C.haggle_sale_reader
}

// SaleDelivery is one event of a body, or why it cannot be read.
type SaleDelivery struct {
	Event     SaleEvent
	Embedding []float32 // nil where it has none
	Place     string    // in the body: "Records[2].body.detail"; empty: it is the whole body
	RecordID  string    // of its record in a batch, to report a failure with; may be empty
}

// NewSaleReader makes a reader; the zero SaleDefaults leave nothing to the place.
func NewSaleReader(defaults SaleDefaults) (*SaleReader, error) {
	reader := new(SaleReader)
	err := newError()
	status := C.haggle_sale_reader_create(defaults.sized(), &reader.handle, err)
	if status != C.HAGGLE_OK {
		return nil, errorOf(status, err)
	}
	return reader, nil
}

// Close gives its memory back. Closing twice is allowed; the error is always nil.
func (r *SaleReader) Close() error {
	C.haggle_sale_reader_destroy(r.c())
	if r != nil {
		r.handle = nil
	}
	return nil
}

// Read reads one body: an event, a list of them, or envelopes round them. Arrived is the time of
// events that say none; the zero Time is that of the defaults. What is wrong with an event stands
// in it.
func (r *SaleReader) Read(body []byte, arrived time.Time) ([]SaleDelivery, error) {
	var clock *C.haggle_clock
	if !arrived.IsZero() {
		clock = &C.haggle_clock{size: C.sizeof_haggle_clock,
			now_ms: C.int64_t(arrived.UnixMilli())}
	}
	given, size := chars(body)
	var count C.size_t
	err := newError()
	status := C.haggle_sale_reader_read(r.c(), given, size, clock, &count, err)
	if status != C.HAGGLE_OK {
		return nil, errorOf(status, err)
	}
	out := make([]SaleDelivery, count)
	for i := range out {
		if failed := r.fetch(&out[i], C.size_t(i)); failed != nil {
			return nil, failed
		}
	}
	return out, nil
}

// fetch takes one event out of the reader.
func (r *SaleReader) fetch(out *SaleDelivery, number C.size_t) (failed error) {
	out.Event = newSaleEvent()
	err := newError()
	status := C.haggle_sale_reader_event(r.c(), number, out.Event.c(), err)
	if status != C.HAGGLE_OK {
		return errorOf(status, err)
	}
	if out.Place, failed = r.text(number, SaleTextPlace); failed != nil {
		return failed
	}
	if out.RecordID, failed = r.text(number, SaleTextRecordID); failed != nil {
		return failed
	}
	if out.Event.EmbeddingSize == 0 {
		return nil
	}
	out.Embedding = make([]float32, out.Event.EmbeddingSize)
	var count C.size_t
	status = C.haggle_sale_reader_embedding(r.c(), number, floats(out.Embedding),
		C.size_t(len(out.Embedding)), &count, err)
	return errorOf(status, err)
}

// Text is a text of an event of the last body, as it was written.
func (r *SaleReader) Text(number int, which SaleText) (string, error) {
	return r.text(C.size_t(number), which)
}

func (r *SaleReader) text(number C.size_t, which SaleText) (string, error) {
	return textFrom(func(to *C.char, capacity C.size_t, needed *C.size_t,
		err *C.haggle_error) C.haggle_status {
		return C.haggle_sale_reader_text(r.c(), number, C.uint32_t(which), to, capacity, needed, err)
	})
}

func (r *SaleReader) c() *C.haggle_sale_reader {
	if r == nil {
		return nil
	}
	return r.handle
}
