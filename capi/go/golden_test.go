package haggle_test

import (
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
	"unsafe"

	"haggle"
)

// The cases that C++, C, Python and Go all run; their README says how they are written.
const goldenCases = "../../tests/golden/capi/*.txt"

// golden is one case: the values of each key.
type golden map[string][]string

func readGolden(t *testing.T, file string) golden {
	text, err := os.ReadFile(file)
	must(t, err)
	out := golden{}
	for _, line := range strings.Split(strings.TrimSpace(string(text)), "\n") {
		key, value, _ := strings.Cut(line, " ")
		out[key] = append(out[key], value)
	}
	return out
}

func (g golden) one(key string) string { return strings.Join(g[key], "\n") }

func (g golden) now(t *testing.T) time.Time {
	ms, err := strconv.ParseInt(g.one("now"), 10, 64)
	must(t, err)
	minutes := 0
	if g["utc_offset"] != nil {
		minutes, err = strconv.Atoi(g.one("utc_offset"))
		must(t, err)
	}
	return time.UnixMilli(ms).In(time.FixedZone("seller", 60*minutes))
}

// put fills a struct with the bytes of a case.
func put(t *testing.T, text string, to unsafe.Pointer, size uintptr) {
	t.Helper()
	read, err := hex.DecodeString(text)
	must(t, err)
	same(t, "bytes", len(read), int(size))
	copy(unsafe.Slice((*byte)(to), size), read)
}

// is compares a struct with the bytes of a case.
func is(t *testing.T, what, text string, from unsafe.Pointer, size uintptr) {
	t.Helper()
	same(t, what, hex.EncodeToString(unsafe.Slice((*byte)(from), size)), text)
}

func (g golden) offers(t *testing.T) []haggle.Offer {
	offers := make([]haggle.Offer, len(g["offer"]))
	for i, text := range g["offer"] {
		put(t, text, unsafe.Pointer(&offers[i]), unsafe.Sizeof(offers[i]))
	}
	return offers
}

func (g golden) breaks(t *testing.T) []haggle.Break {
	breaks := make([]haggle.Break, len(g["break"]))
	for i, text := range g["break"] {
		put(t, text, unsafe.Pointer(&breaks[i]), unsafe.Sizeof(breaks[i]))
	}
	return breaks
}

// snapshot is what is known; a ladder stands in it for a business listing.
func (g golden) snapshot(t *testing.T) (haggle.Snapshot, error) {
	if g["market"] == nil { // the listing is refused
		_, err := haggle.ReadListing(g.one("listing"))
		return haggle.Snapshot{}, err
	}
	var m haggle.Market
	put(t, g.one("market"), unsafe.Pointer(&m), unsafe.Sizeof(m))
	s := haggle.Snapshot{Market: &m, Offers: g.offers(t), Breaks: g.breaks(t), Now: g.now(t)}
	if m.Audience == haggle.AudienceBusiness {
		own, ladder, err := haggle.ReadBusinessListing(g.one("listing"))
		s.Listing, s.Ladder = &own, &ladder
		return s, err
	}
	own, err := haggle.ReadListing(g.one("listing"))
	s.Listing = &own
	return s, err
}

// answer runs a case up to its decision or its error.
func (g golden) answer(t *testing.T) error {
	policy, err := haggle.ParsePolicy(g.one("policy"))
	if err != nil {
		return err
	}
	defer policy.Close()
	s, err := g.snapshot(t)
	if err != nil {
		return err
	}
	if s.Ladder != nil {
		return g.ladder(t, policy, s)
	}
	var decision haggle.Decision
	verdicts := make([]haggle.Verdict, len(s.Offers))
	if err := policy.DecideInto(&decision, verdicts, &s); err != nil {
		return err
	}
	is(t, "decision", g.one("decision"), unsafe.Pointer(&decision), unsafe.Sizeof(decision))
	g.told(t, verdicts, func() (string, error) { return s.ExplainJSON(&decision, verdicts) })
	return nil
}

func (g golden) ladder(t *testing.T, policy *haggle.Policy, s haggle.Snapshot) error {
	verdicts := make([]haggle.Verdict, len(s.Offers))
	rungs, err := policy.DecideBusiness(s, verdicts)
	if err != nil {
		return err
	}
	same(t, "rungs", len(rungs), len(g["rung"]))
	for i := range rungs {
		is(t, "rung", g["rung"][i], unsafe.Pointer(&rungs[i]), unsafe.Sizeof(rungs[i]))
	}
	g.told(t, verdicts, func() (string, error) { return s.ExplainBusinessJSON(rungs, verdicts) })
	return nil
}

// told compares the verdicts and the JSON.
func (g golden) told(t *testing.T, verdicts []haggle.Verdict, explain func() (string, error)) {
	for i, verdict := range g["verdict"] {
		same(t, "verdict", fmt.Sprint(uint8(verdicts[i])), verdict)
	}
	line, err := explain()
	must(t, err)
	same(t, "json", line, g.one("json"))
}

func (g golden) messages(t *testing.T) {
	catalogue, err := haggle.NewCatalogue(nil)
	must(t, err)
	defer catalogue.Close()
	refused, err := catalogue.Put([]byte(strings.Join(g["catalogue"], "\n")))
	must(t, err)
	same(t, "refused", len(refused), 0)
	var bodies [][]byte
	for _, body := range g["body"] {
		bodies = append(bodies, []byte(body))
	}
	outcomes, err := readerOf(t).Decide(nil, catalogue, g.now(t), bodies...)
	must(t, err)
	same(t, "outcomes", len(outcomes), len(g["outcome"]))
	for i := range outcomes {
		is(t, "outcome", g["outcome"][i], unsafe.Pointer(&outcomes[i]), unsafe.Sizeof(outcomes[i]))
	}
}

func (g golden) run(t *testing.T) {
	if g["body"] != nil {
		g.messages(t)
		return
	}
	err := g.answer(t)
	if g["error"] == nil {
		must(t, err)
		return
	}
	var wrong *haggle.Error
	if !errors.As(err, &wrong) {
		t.Fatal("decided, where an error was expected")
	}
	same(t, "error", fmt.Sprint(wrong.Code, " ", wrong.Path, " ", wrong.Index), g.one("error"))
}

func TestGoldenCases(t *testing.T) {
	files, err := filepath.Glob(goldenCases)
	must(t, err)
	if len(files) < 30 {
		t.Fatal(len(files), "cases")
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) { readGolden(t, file).run(t) })
	}
}
