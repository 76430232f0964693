package haggle

// #include "bridge_index.h"
import "C"

import (
	"sync"
	"unsafe"
)

// haggleGoRun calls each part of a work in a goroutine of its own, the first one in this.
//
//export haggleGoRun
func haggleGoRun(_ unsafe.Pointer, parts C.uint32_t, part C.haggle_part, argument unsafe.Pointer) {
	var all sync.WaitGroup
	for i := C.uint32_t(1); i < parts; i++ {
		all.Add(1)
		go func(i C.uint32_t) {
			defer all.Done()
			C.haggle_go_part(part, argument, i)
		}(i)
	}
	if parts > 0 {
		C.haggle_go_part(part, argument, 0)
	}
	all.Wait()
}

// runOf is what runs so many parts: nothing where there is one.
func runOf(parts int) (C.haggle_run, C.uint32_t, error) {
	if parts < 0 || parts > PartsMax {
		return nil, 0, ourError(ErrOutOfRange, "parts")
	}
	if parts <= 1 {
		return nil, 1, nil
	}
	return C.haggle_go_run(), C.uint32_t(parts), nil
}
