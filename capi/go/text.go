package haggle

// #include "bridge.h"
import "C"

import (
	"strings"
	"unsafe"
)

// SellerID is the id of a seller: at most 31 bytes.
type SellerID [32]byte

// ItemID is the marketplace's id of a product: at most 31 bytes.
type ItemID [32]byte

// SKU is the seller's own id of a listing: at most 127 bytes.
type SKU [128]byte

// Marketplace is the name of a marketplace, "US", "WALMART_US": at most 15 bytes.
type Marketplace [16]byte

// Currency is an ISO 4217 code: "USD".
type Currency [4]byte

// Country is an ISO 3166 code: "US".
type Country [4]byte

// ProductType is Amazon's product type: at most 63 bytes; empty: "PRODUCT", which is any.
type ProductType [64]byte

// SaleTime is a date or a moment as Amazon writes it: "2026-11-21", "2026-11-21T08:00:00Z"; at most
// 31 bytes.
type SaleTime [32]byte

// Label is a text of a sale: a key, a tenant, a category, a brand; at most 63 bytes.
type Label [64]byte

// set writes a text into an id, with zeros behind it.
func set(to []byte, text, name string) error {
	if len(text) >= len(to) {
		return ourError(ErrIDTooLong, name)
	}
	if strings.IndexByte(text, 0) >= 0 {
		return ourError(ErrBadID, name)
	}
	for i := copy(to, text); i < len(to); i++ {
		to[i] = 0
	}
	return nil
}

// Set makes it this text; it is one of flag.Value, and so are those of the other ids.
func (id *SellerID) Set(text string) error { return set(id[:], text, "seller") }

// Set makes it this text.
func (id *ItemID) Set(text string) error { return set(id[:], text, "item") }

// Set makes it this text.
func (id *SKU) Set(text string) error { return set(id[:], text, "sku") }

// Set makes it this text.
func (id *Marketplace) Set(text string) error { return set(id[:], text, "marketplace") }

// Set makes it this text.
func (c *Currency) Set(text string) error { return set(c[:], text, "currency") }

// Set makes it this text.
func (c *Country) Set(text string) error { return set(c[:], text, "country") }

// Set makes it this text.
func (p *ProductType) Set(text string) error { return set(p[:], text, "product_type") }

// Set makes it this text.
func (t *SaleTime) Set(text string) error { return set(t[:], text, "sale_time") }

// Set makes it this text.
func (l *Label) Set(text string) error { return set(l[:], text, "label") }

// LabelOf is the label of a text that is known to be short; it panics where it is not.
func LabelOf(text string) Label {
	var label Label
	if err := label.Set(text); err != nil {
		panic(err)
	}
	return label
}

func (l Label) String() string        { return textOf(l[:]) }
func (p ProductType) String() string  { return textOf(p[:]) }
func (t SaleTime) String() string     { return textOf(t[:]) }
func (id SellerID) String() string    { return textOf(id[:]) }
func (id ItemID) String() string      { return textOf(id[:]) }
func (id SKU) String() string         { return textOf(id[:]) }
func (id Marketplace) String() string { return textOf(id[:]) }
func (c Currency) String() string     { return textOf(c[:]) }
func (c Country) String() string      { return textOf(c[:]) }

// MarshalText is its text, for encoding/json and others.
func (id SellerID) MarshalText() ([]byte, error) { return []byte(id.String()), nil }

// MarshalText is its text.
func (id ItemID) MarshalText() ([]byte, error) { return []byte(id.String()), nil }

// MarshalText is its text.
func (id SKU) MarshalText() ([]byte, error) { return []byte(id.String()), nil }

// MarshalText is its text.
func (id Marketplace) MarshalText() ([]byte, error) { return []byte(id.String()), nil }

// MarshalText is its text.
func (c Currency) MarshalText() ([]byte, error) { return []byte(c.String()), nil }

// MarshalText is its text.
func (c Country) MarshalText() ([]byte, error) { return []byte(c.String()), nil }

// MarshalText is its text.
func (l Label) MarshalText() ([]byte, error) { return []byte(l.String()), nil }

// UnmarshalText reads its text.
func (l *Label) UnmarshalText(text []byte) error { return l.Set(string(text)) }

// UnmarshalText reads its text, for encoding/json and others.
func (id *SellerID) UnmarshalText(text []byte) error { return id.Set(string(text)) }

// UnmarshalText reads its text.
func (id *ItemID) UnmarshalText(text []byte) error { return id.Set(string(text)) }

// UnmarshalText reads its text.
func (id *SKU) UnmarshalText(text []byte) error { return id.Set(string(text)) }

// UnmarshalText reads its text.
func (id *Marketplace) UnmarshalText(text []byte) error { return id.Set(string(text)) }

// UnmarshalText reads its text.
func (c *Currency) UnmarshalText(text []byte) error { return c.Set(string(text)) }

// UnmarshalText reads its text.
func (c *Country) UnmarshalText(text []byte) error { return c.Set(string(text)) }

// chars is a text for C: never NULL, so that an empty one is empty.
func chars(text []byte) (*C.char, C.size_t) {
	if len(text) == 0 {
		return (*C.char)(unsafe.Pointer(&make([]byte, 1)[0])), 0
	}
	return (*C.char)(unsafe.Pointer(&text[0])), C.size_t(len(text))
}

// cString is a text with a NUL behind it, in memory of Go's.
func cString(text string) *C.char {
	return (*C.char)(unsafe.Pointer(&append([]byte(text), 0)[0]))
}

// textFrom calls a function that writes text, a second time where the first buffer was too short.
func textFrom(call func(to *C.char, capacity C.size_t, needed *C.size_t,
	err *C.haggle_error) C.haggle_status) (string, error) {
	buffer := make([]byte, 1024)
	var needed C.size_t
	err := newError()
	status := call((*C.char)(unsafe.Pointer(&buffer[0])), C.size_t(len(buffer)), &needed, err)
	if status == C.HAGGLE_E_BUFFER_TOO_SMALL {
		buffer = make([]byte, needed+1)
		status = call((*C.char)(unsafe.Pointer(&buffer[0])), needed+1, &needed, err)
	}
	if status != C.HAGGLE_OK {
		return "", errorOf(status, err)
	}
	return string(buffer[:needed]), nil
}
