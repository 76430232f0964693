package haggle

// #include "bridge_index.h"
import "C"

import "unsafe"

// ValuationPolicy is how sold items become a price. One that exists is valid and never changes;
// Close ends it. Any number of goroutines may use it at once.
type ValuationPolicy struct {
	_          noCopy
	handle     *C.haggle_valuation_policy
	neighbours int // the most that it looks at
}

// Options are the usual options of a preset.
func (v Preset) Options() (ValuationOptions, error) {
	out := ValuationOptions{size: uint32(unsafe.Sizeof(ValuationOptions{}))}
	err := newError()
	status := C.haggle_valuation_options_usual(C.uint32_t(v), out.c(), err)
	return out, errorOf(status, err)
}

func (o *ValuationOptions) c() *C.haggle_valuation_options {
	return (*C.haggle_valuation_options)(unsafe.Pointer(o))
}

// NewValuationPolicy makes a policy. A nil calibration promises nothing of the range; one that is
// given may be closed before the policy.
func NewValuationPolicy(options ValuationOptions,
	calibration *Calibration) (*ValuationPolicy, error) {
	if calibration != nil && calibration.handle == nil {
		return nil, ourError(ErrBadArgument, "calibration")
	}
	policy := &ValuationPolicy{neighbours: int(options.NeighboursMax)}
	options.size = uint32(unsafe.Sizeof(options))
	err := newError()
	status := C.haggle_valuation_policy_create(options.c(), calibration.c(), &policy.handle, err)
	if status != C.HAGGLE_OK {
		return nil, errorOf(status, err)
	}
	return policy, nil
}

// Close gives its memory back. Closing twice is allowed; the error is always nil.
func (p *ValuationPolicy) Close() error {
	C.haggle_valuation_policy_destroy(p.c())
	if p != nil {
		p.handle = nil
	}
	return nil
}

func (p *ValuationPolicy) c() *C.haggle_valuation_policy {
	if p == nil {
		return nil
	}
	return p.handle
}

// SetQualityFactor sets the caller's own multiplier, 0.01 to 100.
func (q *Query) SetQualityFactor(factor float64) {
	q.QualityFactor = factor
	q.Has |= QueryHasQualityFactor
}

// SetItemSize sets how large the item is, in the unit of the comparables' sizes.
func (q *Query) SetItemSize(size float64) {
	q.ItemSize = size
	q.Has |= QueryHasItemSize
}

// SetMissRate sets the share of ranges that may miss, as an Adaptive says it.
func (q *Query) SetMissRate(rate float64) {
	q.MissRate = rate
	q.Has |= QueryHasMissRate
}

func (q *Query) sized() *C.haggle_query {
	if q == nil {
		return nil
	}
	copied := *q
	copied.size = uint32(unsafe.Sizeof(copied))
	return (*C.haggle_query)(unsafe.Pointer(&copied))
}

// SetItemSize sets how large the sold item is.
func (c *Comparable) SetItemSize(size float64) {
	c.ItemSize = size
	c.Has |= ComparableHasItemSize
}

// ComparableOf is what a search found, with the sale that stands in its row.
func ComparableOf(found Neighbour, sale *Sale) Comparable {
	return Comparable{Row: found.Row, Similarity: found.Similarity, PriceMinor: sale.PriceMinor,
		Sold: sale.Sold, Currency: sale.Currency, Condition: sale.Condition}
}

// Attributes are numbers of the items, scaled so that 1 is a usual distance. The zero value is
// none.
type Attributes struct {
	Query       []float64
	Comparables []float64 // one row for each comparable, as long as Query
}

// Refused says whether there is no price; Refusal says why.
func (v *Valuation) Refused() bool { return v.Refusal != ValueRefusalNone }

// Price is the price as money.
func (v *Valuation) Price() Money { return Money{v.Currency, v.PriceMinor} }

