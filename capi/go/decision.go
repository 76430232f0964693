package haggle

// #include "bridge.h"
import "C"

import (
	"time"
	"unsafe"
)

// Snapshot is what is known at one moment. Ladder and Breaks are for business prices alone.
type Snapshot struct {
	Listing *Listing
	Ladder  *Ladder
	Market  *Market
	Offers  []Offer // at most OffersMax, in any order
	Breaks  []Break // quantity prices of the offers
	Now     time.Time
}

// Price is what is to be sent; on a hold the current price.
func (d *Decision) Price() Money { return Money{d.Currency, d.PriceMinor} }

// Steps are the way to the price, the oldest first; each begins where the last one ended.
func (d *Decision) Steps() []Step {
	count := int(d.stepsCount)
	if count > len(d.steps) {
		count = len(d.steps)
	}
	return d.steps[:count]
}

// Reason is that of the last step: why it holds, or what last moved the price.
func (d *Decision) Reason() Reason {
	steps := d.Steps()
	if len(steps) == 0 {
		return 0
	}
	return steps[len(steps)-1].Reason
}

// Again is when to decide again on the same market, if that is known.
func (d *Decision) Again() (at time.Time, ok bool) {
	return d.AgainAt.Time(), d.Has&DecisionHasAgainAt != 0
}

// NamesOffer says whether Offer is the index of the offer that decided.
func (s Step) NamesOffer() bool { return s.namesOffer != 0 }

// Sentence is a reason in English, for people.
func (v Reason) Sentence() string { return C.GoString(C.haggle_reason_sentence(C.uint16_t(v))) }

// Explain is the decision as a few lines of English: the market, what was left out, each step, the
// bounds. It computes nothing. The decision was made from this snapshot; verdicts are nil or those
// of the decision.
func (s Snapshot) Explain(decision *Decision, verdicts []Verdict) (string, error) {
	if err := s.check(verdicts); err != nil {
		return "", err
	}
	return textFrom(func(to *C.char, capacity C.size_t, needed *C.size_t,
		err *C.haggle_error) C.haggle_status {
		clock := s.clock()
		return C.haggle_explain_text(s.Listing.sized().c(), s.Market.sized().c(), &clock,
			offersOf(s.Offers), C.size_t(len(s.Offers)), C.sizeof_haggle_offer, verdictsOf(verdicts),
			decision.c(), to, capacity, needed, err)
	})
}

// ExplainJSON is the same as one line of JSON, its keys in a fixed order.
func (s Snapshot) ExplainJSON(decision *Decision, verdicts []Verdict) (string, error) {
	if err := s.check(verdicts); err != nil {
		return "", err
	}
	return textFrom(func(to *C.char, capacity C.size_t, needed *C.size_t,
		err *C.haggle_error) C.haggle_status {
		clock := s.clock()
		return C.haggle_explain_json(s.Listing.sized().c(), s.Market.sized().c(), &clock,
			offersOf(s.Offers), C.size_t(len(s.Offers)), C.sizeof_haggle_offer, verdictsOf(verdicts),
			decision.c(), to, capacity, needed, err)
	})
}

func (s Snapshot) check(verdicts []Verdict) error {
	if verdicts != nil && len(verdicts) != len(s.Offers) {
		return ourError(ErrVerdictsTooShort, "verdicts")
	}
	return nil
}

func (s Snapshot) clock() C.haggle_clock {
	ms, minutes := clockOf(s.Now)
	return C.haggle_clock{size: C.sizeof_haggle_clock, utc_offset_minutes: minutes, now_ms: ms}
}

func (d *Decision) resize() { d.size = uint32(unsafe.Sizeof(Decision{})) }

func (d *Decision) c() *C.haggle_decision { return (*C.haggle_decision)(unsafe.Pointer(d)) }

func offersOf(offers []Offer) *C.haggle_offer {
	if len(offers) == 0 {
		return nil
	}
	return (*C.haggle_offer)(unsafe.Pointer(&offers[0]))
}

func verdictsOf(verdicts []Verdict) *C.uint8_t {
	if len(verdicts) == 0 {
		return nil
	}
	return (*C.uint8_t)(unsafe.Pointer(&verdicts[0]))
}
