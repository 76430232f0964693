package haggle

// #include "bridge_index.h"
import "C"

import (
	"time"
	"unsafe"
)

// Index holds sold items by embedding and finds the most similar ones, exactly. Prices stand beside
// it, by row. Any number of goroutines may search at once while nobody changes it; Close ends it.
type Index struct {
	_      noCopy
	handle *C.haggle_index
	mapped []byte // the file of one that was opened
}

// NoRow is what has become of a row that is gone.
const NoRow = 1<<32 - 1

// NewIndex makes an empty index of vectors with so many components, 1 to DimensionMax.
func NewIndex(dimension int) (*Index, error) {
	if dimension < 1 || dimension > DimensionMax {
		return nil, ourError(ErrWrongDimension, "dimension")
	}
	index := new(Index)
	err := newError()
	status := C.haggle_index_create(C.uint32_t(dimension), nil, nil, nil, &index.handle, err)
	if status != C.HAGGLE_OK {
		return nil, errorOf(status, err)
	}
	return index, nil
}

// Copy is an index of its own with the same rows; that of an opened file grows.
func (x *Index) Copy() (*Index, error) {
	index := new(Index)
	err := newError()
	status := C.haggle_index_copy(x.c(), nil, nil, nil, &index.handle, err)
	if status != C.HAGGLE_OK {
		return nil, errorOf(status, err)
	}
	return index, nil
}

// Close gives its memory back. Closing twice is allowed.
func (x *Index) Close() error {
	C.haggle_index_destroy(x.c())
	if x == nil {
		return nil
	}
	x.handle = nil
	return x.unmap()
}

// About is the index as a whole.
func (x *Index) About() (IndexFacts, error) {
	out := IndexFacts{size: uint32(unsafe.Sizeof(IndexFacts{}))}
	err := newError()
	status := C.haggle_index_about(x.c(), (*C.haggle_index_facts)(unsafe.Pointer(&out)), err)
	return out, errorOf(status, err)
}

// Reserve makes room for so many rows in all.
func (x *Index) Reserve(rows int) error {
	if rows < 0 {
		return ourError(ErrOutOfRange, "rows")
	}
	err := newError()
	return errorOf(C.haggle_index_reserve(x.c(), C.uint64_t(rows), err), err)
}

// Add adds rows at the end, all or none. Embeddings holds one vector behind the other, as many as
// sales; the work is split over so many goroutines, and 0 or 1 is none but the caller's.
func (x *Index) Add(embeddings []float32, sales []Sale, parts int) error {
	facts, failed := x.About()
	if failed != nil {
		return failed
	}
	if len(embeddings) != len(sales)*int(facts.Dimension) {
		return ourError(ErrWrongDimension, "embeddings")
	}
	if len(sales) == 0 {
		return nil
	}
	run, split, failed := runOf(parts)
	if failed != nil {
		return failed
	}
	err := newError()
	status := C.haggle_index_add(x.c(), (*C.float)(unsafe.Pointer(&embeddings[0])),
		C.size_t(4*facts.Dimension), C.uint32_t(facts.Dimension),
		(*C.haggle_sale)(unsafe.Pointer(&sales[0])), C.size_t(unsafe.Sizeof(Sale{})),
		C.size_t(len(sales)), split, run, nil, err)
	return errorOf(status, err)
}

// Remove takes out every row of a sale and says how many. Rows keep their numbers until Compact.
func (x *Index) Remove(sale Label) (int, error) {
	var removed C.uint64_t
	given, size := chars([]byte(sale.String()))
	err := newError()
	status := C.haggle_index_remove(x.c(), given, size, &removed, err)
	return int(removed), errorOf(status, err)
}

// RemoveSoldBefore takes out every row that was sold before a moment and says how many.
func (x *Index) RemoveSoldBefore(moment time.Time) (int, error) {
	var removed C.uint64_t
	err := newError()
	status := C.haggle_index_remove_sold_before(x.c(), C.int64_t(moment.UnixMilli()), &removed, err)
	return int(removed), errorOf(status, err)
}

// Compact closes the gaps that removed rows left, and returns the new number of each row, NoRow
// where it is gone, so that what stands beside the index can follow.
func (x *Index) Compact(parts int) ([]uint32, error) {
	facts, failed := x.About()
	if failed != nil {
		return nil, failed
	}
	run, split, failed := runOf(parts)
	if failed != nil {
		return nil, failed
	}
	rows := make([]uint32, facts.RowsCount)
	var first *C.uint32_t
	if len(rows) > 0 {
		first = (*C.uint32_t)(unsafe.Pointer(&rows[0]))
	}
	err := newError()
	status := C.haggle_index_compact(x.c(), first, C.size_t(len(rows)), split, run, nil, err)
	return rows, errorOf(status, err)
}

// Row is the sale of a row, without product, price and currency, and whether it was taken out.
func (x *Index) Row(row uint32) (sale Sale, removed bool, err error) {
	var gone C.uint8_t
	why := newError()
	status := C.haggle_index_row(x.c(), C.uint32_t(row), (*C.haggle_sale)(unsafe.Pointer(&sale)),
		&gone, why)
	return sale, gone != 0, errorOf(status, why)
}

// Embedding is the vector of a row.
func (x *Index) Embedding(row uint32) ([]float32, error) {
	facts, failed := x.About()
	if failed != nil {
		return nil, failed
	}
	out := make([]float32, facts.Dimension)
	err := newError()
	status := C.haggle_index_embedding(x.c(), C.uint32_t(row), (*C.float)(unsafe.Pointer(&out[0])),
		C.size_t(len(out)), err)
	if status != C.HAGGLE_OK {
		return nil, errorOf(status, err)
	}
	return out, nil
}

func (x *Index) c() *C.haggle_index {
	if x == nil {
		return nil
	}
	return x.handle
}
