package haggle

// #include "bridge_index.h"
import "C"

import "unsafe"

// KnownPrice is an item whose price is known, and its comparables without itself.
type KnownPrice struct {
	Query       Query
	Comparables []Comparable
	Attributes  Attributes
	PriceMinor  int64
}

// flatCases are cases as the library takes them: each column one behind the other.
type flatCases struct {
	queries         []Query
	prices          []int64
	comparables     []Comparable
	first           []uint32
	queryAttributes []float64
	attributes      []float64
	size            int
}

func flatten(cases []KnownPrice) (flat flatCases, err error) {
	flat.first = append(flat.first, 0)
	if len(cases) > 0 {
		flat.size = len(cases[0].Attributes.Query)
	}
	for i := range cases {
		one := &cases[i]
		own := len(one.Attributes.Query) == flat.size
		if !own || len(one.Attributes.Comparables) != flat.size*len(one.Comparables) {
			return flat, ourError(ErrWrongDimension, "attributes")
		}
		query := one.Query
		query.size = uint32(unsafe.Sizeof(query))
		flat.queries = append(flat.queries, query)
		flat.prices = append(flat.prices, one.PriceMinor)
		flat.comparables = append(flat.comparables, one.Comparables...)
		flat.first = append(flat.first, uint32(len(flat.comparables)))
		flat.queryAttributes = append(flat.queryAttributes, one.Attributes.Query...)
		flat.attributes = append(flat.attributes, one.Attributes.Comparables...)
	}
	return flat, nil
}

func (f *flatCases) query() *C.haggle_query {
	if len(f.queries) == 0 {
		return nil
	}
	return (*C.haggle_query)(unsafe.Pointer(&f.queries[0]))
}

func (f *flatCases) starts() *C.uint32_t { return (*C.uint32_t)(unsafe.Pointer(&f.first[0])) }

// FitOf is how well a policy prices items whose price is known.
func (p *ValuationPolicy) FitOf(cases []KnownPrice) (Fit, error) {
	out := Fit{size: uint32(unsafe.Sizeof(Fit{}))}
	flat, failed := flatten(cases)
	if failed != nil {
		return out, failed
	}
	err := newError()
	status := C.haggle_fit_of(p.c(), flat.query(), C.size_t(unsafe.Sizeof(Query{})),
		wholes(flat.prices), C.size_t(len(cases)), comparablesOf(flat.comparables),
		C.size_t(unsafe.Sizeof(Comparable{})), flat.starts(), doubles(flat.queryAttributes),
		doubles(flat.attributes), C.size_t(flat.size), (*C.haggle_fit)(unsafe.Pointer(&out)), err)
	return out, errorOf(status, err)
}

// Tune tries other options of the calibrated preset on such items and returns the best, with how
// well they price; some 90 valuations of each case.
func Tune(cases []KnownPrice, start ValuationOptions) (ValuationOptions, Fit, error) {
	out := Fit{size: uint32(unsafe.Sizeof(Fit{}))}
	flat, failed := flatten(cases)
	if failed != nil {
		return start, out, failed
	}
	start.size = uint32(unsafe.Sizeof(start))
	err := newError()
	status := C.haggle_tune(flat.query(), C.size_t(unsafe.Sizeof(Query{})), wholes(flat.prices),
		C.size_t(len(cases)), comparablesOf(flat.comparables),
		C.size_t(unsafe.Sizeof(Comparable{})), flat.starts(), doubles(flat.queryAttributes),
		doubles(flat.attributes), C.size_t(flat.size), start.c(),
		(*C.haggle_fit)(unsafe.Pointer(&out)), err)
	return start, out, errorOf(status, err)
}
