package haggle

// #include "bridge.h"
import "C"

import (
	"fmt"
	"time"
	"unsafe"
)

// Money is an exact amount in minor units of its currency.
type Money struct {
	Currency Currency
	Minor    int64
}

// ParseMoney reads "USD 12.34". It is exact: digits beyond the currency's decimals are refused.
func ParseMoney(text string) (Money, error) {
	var money Money
	var minor C.int64_t
	err := newError()
	given, size := chars([]byte(text))
	status := C.haggle_money_parse(given, size, money.Currency.chars(), &minor, err)
	if status != C.HAGGLE_OK {
		return Money{}, errorOf(status, err)
	}
	money.Minor = int64(minor)
	return money, nil
}

// Text is "USD 12.34", or what is wrong with the currency or the amount.
func (m Money) Text() (string, error) {
	currency := m.Currency
	return textFrom(func(to *C.char, capacity C.size_t, needed *C.size_t,
		err *C.haggle_error) C.haggle_status {
		return C.haggle_money_format(currency.chars(), C.int64_t(m.Minor), to, capacity, needed, err)
	})
}

// String is "USD 12.34"; of what is no money, both parts as they are.
func (m Money) String() string {
	if text, err := m.Text(); err == nil {
		return text
	}
	return fmt.Sprintf("%q %d", m.Currency.String(), m.Minor)
}

// MarshalText is Text, for encoding/json and others.
func (m Money) MarshalText() ([]byte, error) {
	text, err := m.Text()
	return []byte(text), err
}

// UnmarshalText is ParseMoney, for encoding/json and others.
func (m *Money) UnmarshalText(text []byte) error {
	read, err := ParseMoney(string(text))
	if err == nil {
		*m = read
	}
	return err
}

// Decimals of a currency: JPY 0, USD 2, KWD 3.
func (c Currency) Decimals() (int, error) {
	var decimals C.int32_t
	err := newError()
	status := C.haggle_currency_decimals(c.chars(), &decimals, err)
	return int(decimals), errorOf(status, err)
}

func (c *Currency) chars() *C.char { return (*C.char)(unsafe.Pointer(&c[0])) }

// Instant is a time in milliseconds since 1970-01-01T00:00:00Z.
type Instant int64

// InstantOf is a time to the millisecond before it.
func InstantOf(t time.Time) Instant { return Instant(t.UnixMilli()) }

// Time is the same in UTC.
func (i Instant) Time() time.Time { return time.UnixMilli(int64(i)).UTC() }

func (i Instant) String() string { return i.Time().Format("2006-01-02T15:04:05.999Z") }

// clockOf is what C wants of a time: milliseconds, and minutes east of UTC.
func clockOf(now time.Time) (C.int64_t, C.int32_t) {
	if now.Location() == time.UTC { // whose Zone takes as long as a tenth of a decision
		return C.int64_t(now.UnixMilli()), 0
	}
	_, seconds := now.Zone()
	return C.int64_t(now.UnixMilli()), C.int32_t(seconds / 60)
}