// Low is the lower end of the range.
func (v *Valuation) Low() Money { return Money{v.Currency, v.LowMinor} }

// High is the upper end of the range.
func (v *Valuation) High() Money { return Money{v.Currency, v.HighMinor} }

// Value prices an item from sold ones, or refuses and says why; a refusal is no error. Each
// comparable has its weight, in their order.
func (p *ValuationPolicy) Value(query *Query, comparables []Comparable,
	attributes Attributes) (Valuation, []Weight, error) {
	size := len(attributes.Query)
	if len(attributes.Comparables) != size*len(comparables) {
		return Valuation{}, nil, ourError(ErrWrongDimension, "attributes")
	}
	out := Valuation{size: uint32(unsafe.Sizeof(Valuation{}))}
	weights := make([]Weight, len(comparables))
	err := newError()
	status := C.haggle_value(p.c(), query.sized(), comparablesOf(comparables),
		C.size_t(len(comparables)), C.size_t(unsafe.Sizeof(Comparable{})),
		doubles(attributes.Query), doubles(attributes.Comparables), C.size_t(size),
		weightsOf(weights), out.c(), err)
	return out, weights, errorOf(status, err)
}

// Appraisal is a valuation and what it stands on.
type Appraisal struct {
	Valuation
	Neighbours []Neighbour
	Weights    []Weight // of the neighbours
	Shortfall  Shortfall
}

// Value searches and values in one call: the policy's number of neighbours, as similar and as
// recently sold as it asks for, each with the price that stands in its row, in minor units of the
// query's currency. What the options say of similarity and moments takes the policy's place; nil
// options look at all rows.
func (x *Index) Value(policy *ValuationPolicy, embedding []float32, query *Query,
	options *SearchOptions, prices []int64) (Appraisal, error) {
	var out Appraisal
	given, run, failed := options.sized()
	if failed != nil {
		return out, failed
	}
	if policy.c() == nil {
		return out, ourError(ErrBadArgument, "policy")
	}
	most := policy.neighbours
	if most > NeighboursMax {
		return out, ourError(ErrOutOfRange, "policy.neighbours_max")
	}
	neighbours, weights := make([]Neighbour, most), make([]Weight, most)
	out.Valuation.size = uint32(unsafe.Sizeof(Valuation{}))
	var found Found
	err := newError()
	status := C.haggle_index_value(x.c(), policy.c(), floats(embedding),
		C.uint32_t(len(embedding)), query.sized(), given, wholes(prices), C.size_t(len(prices)),
		run, nil, (*C.haggle_neighbour)(unsafe.Pointer(&neighbours[0])), weightsOf(weights),
		C.size_t(most), (*C.haggle_found)(unsafe.Pointer(&found)), out.Valuation.c(), err)
	if status != C.HAGGLE_OK {
		return Appraisal{}, errorOf(status, err)
	}
	out.Neighbours, out.Weights = neighbours[:found.Count], weights[:found.Count]
	out.Shortfall = found.Shortfall
	return out, nil
}

func (v *Valuation) c() *C.haggle_valuation {
	return (*C.haggle_valuation)(unsafe.Pointer(v))
}

func comparablesOf(comparables []Comparable) *C.haggle_comparable {
	if len(comparables) == 0 {
		return nil
	}
	return (*C.haggle_comparable)(unsafe.Pointer(&comparables[0]))
}

func weightsOf(weights []Weight) *C.haggle_weight {
	if len(weights) == 0 {
		return nil
	}
	return (*C.haggle_weight)(unsafe.Pointer(&weights[0]))
}

func doubles(numbers []float64) *C.double {
	if len(numbers) == 0 {
		return nil
	}
	return (*C.double)(unsafe.Pointer(&numbers[0]))
}

func wholes(numbers []int64) *C.int64_t {
	if len(numbers) == 0 {
		return nil
	}
	return (*C.int64_t)(unsafe.Pointer(&numbers[0]))
}
