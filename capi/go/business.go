package haggle

// #include "bridge.h"
import "C"

import "unsafe"

// DecideBusiness decides the business price and its tiers, each within its own bounds; prices fall
// strictly with the quantity. Rung 0 is the business price, rung i tier i - 1; what is wrong with
// one rung stands in it and does not stop the others. Verdicts are nil or as many as offers: those
// of the business price.
func (p *Policy) DecideBusiness(s Snapshot, verdicts []Verdict) ([]Rung, error) {
	if err := s.check(verdicts); err != nil {
		return nil, err
	}
	ladder := s.Ladder.sized()
	rungs := make([]Rung, RungsMax)
	for i := range rungs {
		rungs[i].resize()
	}
	clock, err := s.clock(), newError()
	status := C.haggle_decide_business(p.c(), s.Listing.sized().c(), ladder.c(),
		s.Market.sized().c(), &clock, offersOf(s.Offers), C.size_t(len(s.Offers)),
		C.sizeof_haggle_offer, breaksOf(s.Breaks), C.size_t(len(s.Breaks)), verdictsOf(verdicts),
		rungs[0].c(), C.size_t(unsafe.Sizeof(Rung{})), err)
	if status != C.HAGGLE_OK {
		return nil, errorOf(status, err)
	}
	return rungs[:1+ladder.TiersCount], nil
}

// Err is what is wrong with this rung, or nil.
func (r *Rung) Err() error { return errorIn(r.Status, r.where[:], r.Index, r.Offset) }

// ExplainBusiness is a ladder as text, rung by rung, as DecideBusiness gave it.
func (s Snapshot) ExplainBusiness(rungs []Rung, verdicts []Verdict) (string, error) {
	if err := s.checkRungs(rungs, verdicts); err != nil {
		return "", err
	}
	ladder := s.Ladder.sized()
	return textFrom(func(to *C.char, capacity C.size_t, needed *C.size_t,
		err *C.haggle_error) C.haggle_status {
		clock := s.clock()
		return C.haggle_explain_business_text(s.Listing.sized().c(), ladder.c(),
			s.Market.sized().c(), &clock, offersOf(s.Offers), C.size_t(len(s.Offers)),
			C.sizeof_haggle_offer, breaksOf(s.Breaks), C.size_t(len(s.Breaks)),
			verdictsOf(verdicts), rungs[0].c(), C.size_t(unsafe.Sizeof(Rung{})), to, capacity,
			needed, err)
	})
}

// ExplainBusinessJSON is a ladder as one line of JSON.
func (s Snapshot) ExplainBusinessJSON(rungs []Rung, verdicts []Verdict) (string, error) {
	if err := s.checkRungs(rungs, verdicts); err != nil {
		return "", err
	}
	ladder := s.Ladder.sized()
	return textFrom(func(to *C.char, capacity C.size_t, needed *C.size_t,
		err *C.haggle_error) C.haggle_status {
		clock := s.clock()
		return C.haggle_explain_business_json(s.Listing.sized().c(), ladder.c(),
			s.Market.sized().c(), &clock, offersOf(s.Offers), C.size_t(len(s.Offers)),
			C.sizeof_haggle_offer, breaksOf(s.Breaks), C.size_t(len(s.Breaks)),
			verdictsOf(verdicts), rungs[0].c(), C.size_t(unsafe.Sizeof(Rung{})), to, capacity,
			needed, err)
	})
}

func (s Snapshot) checkRungs(rungs []Rung, verdicts []Verdict) error {
	if s.Ladder == nil {
		return ourError(ErrBadArgument, "ladder")
	}
	if uint64(len(rungs)) != 1+uint64(s.Ladder.TiersCount) {
		return ourError(ErrBadArgument, "rungs")
	}
	return s.check(verdicts)
}

func (r *Rung) resize() {
	r.size = uint32(unsafe.Sizeof(Rung{}))
	r.Decision.resize()
}

func (r *Rung) c() *C.haggle_rung { return (*C.haggle_rung)(unsafe.Pointer(r)) }

func breaksOf(breaks []Break) *C.haggle_break {
	if len(breaks) == 0 {
		return nil
	}
	return (*C.haggle_break)(unsafe.Pointer(&breaks[0]))
}
