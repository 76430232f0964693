package haggle

// #include "bridge.h"
import "C"

import (
	"time"
	"unsafe"
)

// Policy is what the seller wants. One that exists is valid and never changes; Close ends it.
type Policy struct {
	_      noCopy
	handle *C.haggle_policy
}

// noCopy lets go vet find copies of what must not be copied.
type noCopy struct{}

func (*noCopy) Lock()   {}
func (*noCopy) Unlock() {}

// ParsePolicy makes a policy from JSON text; "{}" is the default one.
func ParsePolicy(text string) (*Policy, error) {
	policy := new(Policy)
	err := newError()
	given, size := chars([]byte(text))
	status := C.haggle_policy_create(given, size, &policy.handle, err)
	if status != C.HAGGLE_OK {
		return nil, errorOf(status, err)
	}
	return policy, nil
}

// Close gives its memory back. Closing twice is allowed; the error is always nil.
func (p *Policy) Close() error {
	C.haggle_policy_destroy(p.c())
	if p != nil {
		p.handle = nil
	}
	return nil
}

// JSON is the policy as one line: what differs from the defaults, in a fixed order, so that equal
// policies give equal text.
func (p *Policy) JSON() (string, error) {
	return textFrom(func(to *C.char, capacity C.size_t, needed *C.size_t,
		err *C.haggle_error) C.haggle_status {
		return C.haggle_policy_json(p.c(), to, capacity, needed, err)
	})
}

// Decide decides one price. It is pure: equal arguments give equal decisions. The offers stand in
// any order, at most OffersMax.
func (p *Policy) Decide(listing *Listing, market *Market, offers []Offer,
	now time.Time) (decision Decision, err error) {
	ms, minutes := clockOf(now)
	decision.resize()
	C.haggle_go_decide(p.number(), listing.sized().c(), market.sized().c(), ms, minutes,
		offersOf(offers), C.size_t(len(offers)), nil, decision.c())
	if decision.size == 0 {
		err = p.whyNot(listing, market, offers, now)
	}
	return decision, err
}

// DecideInto is Decide into a decision of the caller's, which may be used again; nothing is
// allocated or copied. Verdicts are nil or as many as offers: they say why each offer was left out.
func (p *Policy) DecideInto(decision *Decision, verdicts []Verdict, s *Snapshot) error {
	if verdicts != nil && len(verdicts) != len(s.Offers) {
		return ourError(ErrVerdictsTooShort, "verdicts")
	}
	ms, minutes := clockOf(s.Now)
	decision.resize()
	C.haggle_go_decide(p.number(), s.Listing.sized().c(), s.Market.sized().c(), ms, minutes,
		offersOf(s.Offers), C.size_t(len(s.Offers)), verdictsOf(verdicts), decision.c())
	if decision.size == 0 {
		return p.whyNot(s.Listing, s.Market, s.Offers, s.Now)
	}
	return nil
}

// whyNot decides a second time, to be told what is wrong: the same, for deciding is pure.
func (p *Policy) whyNot(listing *Listing, market *Market, offers []Offer, now time.Time) error {
	var decision Decision
	decision.resize()
	ms, minutes := clockOf(now)
	clock := C.haggle_go_clock(ms, minutes)
	err := newError()
	status := C.haggle_decide(p.c(), listing.sized().c(), market.sized().c(), &clock,
		offersOf(offers), C.size_t(len(offers)), C.sizeof_haggle_offer, nil, decision.c(), err)
	return errorOf(status, err)
}

// Scheduled is the price that a schedule sets: the caller asks what fell due after one time, up to
// and with another. Where nothing did, due is false and the decision empty. Bounds hold.
func (p *Policy) Scheduled(listing *Listing, rule ScheduleRule, from,
	to time.Time) (decision Decision, due bool, err error) {
	decision.resize()
	rule.size = uint32(unsafe.Sizeof(rule))
	var fell C.uint8_t
	why := newError()
	status := C.haggle_scheduled(p.c(), listing.sized().c(),
		(*C.haggle_schedule_rule)(unsafe.Pointer(&rule)), C.int64_t(from.UnixMilli()),
		C.int64_t(to.UnixMilli()), &fell, decision.c(), why)
	return decision, fell != 0, errorOf(status, why)
}

func (p *Policy) c() *C.haggle_policy {
	if p == nil {
		return nil
	}
	return p.handle
}

// number is the handle for bridge.h.
func (p *Policy) number() C.uintptr_t { return C.uintptr_t(uintptr(unsafe.Pointer(p.c()))) }
