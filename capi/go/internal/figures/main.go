// Command figures times the calls of this package and the same calls of the C library in one run,
// turn by turn, and prints them as bench/run prints its figures.
//
//	go run ./internal/figures [-only NAME] [-json FILE] [-quick]
//
// The rows are appended to FILE, where it is there already.
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"runtime"
	"sort"
	"strings"
	"time"
)

type row struct {
	Name         string  `json:"name"`
	Value        float64 `json:"value"`
	Unit         string  `json:"unit"`
	Against      string  `json:"against"`
	AgainstValue float64 `json:"against_value"`
	Ratio        float64 `json:"ratio"`
	Target       float64 `json:"target"`
	Holds        bool    `json:"holds"`
	Checksum     string  `json:"checksum"`
}

func rowOf(name string, value float64, against string, limit, target float64, sum string) row {
	ratio := value / limit
	return row{name, value, "ns", against, limit, ratio, target, ratio <= target, sum}
}

// bench is one thing that is timed: it does its work so often and says a checksum.
type bench struct {
	name string
	run  func(times int) uint64
	unit float64 // pieces of work in one time
	ns   []float64
	sum  uint64
}

// once is the time of one piece of work, from as many as take the given time.
func (b *bench) once(atLeast time.Duration) float64 {
	for times := 1; ; times *= 2 {
		started := threadTime()
		b.sum = b.run(times)
		if took := threadTime() - started; took >= atLeast {
			return float64(took.Nanoseconds()) / float64(times) / b.unit
		}
	}
}

func (b *bench) median() float64 {
	sort.Float64s(b.ns)
	return b.ns[len(b.ns)/2]
}

func timeAll(benches []*bench, quick bool) {
	repetitions, atLeast := 21, 20*time.Millisecond
	if quick {
		repetitions, atLeast = 1, time.Millisecond
	}
	for i := 0; i < repetitions; i++ {
		for _, b := range benches {
			b.ns = append(b.ns, b.once(atLeast))
		}
	}
}

// overhead is the median of the differences within one round.
func overhead(of, over *bench) float64 {
	var differences []float64
	for i := range of.ns {
		differences = append(differences, of.ns[i]-over.ns[i])
	}
	sort.Float64s(differences)
	return differences[len(differences)/2]
}

func rows(m *measured, quick bool) []row {
	goOne := &bench{name: "go_decide", run: m.goDecide, unit: 1}
	goValue := &bench{name: "go_decide_value", run: m.goDecideValue, unit: 1}
	cOne := &bench{name: "c_decide", run: m.cDecide, unit: 1}
	goMany := &bench{name: "go_decide_many", run: m.goMany, unit: manyRows}
	cMany := &bench{name: "c_decide_many", run: m.cMany, unit: manyRows}
	timeAll([]*bench{goOne, cOne, goValue, goMany, cMany}, quick)
	more, moreValue := overhead(goOne, cOne), overhead(goValue, cOne)
	if goMany.sum != cMany.sum || goOne.sum != cOne.sum || goOne.sum != goValue.sum {
		fmt.Fprintln(os.Stderr, "Go and C decide differently")
		os.Exit(1)
	}
	one, many := fmt.Sprint(goOne.sum), fmt.Sprint(goMany.sum)
	return []row{
		rowOf("go_call", more, "60 ns over C", 60, 1, one),
		rowOf("go_call_value", moreValue, "60 ns over C", 60, 1, one),
		rowOf("go_decide", goOne.median(), "c_decide", cOne.median(), 2, one),
		rowOf("go_decide_many", goMany.median(), "c_decide_many", cMany.median(), 1.15, many),
	}
}

func print(rows []row) {
	fmt.Printf("%-18s %10s %-16s %10s %7s %7s  %-5s %s\n", "figure", "ns", "against", "ns", "ratio",
		"target", "holds", "checksum")
	for _, r := range rows {
		holds := map[bool]string{true: "yes", false: "no"}[r.Holds]
		fmt.Printf("%-18s %10.1f %-16s %10.1f %7.2f %7.2f  %-5s %s\n", r.Name, r.Value, r.Against,
			r.AgainstValue, r.Ratio, r.Target, holds, r.Checksum)
	}
}

// appendTo puts the rows behind those of a file.
func appendTo(file string, rows []row) error {
	all := []json.RawMessage{}
	if text, err := os.ReadFile(file); err == nil {
		if err := json.Unmarshal(text, &all); err != nil {
			return err
		}
	}
	for _, r := range rows {
		line, err := json.Marshal(r)
		if err != nil {
			return err
		}
		all = append(all, line)
	}
	text, err := json.MarshalIndent(all, "", "  ")
	if err != nil {
		return err
	}
	return os.WriteFile(file, append(text, '\n'), 0o666)
}

func check(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func main() {
	only := flag.String("only", "", "figures whose name holds this text")
	file := flag.String("json", "", "append the figures to this file")
	quick := flag.Bool("quick", false, "one short repetition, to see that it runs")
	flag.Parse()
	runtime.LockOSThread() // its time is what is measured
	var wanted []row
	for _, r := range rows(measure(), *quick) {
		if strings.Contains(r.Name, *only) {
			wanted = append(wanted, r)
		}
	}
	print(wanted)
	if *file != "" {
		check(appendTo(*file, wanted))
	}
}
