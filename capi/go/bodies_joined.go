//go:build !go1.21

package haggle

// #include "bridge.h"
import "C"

import (
	"time"
	"unsafe"
)

// bodyRoom is where the bodies of one call are put one behind the other: before Go 1.21 C may not be
// told of several places in memory of Go's at once.
type bodyRoom struct {
	bodies []byte
	first  []uint64
}

func (r *Reader) decideBodies(outcomes []Outcome, count *C.size_t, catalogue *Catalogue,
	now time.Time, bodies [][]byte, flags C.uint32_t, err *C.haggle_error) C.haggle_status {
	ms, minutes := clockOf(now)
	given, _ := chars(r.room.join(bodies))
	return C.haggle_go_decide_messages(r.handle, catalogue.c(), ms, minutes, given,
		(*C.uint64_t)(unsafe.Pointer(&r.room.first[0])), C.size_t(len(bodies)), flags,
		outcomesOf(outcomes), C.size_t(unsafe.Sizeof(Outcome{})), C.size_t(len(outcomes)), count, err)
}

// join puts the bodies one behind the other; a single one stays where it is.
func (r *bodyRoom) join(bodies [][]byte) []byte {
	r.bodies, r.first = r.bodies[:0], append(r.first[:0], 0)
	for _, body := range bodies {
		if len(bodies) > 1 {
			r.bodies = append(r.bodies, body...)
		}
		r.first = append(r.first, r.first[len(r.first)-1]+uint64(len(body)))
	}
	if len(bodies) == 1 {
		return bodies[0]
	}
	return r.bodies
}
