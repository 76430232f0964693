package haggle_test

import (
	"errors"
	"sync"
	"testing"

	"haggle"
)

// batchOf has rows that differ in what the rival asks.
func batchOf(t testing.TB, rows int) *haggle.Batch {
	b := &haggle.Batch{Now: nine, First: []uint32{0}}
	for i := 0; i < rows; i++ {
		b.Listings = append(b.Listings, listing(t))
		b.Markets = append(b.Markets, market(t))
		some := offers(t)
		some[0].PriceMinor += int64(i % 500)
		b.Offers = append(b.Offers, some...)
		b.First = append(b.First, uint32(len(b.Offers)))
	}
	return b
}

func TestABatchIsManyDecisions(t *testing.T) {
	b, policy := batchOf(t, 100), policyOf(t, policyText)
	for round := 0; round < 2; round++ {
		must(t, policy.DecideMany(b))
		same(t, "errors", len(b.Errors), 0)
		for i := range b.Listings {
			want, err := policy.Decide(&b.Listings[i], &b.Markets[i],
				b.Offers[b.First[i]:b.First[i+1]], nine)
			must(t, err)
			same(t, "decision", b.Decisions[i], want)
		}
	}
}

func TestOneBadRowDoesNotStopTheOthers(t *testing.T) {
	b, policy := batchOf(t, 10), policyOf(t, policyText)
	b.Offers[2*3+1].PriceMinor = -1 << 60
	b.Listings[7].Has &^= haggle.ListingHasFloor
	must(t, policy.DecideMany(b))
	same(t, "errors", len(b.Errors), 2)
	same(t, "row", b.Errors[0].Row, 3)
	same(t, "index", b.Errors[0].Index, 1)
	same(t, "code", b.Errors[1].Code, haggle.ErrFloorRequired)
	same(t, "status", b.Statuses[7], haggle.ErrFloorRequired)
	same(t, "price", b.Decisions[9].PriceMinor, int64(2357))
	b.Listings[7].Has |= haggle.ListingHasFloor
	b.Offers[2*3+1].PriceMinor = 0
	must(t, policy.DecideMany(b))
	same(t, "errors", len(b.Errors), 0)
}

func TestABadBatchIsRefused(t *testing.T) {
	policy := policyOf(t, policyText)
	must(t, policy.DecideMany(new(haggle.Batch)))
	b := batchOf(t, 4)
	b.Markets = b.Markets[:3]
	told(t, policy.DecideMany(b), haggle.ErrBadArgument, "markets")
	b = batchOf(t, 4)
	b.First = b.First[:4]
	told(t, policy.DecideMany(b), haggle.ErrBadArgument, "first")
	b = batchOf(t, 4)
	b.First[4]++
	told(t, policy.DecideMany(b), haggle.ErrBadArgument, "first[]")
	b = batchOf(t, 4)
	b.First[2] = 7
	told(t, policy.DecideMany(b), haggle.ErrBadArgument, "first[]")
	b = batchOf(t, 4)
	var none *haggle.Policy
	told(t, none.DecideMany(b), haggle.ErrBadArgument, "policy")
}

// Many goroutines share one policy, one listing written as a literal, and one batch's input.
func TestGoroutinesShareAPolicy(t *testing.T) {
	s, policy, b := snapshot(t), policyOf(t, policyText), batchOf(t, 50)
	want, err := policy.Decide(s.Listing, s.Market, s.Offers, s.Now)
	must(t, err)
	var wait sync.WaitGroup
	failed := make(chan error, 8)
	for g := 0; g < 8; g++ {
		wait.Add(1)
		go func() {
			defer wait.Done()
			own := *b
			for i := 0; i < 200; i++ {
				got, err := policy.Decide(s.Listing, s.Market, s.Offers, s.Now)
				if err == nil && got != want {
					err = errors.New("another decision")
				}
				if err == nil && i%20 == 0 {
					err = policy.DecideMany(&own)
				}
				if err != nil {
					failed <- err
					return
				}
			}
		}()
	}
	wait.Wait()
	close(failed)
	for err := range failed {
		t.Error(err)
	}
}
