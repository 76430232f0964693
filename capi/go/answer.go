package haggle

// #include "bridge.h"
import "C"

import "unsafe"

// Answer is what a marketplace answered. It never changes; Close ends it. Its rows are lists of
// their own, numbered from 0; Summary says how many there are.
type Answer struct {
	_      noCopy
	handle *C.haggle_answer
}

// WholeAnswer is the row of what belongs to the answer as a whole.
const WholeAnswer = 1<<32 - 1

// ReadAnswer reads an answer. What a marketplace refuses is a good answer too.
func ReadAnswer(kind AnswerKind, text []byte) (*Answer, error) {
	answer := new(Answer)
	err := newError()
	given, size := chars(text)
	status := C.haggle_answer_create(C.uint32_t(kind), given, size, &answer.handle, err)
	if status != C.HAGGLE_OK {
		return nil, errorOf(status, err)
	}
	return answer, nil
}

// Close gives its memory back. Closing twice is allowed; the error is always nil.
func (a *Answer) Close() error {
	C.haggle_answer_destroy(a.c())
	if a != nil {
		a.handle = nil
	}
	return nil
}

// Summary is the answer as a whole.
func (a *Answer) Summary() (Summary, error) {
	out := Summary{size: uint32(unsafe.Sizeof(Summary{}))}
	err := newError()
	status := C.haggle_answer_summary(a.c(), (*C.haggle_summary)(unsafe.Pointer(&out)), err)
	return out, errorOf(status, err)
}

// Outcome is what became of one message of a feed, by its report: 1 + the number of the submission.
func (a *Answer) Outcome(messageID int64) (FeedMessage, error) {
	var outcome C.uint8_t
	err := newError()
	status := C.haggle_answer_outcome(a.c(), C.int64_t(messageID), &outcome, err)
	return FeedMessage(outcome), errorOf(status, err)
}

// Refusal is one refusal.
func (a *Answer) Refusal(row int) (Refusal, error) {
	out := Refusal{size: uint32(unsafe.Sizeof(Refusal{}))}
	err := newError()
	status := C.haggle_answer_refusal(a.c(), C.size_t(row),
		(*C.haggle_refusal)(unsafe.Pointer(&out)), err)
	return out, errorOf(status, err)
}

// Issue is one issue.
func (a *Answer) Issue(row int) (Issue, error) {
	out := Issue{size: uint32(unsafe.Sizeof(Issue{}))}
	err := newError()
	status := C.haggle_answer_issue(a.c(), C.size_t(row), (*C.haggle_issue)(unsafe.Pointer(&out)),
		err)
	return out, errorOf(status, err)
}

// Item is one item of a feed.
func (a *Answer) Item(row int) (FeedItem, error) {
	out := FeedItem{size: uint32(unsafe.Sizeof(FeedItem{}))}
	err := newError()
	status := C.haggle_answer_item(a.c(), C.size_t(row),
		(*C.haggle_feed_item)(unsafe.Pointer(&out)), err)
	return out, errorOf(status, err)
}

// Estimate is one estimate of fees, in the order of the answer.
func (a *Answer) Estimate(row int) (FeeEstimate, error) {
	out := FeeEstimate{size: uint32(unsafe.Sizeof(FeeEstimate{}))}
	err := newError()
	status := C.haggle_answer_estimate(a.c(), C.size_t(row),
		(*C.haggle_fee_estimate)(unsafe.Pointer(&out)), err)
	return out, errorOf(status, err)
}

// Fee is one fee.
func (a *Answer) Fee(row int) (Fee, error) {
	out := Fee{size: uint32(unsafe.Sizeof(Fee{}))}
	err := newError()
	status := C.haggle_answer_fee(a.c(), C.size_t(row), (*C.haggle_fee)(unsafe.Pointer(&out)), err)
	return out, errorOf(status, err)
}

// Offer is one offer that was asked about, in the order of the answer.
func (a *Answer) Offer(row int) (ExpectedOffer, error) {
	out := ExpectedOffer{size: uint32(unsafe.Sizeof(ExpectedOffer{}))}
	err := newError()
	status := C.haggle_answer_offer(a.c(), C.size_t(row),
		(*C.haggle_expected_offer)(unsafe.Pointer(&out)), err)
	return out, errorOf(status, err)
}

// Price is one expected price.
func (a *Answer) Price(row int) (ExpectedPrice, error) {
	out := ExpectedPrice{size: uint32(unsafe.Sizeof(ExpectedPrice{}))}
	err := newError()
	status := C.haggle_answer_price(a.c(), C.size_t(row),
		(*C.haggle_expected_price)(unsafe.Pointer(&out)), err)
	return out, errorOf(status, err)
}

// Presence is one marketplace where a listing is, in the order of the answer.
func (a *Answer) Presence(row int) (Presence, error) {
	out := Presence{size: uint32(unsafe.Sizeof(Presence{}))}
	err := newError()
	status := C.haggle_answer_presence(a.c(), C.size_t(row),
		(*C.haggle_presence)(unsafe.Pointer(&out)), err)
	return out, errorOf(status, err)
}

// Shown is one price that buyers see, in the order of the answer.
func (a *Answer) Shown(row int) (ShownPrice, error) {
	out := ShownPrice{size: uint32(unsafe.Sizeof(ShownPrice{}))}
	err := newError()
	status := C.haggle_answer_shown(a.c(), C.size_t(row),
		(*C.haggle_shown_price)(unsafe.Pointer(&out)), err)
	return out, errorOf(status, err)
}

// Asked is the submission that would ask again all that a listing asks in one marketplace. The
// seller stands outside the listing.
func (a *Answer) Asked(seller SellerID, marketplace Marketplace) (Submission, error) {
	var out Submission
	out.resize()
	err := newError()
	status := C.haggle_answer_asked(a.c(), (*C.char)(unsafe.Pointer(&seller[0])),
		(*C.char)(unsafe.Pointer(&marketplace[0])), out.c(), err)
	return out, errorOf(status, err)
}

// Text is a text as it was written, empty where it is not said. Which says in which list row counts;
// both numbers are 0 where there is one text only.
func (a *Answer) Text(which AnswerText, row, element int) (string, error) {
	return textFrom(func(to *C.char, capacity C.size_t, needed *C.size_t,
		err *C.haggle_error) C.haggle_status {
		return C.haggle_answer_text(a.c(), C.uint32_t(which), C.size_t(row), C.size_t(element), to,
			capacity, needed, err)
	})
}

// Err is why the entry cannot be read, or nil.
func (e *FeeEstimate) Err() error { return errorIn(e.Status, e.where[:], e.Index, e.Offset) }

// Err is why the entry cannot be read, or nil.
func (o *ExpectedOffer) Err() error { return errorIn(o.Status, o.where[:], o.Index, o.Offset) }

func (a *Answer) c() *C.haggle_answer {
	if a == nil {
		return nil
	}
	return a.handle
}
