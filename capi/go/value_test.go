package haggle_test

import (
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"

	"haggle"
)

func valuationPolicy(t testing.TB, preset haggle.Preset,
	calibration *haggle.Calibration) *haggle.ValuationPolicy {
	t.Helper()
	options, err := preset.Options()
	must(t, err)
	policy, err := haggle.NewValuationPolicy(options, calibration)
	must(t, err)
	t.Cleanup(func() { must(t, policy.Close()) })
	return policy
}

func soldQuery() haggle.Query {
	return haggle.Query{Now: haggle.InstantOf(nine), Currency: haggle.Currency{'U', 'S', 'D'},
		Condition: haggle.SaleConditionVeryGood, Quality: haggle.QualityGood}
}

func sixAlike() []haggle.Comparable {
	out := make([]haggle.Comparable, 6)
	for i := range out {
		out[i] = haggle.Comparable{Row: uint32(i), Similarity: 0.9, PriceMinor: 10000,
			Sold: haggle.InstantOf(nine), Currency: haggle.Currency{'U', 'S', 'D'},
			Condition: haggle.SaleConditionVeryGood}
	}
	return out
}

func TestAValueHasARangeAndWeights(t *testing.T) {
	policy, query := valuationPolicy(t, haggle.PresetVisualSimilarity, nil), soldQuery()
	valued, weights, err := policy.Value(&query, sixAlike(), haggle.Attributes{})
	must(t, err)
	same(t, "refused", valued.Refused(), false)
	same(t, "price", valued.Price().String(), "USD 100.00")
	same(t, "range", fmt.Sprint(valued.Low(), valued.High()), "USD 85.00 USD 115.00")
	for _, one := range weights {
		if math.Abs(one.Weight-1.0/6) > 1e-12 || one.Cut != haggle.CutKept {
			t.Error(one)
		}
	}
	query.SetQualityFactor(2)
	query.Quality = haggle.QualityExcellent
	valued, _, err = policy.Value(&query, sixAlike(), haggle.Attributes{})
	must(t, err)
	same(t, "price", valued.PriceMinor, int64(23000))
	valued, _, err = policy.Value(&query, nil, haggle.Attributes{})
	must(t, err)
	same(t, "refusal", valued.Refusal, haggle.ValueRefusalTooFew)
	alike := sixAlike()
	alike[4].PriceMinor = 0
	_, _, err = policy.Value(&query, alike, haggle.Attributes{})
	var wrong *haggle.Error
	if !errors.As(err, &wrong) || wrong.Code != haggle.ErrPriceNotPositive || wrong.Index != 4 {
		t.Error(err)
	}
}

func TestSizeAndAttributesCount(t *testing.T) {
	policy, query := valuationPolicy(t, haggle.PresetCalibrated, nil), soldQuery()
	query.SetItemSize(2)
	alike := sixAlike()
	rows := make([]float64, len(alike))
	for i := range alike {
		alike[i].SetItemSize(1)
		rows[i] = float64(i)
	}
	attributes := haggle.Attributes{Query: []float64{0}, Comparables: rows}
	valued, weights, err := policy.Value(&query, alike, attributes)
	must(t, err)
	same(t, "price", valued.PriceMinor, int64(20000))
	if weights[5].Weight >= weights[0].Weight {
		t.Error(weights)
	}
	attributes.Comparables = rows[1:]
	_, _, err = policy.Value(&query, alike, attributes)
	same(t, "too few", errors.Is(err, haggle.ErrWrongDimension), true)
}

func TestAnIndexValuesInOneCall(t *testing.T) {
	w, query := sold(t), soldQuery()
	policy := valuationPolicy(t, haggle.PresetVisualSimilarity, nil)
	options := haggle.SearchOptions{Category: haggle.LabelOf("odd")}
	valued, err := w.index.Value(policy, w.row(11), &query, &options, w.prices)
	must(t, err)
	in := func(i int) bool { return i%2 == 1 && i <= 90 }
	sameNeighbours(t, "neighbours", valued.Neighbours, w.nearest(t, w.row(11), 20, in))
	var comparables []haggle.Comparable
	for _, found := range valued.Neighbours {
		sale := w.sales[found.Row]
		sale.PriceMinor, sale.Currency = w.prices[found.Row], query.Currency
		comparables = append(comparables, haggle.ComparableOf(found, &sale))
	}
	again, weights, err := policy.Value(&query, comparables, haggle.Attributes{})
	must(t, err)
	same(t, "valuation", valued.Valuation, again)
	same(t, "weights", fmt.Sprint(valued.Weights), fmt.Sprint(weights))
	_, err = w.index.Value(policy, w.row(11), &query, nil, w.prices[1:])
	same(t, "a price is missing", errors.Is(err, haggle.ErrBufferTooSmall), true)
	_, err = w.index.Value(nil, w.row(11), &query, nil, w.prices)
	same(t, "no policy", errors.Is(err, haggle.ErrBadArgument), true)
	wide, err := haggle.PresetCalibrated.Options()
	must(t, err)
	wide.NeighboursMax = haggle.NeighboursMax + 1
	policy, err = haggle.NewValuationPolicy(wide, nil)
	must(t, err)
	defer policy.Close()
	_, err = w.index.Value(policy, w.row(11), &query, nil, w.prices)
	same(t, "too many", errors.Is(err, haggle.ErrOutOfRange), true)
}

