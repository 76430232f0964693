package haggle_test

import (
	"errors"
	"fmt"
	"math/rand"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"haggle"
)

const (
	soldRows = 300
	soldSize = 24
)

// soldWorld is an index of random sales, one a day back from nine, with their prices.
type soldWorld struct {
	index      *haggle.Index
	embeddings []float32
	sales      []haggle.Sale
	prices     []int64
}

func sold(t testing.TB) *soldWorld {
	t.Helper()
	index, err := haggle.NewIndex(soldSize)
	must(t, err)
	t.Cleanup(func() { must(t, index.Close()) })
	w := &soldWorld{index: index}
	random := rand.New(rand.NewSource(7))
	for i := 0; i < soldRows; i++ {
		for j := 0; j < soldSize; j++ {
			w.embeddings = append(w.embeddings, 4+float32(random.NormFloat64()))
		}
		w.sales = append(w.sales, haggle.Sale{ID: haggle.LabelOf(fmt.Sprint("sale-", i)),
			Tenant: haggle.LabelOf("acme"), Category: haggle.LabelOf([]string{"even", "odd"}[i%2]),
			Brand: haggle.LabelOf("mill"), Condition: haggle.SaleConditionGood,
			Sold: haggle.InstantOf(nine.AddDate(0, 0, -i))})
		w.prices = append(w.prices, int64(1000+i))
	}
	must(t, index.Add(w.embeddings, w.sales, 1))
	return w
}

func (w *soldWorld) row(i int) []float32 { return w.embeddings[i*soldSize : (i+1)*soldSize] }

// nearest is the definition: every row, the best first, ties to the smaller one.
func (w *soldWorld) nearest(t testing.TB, query []float32, k int, in func(i int) bool) (
	out []haggle.Neighbour) {
	for i := 0; i < soldRows; i++ {
		if in != nil && !in(i) {
			continue
		}
		similarity, err := haggle.Cosine(query, w.row(i))
		must(t, err)
		at := len(out)
		for at > 0 && out[at-1].Similarity < similarity {
			at--
		}
		out = append(out[:at], append([]haggle.Neighbour{{Row: uint32(i),
			Similarity: similarity}}, out[at:]...)...)
	}
	if len(out) > k {
		out = out[:k]
	}
	return out
}

func sameNeighbours(t testing.TB, what string, got, want []haggle.Neighbour) {
	t.Helper()
	same(t, what, fmt.Sprint(got), fmt.Sprint(want))
}

func TestASearchIsThatOfEveryRow(t *testing.T) {
	w := sold(t)
	for i := 0; i < 20; i++ {
		found, shortfall, err := w.index.Search(w.row(i), 7, nil)
		must(t, err)
		same(t, "shortfall", shortfall, haggle.ShortfallNone)
		sameNeighbours(t, "neighbours", found, w.nearest(t, w.row(i), 7, nil))
		parts, _, err := w.index.Search(w.row(i), 7, &haggle.SearchOptions{Parts: 4})
		must(t, err)
		sameNeighbours(t, "in parts", parts, found)
	}
}

func TestASearchLooksAtWhatIsAskedFor(t *testing.T) {
	w := sold(t)
	options := haggle.SearchOptions{Category: haggle.LabelOf("odd")}
	options.SetSold(nine.AddDate(0, 0, -50), nine.AddDate(0, 0, -10))
	options.SetCondition(haggle.SaleConditionGood)
	in := func(i int) bool { return i%2 == 1 && 10 <= i && i <= 50 }
	found, shortfall, err := w.index.Search(w.row(3), soldRows, &options)
	must(t, err)
	same(t, "shortfall", shortfall, haggle.ShortfallFewRows)
	sameNeighbours(t, "neighbours", found, w.nearest(t, w.row(3), soldRows, in))
	options.SetSimilarity(1)
	found, shortfall, err = w.index.Search(w.row(3), soldRows, &options)
	must(t, err)
	same(t, "none is the same", len(found), 0)
	same(t, "shortfall", shortfall, haggle.ShortfallTooFar)
}

func TestManySearchesAreEachItsOwn(t *testing.T) {
	w := sold(t)
	each, found, err := w.index.SearchEach(w.embeddings[:10*soldSize], 5,
		&haggle.SearchOptions{Parts: 3})
	must(t, err)
	same(t, "queries", len(each), 10)
	for i := range each {
		same(t, "found", found[i].Count, uint32(5))
		sameNeighbours(t, "neighbours", each[i], w.nearest(t, w.row(i), 5, nil))
	}
}

