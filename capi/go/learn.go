package haggle

// #include "bridge_index.h"
import "C"

import (
	"time"
	"unsafe"
)

// Calibration is how wide ranges must be, learned from valuations of items whose price is known. It
// never changes; Close ends it.
type Calibration struct {
	_      noCopy
	handle *C.haggle_calibration
}

// Observe is the observation of a valuation and the price that was paid.
func (v *Valuation) Observe(priceMinor int64, category Label) (Observation, error) {
	copied := *v
	copied.size = uint32(unsafe.Sizeof(copied))
	var out Observation
	given, size := chars([]byte(category.String()))
	err := newError()
	status := C.haggle_observe(copied.c(), C.int64_t(priceMinor), given, size,
		(*C.haggle_observation)(unsafe.Pointer(&out)), err)
	return out, errorOf(status, err)
}

// Calibrate learns from observations, for each category that has enough of them. Coverage is the
// share of ranges that shall hold the price; a spread floor of 0.1 is usual.
func Calibrate(observations []Observation, coverage, spreadFloor float64) (*Calibration, error) {
	var first *C.haggle_observation
	if len(observations) > 0 {
		first = (*C.haggle_observation)(unsafe.Pointer(&observations[0]))
	}
	calibration := new(Calibration)
	err := newError()
	status := C.haggle_calibration_create(first, C.size_t(len(observations)),
		C.size_t(unsafe.Sizeof(Observation{})), C.double(coverage), C.double(spreadFloor),
		&calibration.handle, err)
	if status != C.HAGGLE_OK {
		return nil, errorOf(status, err)
	}
	return calibration, nil
}

// Close gives its memory back. Closing twice is allowed; the error is always nil.
func (k *Calibration) Close() error {
	C.haggle_calibration_destroy(k.c())
	if k != nil {
		k.handle = nil
	}
	return nil
}

// Categories is how many categories have scores of their own.
func (k *Calibration) Categories() (int, error) {
	var count C.size_t
	err := newError()
	status := C.haggle_calibration_categories(k.c(), &count, err)
	return int(count), errorOf(status, err)
}

// Scores are the rising scores that speak for a category: its own, else those of all the rest.
func (k *Calibration) Scores(category Label) ([]float64, error) {
	var count C.size_t
	given, size := chars([]byte(category.String()))
	err := newError()
	status := C.haggle_calibration_scores(k.c(), given, size, nil, 0, &count, err)
	if status != C.HAGGLE_OK || count == 0 {
		return nil, errorOf(status, err)
	}
	out := make([]float64, count)
	status = C.haggle_calibration_scores(k.c(), given, size, doubles(out), count, &count, err)
	return out, errorOf(status, err)
}

func (k *Calibration) c() *C.haggle_calibration {
	if k == nil {
		return nil
	}
	return k.handle
}

// ScoresNeeded is the fewest observations from which a coverage can be promised.
func ScoresNeeded(coverage float64) (int, error) {
	var needed C.size_t
	err := newError()
	status := C.haggle_scores_needed(C.double(coverage), &needed, err)
	return int(needed), errorOf(status, err)
}

// NewAdaptive is the state before the first sale: the coverage that is wanted in the long run, and
// how far one miss moves it, 0.005 slowly, 0.05 quickly.
func NewAdaptive(coverage, rate float64) (Adaptive, error) {
	var out Adaptive
	err := newError()
	status := C.haggle_adaptive_start(C.double(coverage), C.double(rate), out.c(), err)
	return out, errorOf(status, err)
}

// Update is one more sale, whose range held the price or missed it.
func (a *Adaptive) Update(held bool) error {
	var bit C.uint8_t
	if held {
		bit = 1
	}
	err := newError()
	return errorOf(C.haggle_adaptive_update(a.c(), bit, err), err)
}

// NextMissRate is what the next query is to be given.
func (a *Adaptive) NextMissRate() (float64, error) {
	var out C.double
	err := newError()
	status := C.haggle_adaptive_miss_rate(a.c(), &out, err)
	return float64(out), errorOf(status, err)
}

func (a *Adaptive) c() *C.haggle_adaptive { return (*C.haggle_adaptive)(unsafe.Pointer(a)) }

// UsualSeasonOptions are the usual ones.
func UsualSeasonOptions() (SeasonOptions, error) {
	out := SeasonOptions{size: uint32(unsafe.Sizeof(SeasonOptions{}))}
	err := newError()
	status := C.haggle_season_options_usual((*C.haggle_season_options)(unsafe.Pointer(&out)), err)
	return out, errorOf(status, err)
}

// LearnSeason learns the multipliers of the months, in UTC. Nil options are the usual ones.
func LearnSeason(sales []DatedPrice, now time.Time, options *SeasonOptions) (Season, error) {
	out := Season{size: uint32(unsafe.Sizeof(Season{}))}
	var given *C.haggle_season_options
	if options != nil {
		copied := *options
		copied.size = uint32(unsafe.Sizeof(copied))
		given = (*C.haggle_season_options)(unsafe.Pointer(&copied))
	}
	var first *C.haggle_dated_price
	if len(sales) > 0 {
		first = (*C.haggle_dated_price)(unsafe.Pointer(&sales[0]))
	}
	err := newError()
	status := C.haggle_learn_season(first, C.size_t(len(sales)),
		C.size_t(unsafe.Sizeof(DatedPrice{})), C.int64_t(now.UnixMilli()), given,
		(*C.haggle_season)(unsafe.Pointer(&out)), err)
	return out, errorOf(status, err)
}
