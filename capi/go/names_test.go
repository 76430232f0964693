package haggle_test

import (
	"fmt"
	"strings"
	"testing"

	"haggle"
)

// named makes a value of each enumeration from its number.
var named = map[string]func(n int) fmt.Stringer{
	"audience":          func(n int) fmt.Stringer { return haggle.Audience(n) },
	"offer audience":    func(n int) fmt.Stringer { return haggle.OfferAudience(n) },
	"condition":         func(n int) fmt.Stringer { return haggle.Condition(n) },
	"sub-condition":     func(n int) fmt.Stringer { return haggle.SubCondition(n) },
	"fulfilment":        func(n int) fmt.Stringer { return haggle.Fulfilment(n) },
	"listing status":    func(n int) fmt.Stringer { return haggle.ListingStatus(n) },
	"tristate":          func(n int) fmt.Stringer { return haggle.Tristate(n) },
	"basis":             func(n int) fmt.Stringer { return haggle.Basis(n) },
	"stage":             func(n int) fmt.Stringer { return haggle.Stage(n) },
	"reason":            func(n int) fmt.Stringer { return haggle.Reason(n) },
	"action":            func(n int) fmt.Stringer { return haggle.Action(n) },
	"state":             func(n int) fmt.Stringer { return haggle.State(n) },
	"strategy":          func(n int) fmt.Stringer { return haggle.Strategy(n) },
	"bound":             func(n int) fmt.Stringer { return haggle.BoundKind(n) },
	"verdict":           func(n int) fmt.Stringer { return haggle.Verdict(n) },
	"dropped":           func(n int) fmt.Stringer { return haggle.Dropped(n) },
	"message":           func(n int) fmt.Stringer { return haggle.MessageKind(n) },
	"dialect":           func(n int) fmt.Stringer { return haggle.Dialect(n) },
	"outcome":           func(n int) fmt.Stringer { return haggle.OutcomeKind(n) },
	"text":              func(n int) fmt.Stringer { return haggle.MessageText(n) },
	"patch":             func(n int) fmt.Stringer { return haggle.PatchOp(n) },
	"bounds sent":       func(n int) fmt.Stringer { return haggle.BoundsSent(n) },
	"submission status": func(n int) fmt.Stringer { return haggle.SubmissionStatus(n) },
	"severity":          func(n int) fmt.Stringer { return haggle.Severity(n) },
	"feed state":        func(n int) fmt.Stringer { return haggle.FeedState(n) },
	"feed message":      func(n int) fmt.Stringer { return haggle.FeedMessage(n) },
	"fee status":        func(n int) fmt.Stringer { return haggle.FeeStatus(n) },
	"expected status":   func(n int) fmt.Stringer { return haggle.ExpectedStatus(n) },
	"answer":            func(n int) fmt.Stringer { return haggle.AnswerKind(n) },
	"answer text":       func(n int) fmt.Stringer { return haggle.AnswerText(n) },
	"sale condition":    func(n int) fmt.Stringer { return haggle.SaleCondition(n) },
	"item event":        func(n int) fmt.Stringer { return haggle.ItemEventKind(n) },
	"item state":        func(n int) fmt.Stringer { return haggle.ItemState(n) },
	"life reason":       func(n int) fmt.Stringer { return haggle.LifeReason(n) },
	"shortfall":         func(n int) fmt.Stringer { return haggle.Shortfall(n) },
	"preset":            func(n int) fmt.Stringer { return haggle.Preset(n) },
	"quality":           func(n int) fmt.Stringer { return haggle.Quality(n) },
	"refusal":           func(n int) fmt.Stringer { return haggle.ValueRefusal(n) },
	"cut":               func(n int) fmt.Stringer { return haggle.Cut(n) },
	"range":             func(n int) fmt.Stringer { return haggle.RangeBasis(n) },
	"history check":     func(n int) fmt.Stringer { return haggle.HistoryCheck(n) },
	"history copy":      func(n int) fmt.Stringer { return haggle.HistoryCopy(n) },
	"history verdict":   func(n int) fmt.Stringer { return haggle.HistoryVerdict(n) },
	"sale text":         func(n int) fmt.Stringer { return haggle.SaleText(n) },
}

// Numbers that have a name have one of their own; the others are numbers.
func TestEveryNumberHasItsOwnName(t *testing.T) {
	for what, make := range named {
		seen, words := map[string]bool{}, 0
		for n := 0; n < 256; n++ {
			name := make(n).String()
			if seen[name] {
				t.Errorf("%s: %s twice", what, name)
			}
			seen[name] = true
			if strings.Trim(name, "0123456789") != "" {
				words++
			}
		}
		if words == 0 {
			t.Errorf("%s: no names", what)
		}
	}
}

// Where C has names too, they are the same.
func TestNamesAreThoseOfTheLibrary(t *testing.T) {
	s := snapshot(t)
	var decision haggle.Decision
	verdicts := make([]haggle.Verdict, len(s.Offers))
	must(t, policyOf(t, policyText).DecideInto(&decision, verdicts, &s))
	line, err := s.ExplainJSON(&decision, verdicts)
	must(t, err)
	for key, name := range map[string]fmt.Stringer{"action": decision.Action,
		"state": decision.State, "strategy": decision.Strategy, "reason": decision.Reason(),
		"floor_kind": decision.FloorKind, "binding": decision.Binding,
		"audience": s.Listing.Audience} {
		if pair := fmt.Sprintf(`"%s":"%s"`, key, name); !strings.Contains(line, pair) {
			t.Errorf("%s is not in %s", pair, line)
		}
	}
}
