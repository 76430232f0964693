package haggle

// #include "bridge.h"
import "C"

import "unsafe"

// OfDecision makes it the submission of a decided price, for the listing's audience. What it says of
// the same SKU for the other audience stays: both go out as one.
func (s *Submission) OfDecision(listing *Listing, decision *Decision, bounds BoundsSent) error {
	s.resize()
	err := newError()
	status := C.haggle_submission_of_decision(listing.sized().c(), decision.c(),
		C.uint8_t(bounds), s.c(), err)
	return errorOf(status, err)
}

// OfLadder makes it the submission of a decided ladder: the business price and the rungs that are
// not dropped.
func (s *Submission) OfLadder(listing *Listing, ladder *Ladder, rungs []Rung,
	bounds BoundsSent) error {
	if err := (Snapshot{Ladder: ladder}).checkRungs(rungs, nil); err != nil {
		return err
	}
	s.resize()
	err := newError()
	status := C.haggle_submission_of_ladder(listing.sized().c(), ladder.sized().c(), rungs[0].c(),
		C.size_t(unsafe.Sizeof(Rung{})), C.uint8_t(bounds), s.c(), err)
	return errorOf(status, err)
}

// Submissions are those of a batch that was decided: rows that hold, and those that failed, are left
// out. The Row of each says which one it is of.
func (b *Batch) Submissions(bounds BoundsSent) ([]Submission, error) {
	if len(b.Decisions) != len(b.Listings) {
		return nil, ourError(ErrBadArgument, "decisions")
	}
	if len(b.Listings) == 0 {
		return nil, nil
	}
	submissions := make([]Submission, len(b.Listings))
	for i := range submissions {
		submissions[i].resize()
	}
	listings, _ := b.sized()
	var count C.size_t
	err := newError()
	status := C.haggle_submissions_of_decisions(C.size_t(len(listings)), listings[0].c(),
		C.size_t(unsafe.Sizeof(Listing{})), b.Decisions[0].c(),
		C.size_t(unsafe.Sizeof(Decision{})), C.uint8_t(bounds), submissions[0].c(),
		C.size_t(unsafe.Sizeof(Submission{})), &count, err)
	return submissions[:count], errorOf(status, err)
}

// ListingsPatch is the body of Amazon's PATCH of one item (Listings Items 2021-08-01).
func (s *Submission) ListingsPatch() (string, error) {
	sized := s.sized()
	return textFrom(func(to *C.char, capacity C.size_t, needed *C.size_t,
		err *C.haggle_error) C.haggle_status {
		return C.haggle_listings_patch_write(sized.c(), to, capacity, needed, err)
	})
}

// WalmartPrice is the body of Walmart's PUT /v3/price.
func (s *Submission) WalmartPrice() (string, error) {
	sized := s.sized()
	return textFrom(func(to *C.char, capacity C.size_t, needed *C.size_t,
		err *C.haggle_error) C.haggle_status {
		return C.haggle_walmart_price_write(sized.c(), to, capacity, needed, err)
	})
}

// ListingsFeed is Amazon's JSON_LISTINGS_FEED (2.0) of one seller: message i + 1 is submissions[i].
// An empty locale is "en_US".
func ListingsFeed(submissions []Submission, issueLocale string) (string, error) {
	sized := sizedSubmissions(submissions)
	var locale *C.char
	if issueLocale != "" {
		locale = cString(issueLocale)
	}
	return textFrom(func(to *C.char, capacity C.size_t, needed *C.size_t,
		err *C.haggle_error) C.haggle_status {
		return C.haggle_listings_feed_write(sized[0].c(), C.size_t(len(submissions)),
			C.size_t(unsafe.Sizeof(Submission{})), locale, to, capacity, needed, err)
	})
}

// WalmartFeed is Walmart's price feed (PriceHeader 1.7).
func WalmartFeed(submissions []Submission) (string, error) {
	sized := sizedSubmissions(submissions)
	return textFrom(func(to *C.char, capacity C.size_t, needed *C.size_t,
		err *C.haggle_error) C.haggle_status {
		return C.haggle_walmart_feed_write(sized[0].c(), C.size_t(len(submissions)),
			C.size_t(unsafe.Sizeof(Submission{})), to, capacity, needed, err)
	})
}

// ReadListingsPatch reads the body of a PATCH back, our own or anybody's. The seller and the SKU
// stand outside of it.
func ReadListingsPatch(body []byte, seller SellerID, sku SKU) (Submission, error) {
	var submission Submission
	submission.resize()
	err := newError()
	given, size := chars(body)
	status := C.haggle_listings_patch_read(given, size, (*C.char)(unsafe.Pointer(&seller[0])),
		(*C.char)(unsafe.Pointer(&sku[0])), submission.c(), err)
	return submission, errorOf(status, err)
}

// ReadListingsFeed reads Amazon's JSON_LISTINGS_FEED back. Each message is a submission, whose Row is
// its place in the feed, or has an error at the same place of failed; an error of the feed as a whole
// is err.
func ReadListingsFeed(feed []byte) (submissions []Submission, failed []error, err error) {
	var count C.size_t
	for capacity := 16; ; capacity = int(count) {
		submissions = sizedSubmissions(make([]Submission, capacity))
		errors := make([]C.haggle_error, capacity+1)
		for i := range errors {
			errors[i].size = C.sizeof_haggle_error
		}
		why := newError()
		given, size := chars(feed)
		status := C.haggle_listings_feed_read(given, size, submissions[0].c(),
			C.size_t(unsafe.Sizeof(Submission{})), &errors[0], C.sizeof_haggle_error,
			C.size_t(capacity), &count, why)
		if status != C.HAGGLE_OK {
			return nil, nil, errorOf(status, why)
		}
		if int(count) > capacity {
			continue
		}
		failed = make([]error, count)
		for i := range failed {
			failed[i] = errorOf(errors[i].status, &errors[i])
		}
		return submissions[:count], failed, nil
	}
}

// sizedSubmissions is a copy with sizes, and one more, so that there is a first one.
func sizedSubmissions(submissions []Submission) []Submission {
	sized := append(append([]Submission(nil), submissions...), Submission{})
	for i := range sized {
		sized[i].resize()
	}
	return sized
}

func (s *Submission) resize() { s.size = uint32(unsafe.Sizeof(Submission{})) }

func (s *Submission) sized() *Submission {
	if s == nil {
		return nil
	}
	sized := *s
	sized.resize()
	return &sized
}

func (s *Submission) c() *C.haggle_submission { return (*C.haggle_submission)(unsafe.Pointer(s)) }