func TestRangesAreLearned(t *testing.T) {
	w, query := sold(t), soldQuery()
	mugs := haggle.LabelOf("mugs")
	var seen []haggle.Observation
	for i := 1; i <= 100; i++ {
		seen = append(seen, haggle.Observation{Category: mugs, ActualLog: 9 + float64(i)/100,
			PredictedLog: 9, SpreadLog: 0.9})
	}
	calibration, err := haggle.Calibrate(seen, 0.9, 0.1)
	must(t, err)
	scores, err := calibration.Scores(mugs)
	must(t, err)
	categories, err := calibration.Categories()
	must(t, err)
	needed, err := haggle.ScoresNeeded(0.9)
	must(t, err)
	same(t, "scores", fmt.Sprint(len(scores), categories, needed), "100 1 9")
	policy := valuationPolicy(t, haggle.PresetCalibrated, calibration)
	must(t, calibration.Close())
	query.Category = mugs
	valued, err := w.index.Value(policy, w.row(2), &query, nil, w.prices)
	must(t, err)
	same(t, "range", valued.RangeBasis, haggle.RangeBasisConformal)
	again, err := valued.Observe(valued.PriceMinor, mugs)
	must(t, err)
	same(t, "observed", again.PredictedLog, valued.PriceLog)
	options, err := haggle.PresetCalibrated.Options()
	must(t, err)
	_, err = haggle.NewValuationPolicy(options, calibration)
	same(t, "a closed one", errors.Is(err, haggle.ErrBadArgument), true)
}

func TestCoverageAdapts(t *testing.T) {
	state, err := haggle.NewAdaptive(0.9, 0.05)
	must(t, err)
	must(t, state.Update(false))
	rate, err := state.NextMissRate()
	must(t, err)
	same(t, "a miss widens", math.Abs(rate-0.055) < 1e-12, true)
	must(t, state.Update(true))
	rate, err = state.NextMissRate()
	must(t, err)
	same(t, "a hit narrows", math.Abs(rate-0.06) < 1e-12, true)
	_, err = haggle.NewAdaptive(2, 0.05)
	same(t, "no such coverage", errors.Is(err, haggle.ErrOutOfRange), true)
}

func TestSeasonsAreLearned(t *testing.T) {
	var sales []haggle.DatedPrice
	for i := 0; i < 60; i++ {
		sales = append(sales, haggle.DatedPrice{PriceMinor: []int64{9000, 11000}[i%2],
			Currency: haggle.Currency{'U', 'S', 'D'},
			Sold:     haggle.InstantOf(nine.AddDate(0, -2-i%2, 0))})
	}
	season, err := haggle.LearnSeason(sales, nine, nil)
	must(t, err)
	same(t, "January", math.Round(1000*season.Factor[0]), 900.0)
	same(t, "December", math.Round(1000*season.Factor[11]), 1100.0)
	options, err := haggle.UsualSeasonOptions()
	must(t, err)
	options.SalesCountMin = 61
	season, err = haggle.LearnSeason(sales, nine, &options)
	must(t, err)
	same(t, "too few", season.Factor[0], 1.0)
}

func TestOptionsAreTuned(t *testing.T) {
	options, err := haggle.PresetCalibrated.Options()
	must(t, err)
	options.EffectiveCountMin, options.Temperature = 1, 100
	policy, err := haggle.NewValuationPolicy(options, nil)
	must(t, err)
	defer policy.Close()
	one := haggle.KnownPrice{Query: soldQuery(), Comparables: sixAlike()[:3], PriceMinor: 10000}
	for i := range one.Comparables {
		one.Comparables[i].Similarity -= 0.1 * float64(i)
		one.Comparables[i].PriceMinor += 3000 * int64(i)
	}
	cases := []haggle.KnownPrice{one, one}
	before, err := policy.FitOf(cases)
	must(t, err)
	tuned, after, err := haggle.Tune(cases, options)
	must(t, err)
	if after.ErrorMedian >= before.ErrorMedian || tuned == options {
		t.Error(before, after)
	}
	_, err = policy.FitOf(nil)
	same(t, "no cases", errors.Is(err, haggle.ErrBadArgument), true)
}

func TestHistoriesAreCompared(t *testing.T) {
	w := sold(t)
	rows := make([]haggle.HistoryRow, 20)
	for i := range rows {
		rows[i] = haggle.HistoryRow{Sale: w.sales[0], Dimension: soldSize}
		rows[i].Sale.ID = w.sales[i].ID
		rows[i].Sale.Product = haggle.LabelOf("p")
		rows[i].Sale.PriceMinor, rows[i].Sale.Currency = 1000, haggle.Currency{'U', 'S', 'D'}
	}
	limits, err := haggle.UsualHistoryLimits(soldSize)
	must(t, err)
	report, err := haggle.CheckHistory(rows, rows, nine, limits)
	must(t, err)
	same(t, "verdict", report.Verdict, haggle.HistoryVerdictGood)
	report, err = haggle.CheckHistory(rows, rows[:15], nine, limits)
	must(t, err)
	same(t, "verdict", report.Verdict, haggle.HistoryVerdictFails)
	text, err := report.Text()
	must(t, err)
	same(t, "the worst first", strings.HasPrefix(text, "fails"), true)
}
