package main

// #cgo pkg-config: haggle
// #include <haggle/haggle.h>
// #include <time.h>
//
// static int64_t thread_ns(void) {
//   struct timespec now;
//   clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
//   return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
// }
//
// static uint64_t decide_in_turns(const haggle_policy* policy, const haggle_listing* listings,
//                                 const haggle_market* markets, const haggle_clock* clock,
//                                 const haggle_offer* offers, size_t rows, size_t offers_count,
//                                 size_t times, haggle_decision* decision) {
//   uint64_t sum = 0;
//   for (size_t i = 0; i < times; ++i) {
//     const size_t row = i % rows;
//     haggle_decide(policy, &listings[row], &markets[row], clock, offers + row * offers_count,
//                   offers_count, sizeof *offers, 0, decision, 0);
//     sum = i < rows ? sum * 31 + (uint64_t)decision->price_minor : sum;
//   }
//   return sum;
// }
import "C"

import (
	"time"
	"unsafe"

	"haggle"
)

const (
	singleRows = 256 // markets that take turns, so that no branch is learned by heart
	manyRows   = 10_000
)

// measured is what the benches work on.
type measured struct {
	policy       *haggle.Policy
	handle       *C.haggle_policy
	clock        *C.haggle_clock
	single, many *haggle.Batch
	decision     *haggle.Decision
	snapshots    [singleRows]haggle.Snapshot
	statuses     []C.haggle_status
	decisions    []haggle.Decision
}

func measure() *measured {
	policy, err := haggle.ParsePolicy(policyText)
	check(err)
	m := &measured{policy: policy, single: batchOf(singleRows, 1), many: batchOf(manyRows, 2),
		decision: new(haggle.Decision), statuses: make([]C.haggle_status, manyRows),
		clock: &C.haggle_clock{size: C.sizeof_haggle_clock, now_ms: C.int64_t(now.UnixMilli())}}
	text := []byte(policyText)
	if C.haggle_policy_create((*C.char)(unsafe.Pointer(&text[0])), C.size_t(len(text)), &m.handle,
		nil) != C.HAGGLE_OK {
		panic("the policy is refused")
	}
	check(policy.DecideMany(m.many)) // gives the decisions their size
	if len(m.many.Errors) > 0 {
		check(m.many.Errors[0])
	}
	m.decisions = append(m.decisions, m.many.Decisions...)
	for i := range m.snapshots {
		m.snapshots[i] = m.snapshot(i)
	}
	check(policy.DecideInto(m.decision, nil, &m.snapshots[0]))
	return m
}

// threadTime is what this thread has used of a processor: other programs do not count.
func threadTime() time.Duration { return time.Duration(C.thread_ns()) }

func next(sum uint64, i int, priceMinor int64) uint64 {
	if i < singleRows {
		return sum*31 + uint64(priceMinor)
	}
	return sum
}

func (m *measured) goDecide(times int) (sum uint64) {
	for i := 0; i < times; i++ {
		check(m.policy.DecideInto(m.decision, nil, &m.snapshots[i%singleRows]))
		sum = next(sum, i, m.decision.PriceMinor)
	}
	return sum
}

func (m *measured) goDecideValue(times int) (sum uint64) {
	for i := 0; i < times; i++ {
		s := &m.snapshots[i%singleRows]
		decision, err := m.policy.Decide(s.Listing, s.Market, s.Offers, s.Now)
		check(err)
		sum = next(sum, i, decision.PriceMinor)
	}
	return sum
}

func (m *measured) cDecide(times int) uint64 {
	return uint64(C.decide_in_turns(m.handle, listingsOf(m.single), marketsOf(m.single), m.clock,
		offersOf(m.single), singleRows, offersCount, C.size_t(times),
		(*C.haggle_decision)(unsafe.Pointer(m.decision))))
}

func (m *measured) goMany(times int) uint64 {
	for i := 0; i < times; i++ {
		check(m.policy.DecideMany(m.many))
	}
	return pricesOf(m.many.Decisions)
}

func (m *measured) cMany(times int) uint64 {
	for i := 0; i < times; i++ {
		status := C.haggle_decide_many(m.handle, manyRows, listingsOf(m.many),
			C.sizeof_haggle_listing, marketsOf(m.many), C.sizeof_haggle_market, m.clock,
			offersOf(m.many), C.sizeof_haggle_offer, (*C.uint32_t)(unsafe.Pointer(&m.many.First[0])),
			(*C.haggle_decision)(unsafe.Pointer(&m.decisions[0])), C.sizeof_haggle_decision,
			&m.statuses[0], nil, 0, nil)
		if status != C.HAGGLE_OK {
			panic("the batch is refused")
		}
	}
	return pricesOf(m.decisions)
}

func pricesOf(decisions []haggle.Decision) (sum uint64) {
	for i := range decisions {
		sum = sum*31 + uint64(decisions[i].PriceMinor)
	}
	return sum
}

func listingsOf(b *haggle.Batch) *C.haggle_listing {
	return (*C.haggle_listing)(unsafe.Pointer(&b.Listings[0]))
}

func marketsOf(b *haggle.Batch) *C.haggle_market {
	return (*C.haggle_market)(unsafe.Pointer(&b.Markets[0]))
}

func offersOf(b *haggle.Batch) *C.haggle_offer {
	return (*C.haggle_offer)(unsafe.Pointer(&b.Offers[0]))
}