func TestAnIndexMayBeSearchedByManyAtOnce(t *testing.T) {
	w := sold(t)
	want := w.nearest(t, w.row(5), 3, nil)
	var all sync.WaitGroup
	for i := 0; i < 8; i++ {
		all.Add(1)
		go func() {
			defer all.Done()
			found, _, err := w.index.Search(w.row(5), 3, &haggle.SearchOptions{Parts: 2})
			if err != nil || fmt.Sprint(found) != fmt.Sprint(want) {
				t.Error(found, err)
			}
		}()
	}
	all.Wait()
}

func TestRowsGoAndTheGapsClose(t *testing.T) {
	w := sold(t)
	removed, err := w.index.Remove(haggle.LabelOf("sale-3"))
	must(t, err)
	same(t, "removed", removed, 1)
	removed, err = w.index.RemoveSoldBefore(nine.AddDate(0, 0, -99))
	must(t, err)
	same(t, "removed", removed, soldRows-100)
	_, gone, err := w.index.Row(3)
	must(t, err)
	same(t, "gone", gone, true)
	rows, err := w.index.Compact(2)
	must(t, err)
	same(t, "moved", fmt.Sprint(rows[2:5]), fmt.Sprint([]uint32{2, haggle.NoRow, 3}))
	facts, err := w.index.About()
	must(t, err)
	same(t, "rows", facts.RowsCount, uint64(99))
	sale, _, err := w.index.Row(3)
	must(t, err)
	same(t, "row", sale.ID.String(), "sale-4")
	vector, err := w.index.Embedding(3)
	must(t, err)
	same(t, "vector", fmt.Sprint(vector), fmt.Sprint(w.row(4)))
}

func TestAnIndexIsAFileThatIsMapped(t *testing.T) {
	w := sold(t)
	path := filepath.Join(t.TempDir(), "sales.index")
	must(t, w.index.WriteFile(path))
	opened, err := haggle.OpenIndex(path)
	must(t, err)
	defer opened.Close()
	must(t, opened.Verify())
	found, _, err := opened.Search(w.row(9), 4, nil)
	must(t, err)
	sameNeighbours(t, "neighbours", found, w.nearest(t, w.row(9), 4, nil))
	if err = opened.Add(w.row(1), w.sales[:1], 1); !errors.Is(err, haggle.ErrIndexReadOnly) {
		t.Error(err)
	}
	grown, err := opened.Copy()
	must(t, err)
	defer grown.Close()
	must(t, grown.Reserve(2*soldRows))
	must(t, grown.Add(w.embeddings, w.sales, 2))
	facts, err := grown.About()
	must(t, err)
	same(t, "rows", facts.RowsCount, uint64(2*soldRows))
	for _, text := range []string{"", "no index at all"} {
		must(t, os.WriteFile(path+".bad", []byte(text), 0o666))
		if _, err = haggle.OpenIndex(path + ".bad"); !errors.Is(err, haggle.ErrIndexUnreadable) {
			t.Error(err)
		}
	}
}

func TestWhatNoIndexTakes(t *testing.T) {
	w := sold(t)
	refused := func(want haggle.Code, err error) {
		t.Helper()
		if !errors.Is(err, want) {
			t.Errorf("%v, not %v", err, want)
		}
	}
	_, err := haggle.NewIndex(haggle.DimensionMax + 1)
	refused(haggle.ErrWrongDimension, err)
	refused(haggle.ErrWrongDimension, w.index.Add(w.embeddings[1:], w.sales, 1))
	refused(haggle.ErrOutOfRange, w.index.Add(w.embeddings, w.sales, haggle.PartsMax+1))
	refused(haggle.ErrZeroVector, w.index.Add(make([]float32, soldSize), w.sales[:1], 1))
	_, _, err = w.index.Search(w.row(1)[1:], 3, nil)
	refused(haggle.ErrWrongDimension, err)
	_, _, err = w.index.Search(w.row(1), 0, nil)
	refused(haggle.ErrOutOfRange, err)
	_, _, err = w.index.SearchEach(w.row(1)[1:], 3, nil)
	refused(haggle.ErrWrongDimension, err)
	_, _, err = w.index.Row(soldRows)
	refused(haggle.ErrOutOfRange, err)
	var none *haggle.Index
	_, err = none.About()
	refused(haggle.ErrBadArgument, err)
	closed, err := haggle.NewIndex(3)
	must(t, err)
	must(t, closed.Close())
	must(t, closed.Close())
	_, err = closed.Remove(haggle.LabelOf("a"))
	refused(haggle.ErrBadArgument, err)
	_, err = closed.RemoveSoldBefore(time.Now())
	refused(haggle.ErrBadArgument, err)
}
