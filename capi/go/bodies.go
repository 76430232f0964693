//go:build go1.21

package haggle

// #include "bridge.h"
import "C"

import (
	"runtime"
	"time"
	"unsafe"
)

// bodyRoom says where the bodies of one call stand.
type bodyRoom struct {
	pinned runtime.Pinner
	at     []*C.char
	sizes  []uint64
}

// decideBodies reads the bodies where they are.
func (r *Reader) decideBodies(outcomes []Outcome, count *C.size_t, catalogue *Catalogue,
	now time.Time, bodies [][]byte, flags C.uint32_t, err *C.haggle_error) C.haggle_status {
	ms, minutes := clockOf(now)
	at, sizes := r.room.take(bodies)
	defer r.room.forget()
	return C.haggle_go_decide_bodies(r.handle, catalogue.c(), ms, minutes, at, sizes,
		C.size_t(len(bodies)), flags, outcomesOf(outcomes), C.size_t(unsafe.Sizeof(Outcome{})),
		C.size_t(len(outcomes)), count, err)
}

func (b *bodyRoom) take(bodies [][]byte) (**C.char, *C.uint64_t) {
	b.at, b.sizes = b.at[:0], b.sizes[:0]
	for _, body := range bodies {
		var at *C.char
		if len(body) > 0 {
			at = (*C.char)(unsafe.Pointer(&body[0]))
			b.pinned.Pin(at)
		}
		b.at, b.sizes = append(b.at, at), append(b.sizes, uint64(len(body)))
	}
	if len(bodies) == 0 {
		return nil, nil
	}
	return &b.at[0], (*C.uint64_t)(unsafe.Pointer(&b.sizes[0]))
}

// forget lets the bodies go.
func (b *bodyRoom) forget() {
	b.pinned.Unpin()
	for i := range b.at {
		b.at[i] = nil
	}
}
