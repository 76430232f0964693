package haggle

// #include "bridge_index.h"
import "C"

import (
	"time"
	"unsafe"
)

// SetSimilarity asks for rows that are at least so similar, -1 to 1.
func (o *SearchOptions) SetSimilarity(least float64) {
	o.SimilarityMin = least
	o.Has |= SearchHasSimilarity
}

// SetCondition asks for rows of one condition.
func (o *SearchOptions) SetCondition(condition SaleCondition) {
	o.Condition = condition
	o.Has |= SearchHasCondition
}

// SetSold asks for rows that were sold from one moment to another, both included; the zero Time
// leaves an end open.
func (o *SearchOptions) SetSold(from, until time.Time) {
	o.Has &^= SearchHasSoldFrom | SearchHasSoldUntil
	if !from.IsZero() {
		o.SoldFrom = InstantOf(from)
		o.Has |= SearchHasSoldFrom
	}
	if !until.IsZero() {
		o.SoldUntil = InstantOf(until)
		o.Has |= SearchHasSoldUntil
	}
}

// sized is a copy with its size, and what runs its parts; nil is the zero options.
func (o *SearchOptions) sized() (*C.haggle_search_options, C.haggle_run, error) {
	var options SearchOptions
	if o != nil {
		options = *o
	}
	options.size = uint32(unsafe.Sizeof(options))
	run, _, err := runOf(int(options.Parts))
	return (*C.haggle_search_options)(unsafe.Pointer(&options)), run, err
}

// Search finds the k rows most similar to a query, the best first, ties to the smaller row: the
// same rows, order and bits on every machine. Nil options look at all rows. The shortfall says why
// there are fewer than k.
func (x *Index) Search(query []float32, k int, options *SearchOptions) ([]Neighbour, Shortfall,
	error) {
	if k < 1 || k > NeighboursMax {
		return nil, 0, ourError(ErrOutOfRange, "k")
	}
	given, run, failed := options.sized()
	if failed != nil {
		return nil, 0, failed
	}
	out := make([]Neighbour, k)
	var found Found
	err := newError()
	status := C.haggle_index_search(x.c(), floats(query), C.uint32_t(len(query)), given, run, nil,
		(*C.haggle_neighbour)(unsafe.Pointer(&out[0])), C.size_t(k),
		(*C.haggle_found)(unsafe.Pointer(&found)), err)
	if status != C.HAGGLE_OK {
		return nil, 0, errorOf(status, err)
	}
	return out[:found.Count], found.Shortfall, nil
}

// SearchEach is Search for many queries, one behind the other in queries; the neighbours of query i
// are neighbours[i], and found[i] says how many. Faster than one by one.
func (x *Index) SearchEach(queries []float32, k int, options *SearchOptions) (
	neighbours [][]Neighbour, found []Found, err error) {
	facts, err := x.About()
	if err != nil {
		return nil, nil, err
	}
	size := int(facts.Dimension)
	if len(queries)%size != 0 {
		return nil, nil, ourError(ErrWrongDimension, "queries")
	}
	if k < 1 || k > NeighboursMax {
		return nil, nil, ourError(ErrOutOfRange, "k")
	}
	if len(queries) == 0 {
		return nil, nil, nil
	}
	return x.searchEach(queries, size, k, options)
}

func (x *Index) searchEach(queries []float32, size, k int, options *SearchOptions) ([][]Neighbour,
	[]Found, error) {
	given, run, failed := options.sized()
	if failed != nil {
		return nil, nil, failed
	}
	count := len(queries) / size
	flat, found := make([]Neighbour, count*k), make([]Found, count)
	err := newError()
	status := C.haggle_index_search_each(x.c(), floats(queries), C.size_t(4*size), C.size_t(count),
		C.uint32_t(size), given, run, nil, (*C.haggle_neighbour)(unsafe.Pointer(&flat[0])),
		C.size_t(k), (*C.haggle_found)(unsafe.Pointer(&found[0])), err)
	if status != C.HAGGLE_OK {
		return nil, nil, errorOf(status, err)
	}
	neighbours := make([][]Neighbour, count)
	for i := range neighbours {
		neighbours[i] = flat[i*k : i*k+int(found[i].Count)]
	}
	return neighbours, found, nil
}

// Cosine is the similarity of two vectors as a search defines it.
func Cosine(a, b []float32) (float64, error) {
	if len(a) != len(b) {
		return 0, ourError(ErrWrongDimension, "b")
	}
	var out C.double
	err := newError()
	status := C.haggle_cosine(floats(a), floats(b), C.uint32_t(len(a)), &out, err)
	return float64(out), errorOf(status, err)
}

// floats is a vector for C: never NULL, so that an empty one has the wrong dimension.
func floats(vector []float32) *C.float {
	if len(vector) == 0 {
		return (*C.float)(unsafe.Pointer(&make([]float32, 1)[0]))
	}
	return (*C.float)(unsafe.Pointer(&vector[0]))
}
