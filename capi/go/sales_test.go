package haggle_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"testing"
	"time"

	"haggle"
)

// The events that C++ reads too; its test tells how the files are written.
const goldenSales = "../../tests/golden/sale_events/*.json"

type goldenSale struct {
	ID         string `json:"id"`
	Product    string `json:"product"`
	Tenant     string `json:"tenant"`
	Category   string `json:"category"`
	Brand      string `json:"brand"`
	PriceMinor int64  `json:"price_minor"`
	Currency   string `json:"currency"`
	SoldAt     string `json:"sold_at"`
	Condition  string `json:"condition"`
}

type goldenEvent struct {
	Where       string     `json:"where"`
	RecordID    string     `json:"record_id"`
	Record      uint32     `json:"record"`
	Error       string     `json:"error"`
	Path        string     `json:"path"`
	Index       int        `json:"index"`
	Kind        string     `json:"kind"`
	Type        string     `json:"type"`
	EventID     string     `json:"event_id"`
	Revision    uint64     `json:"revision"`
	OccurredAt  string     `json:"occurred_at"`
	Sale        goldenSale `json:"sale"`
	AskedMinor  int64      `json:"asked_minor"`
	EmbeddingID string     `json:"embedding_id"`
	Embedding   []float32  `json:"embedding"`
}

type goldenFile struct {
	Defaults struct {
		Currency  string `json:"currency"`
		Tenant    string `json:"tenant"`
		Dimension uint32 `json:"dimension"`
		Required  *bool  `json:"embedding_required"`
	} `json:"defaults"`
	Sent json.RawMessage `json:"sent"`
	Read []goldenEvent   `json:"read"`
}

func (g *goldenFile) defaults() haggle.SaleDefaults {
	out := haggle.SaleDefaults{Dimension: g.Defaults.Dimension}
	copy(out.Currency[:], g.Defaults.Currency)
	copy(out.Tenant[:], g.Defaults.Tenant)
	if g.Defaults.Required != nil && !*g.Defaults.Required {
		out.EmbeddingOptional = 1
	}
	return out
}

// toldSale is an event as the files tell it.
func toldSale(t *testing.T, reader *haggle.SaleReader, number int, one *haggle.SaleDelivery) goldenEvent {
	out := goldenEvent{Where: one.Place, RecordID: one.RecordID, Record: one.Event.Record}
	if err := one.Event.Err(); err != nil {
		var wrong *haggle.Error
		errors.As(err, &wrong)
		out.Error, out.Path, out.Index = wrong.Code.Error(), wrong.Path, wrong.Index
		return out
	}
	e, err := one.Event, error(nil)
	out.Type, err = reader.Text(number, haggle.SaleTextType)
	must(t, err)
	out.EmbeddingID, err = reader.Text(number, haggle.SaleTextEmbeddingID)
	must(t, err)
	out.Kind, out.EventID, out.Revision = e.Kind.String(), e.EventID.String(), e.Revision
	out.OccurredAt, out.AskedMinor = e.Occurred.String(), e.AskedMinor
	out.Embedding = append([]float32{}, one.Embedding...)
	s := e.Sale
	out.Sale = goldenSale{s.ID.String(), s.Product.String(), s.Tenant.String(),
		s.Category.String(), s.Brand.String(), s.PriceMinor, s.Currency.String(),
		s.Sold.String(), s.Condition.String()}
	return out
}

// asInstant is a time as an Instant writes it, without zeros at the end.
func asInstant(t *testing.T, text string) string {
	if text == "" {
		return ""
	}
	at, err := time.Parse(time.RFC3339Nano, text)
	must(t, err)
	return haggle.InstantOf(at).String()
}

func TestGoldenSales(t *testing.T) {
	files, err := filepath.Glob(goldenSales)
	must(t, err)
	if len(files) < 7 {
		t.Fatal(len(files), "files")
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) { checkGoldenSales(t, file) })
	}
}

func checkGoldenSales(t *testing.T, file string) {
	text, err := os.ReadFile(file)
	must(t, err)
	var given goldenFile
	must(t, json.Unmarshal(text, &given))
	var sent bytes.Buffer
	must(t, json.Compact(&sent, given.Sent))
	reader, err := haggle.NewSaleReader(given.defaults())
	must(t, err)
	defer reader.Close()
	read, err := reader.Read(sent.Bytes(), time.Time{})
	must(t, err)
	same(t, "events", len(read), len(given.Read))
	for i := range read {
		given.Read[i].Sale.SoldAt = asInstant(t, given.Read[i].Sale.SoldAt)
		if got := toldSale(t, reader, i, &read[i]); !reflect.DeepEqual(got, given.Read[i]) {
			t.Errorf("%+v, not %+v", got, given.Read[i])
		}
	}
}

const soldText = `{"type": "product.sold", "eventId": "e-1", "occurredAt": "2026-01-17T14:22:05Z",
	"tenantId": "acme", "productId": "p-1", "category": "mugs", "brand": "mill",
	"condition": "good", "salePrice": "12.50", "saleCurrency": "USD", "soldDate": "2026-01-17",
	"saleId": "s-1", "embedding": [0.5, -1]}`

func TestASaleMovesItsItem(t *testing.T) {
	event, embedding, err := haggle.ReadSaleEvent([]byte(soldText), haggle.SaleDefaults{})
	must(t, err)
	same(t, "price", event.Sale.PriceMinor, int64(1250))
	same(t, "embedding", reflect.DeepEqual(embedding, []float32{0.5, -1}), true)
	step, err := haggle.ItemLife{}.Advance(event.ItemEvent())
	must(t, err)
	same(t, "reason", step.Reason, haggle.LifeReasonSoldUnheardOf)
	same(t, "writes", step.Writes(), true)
	same(t, "state", step.After.State, haggle.ItemStateSold)
	again, err := step.After.Advance(event.ItemEvent())
	must(t, err)
	same(t, "reason", again.Reason, haggle.LifeReasonRepeated)
	same(t, "writes", again.Writes(), false)
	same(t, "life", again.After, step.After)
	_, _, err = haggle.ReadSaleEvent([]byte("{}"), haggle.SaleDefaults{})
	same(t, "no event", errors.Is(err, haggle.ErrUnknownMessage), true)
	defaults := haggle.SaleDefaults{Dimension: 3}
	defaults.SetArrived(nine)
	_, _, err = haggle.ReadSaleEvent([]byte(soldText), defaults)
	same(t, "dimension", errors.Is(err, haggle.ErrWrongDimension), true)
}
