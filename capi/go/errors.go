package haggle

// #cgo pkg-config: haggle
// #include "bridge.h"
import "C"

import (
	"bytes"
	"fmt"
	"strings"
)

// Error is what is wrong, where, and what to do about it.
type Error struct {
	Code    Code
	Path    string // as a pattern, such as "offers[].shipping"; an argument's name
	Index   int    // element of the innermost [] in Path, from 0
	Row     int    // line of a catalogue or row of a batch, from 0
	Offset  uint64 // bytes of a text read when it was seen; 0: no text was read
	Message string // one English line: code, path with its index, what to do
}

// Error is the message.
func (e *Error) Error() string { return "haggle: " + e.Message }

// Unwrap is the code, for errors.Is.
func (e *Error) Unwrap() error { return e.Code }

// Error is the code as a word for programs: "floor_required".
func (c Code) Error() string { return C.GoString(C.haggle_status_name(C.haggle_status(c))) }

// Advice is what to do about it, in English.
func (c Code) Advice() string { return C.GoString(C.haggle_status_advice(C.haggle_status(c))) }

func newError() *C.haggle_error {
	return &C.haggle_error{size: C.sizeof_haggle_error}
}

// errorOf is nil where the status is none of an error.
func errorOf(status C.haggle_status, err *C.haggle_error) error {
	if status == C.HAGGLE_OK {
		return nil
	}
	return &Error{Code: Code(status), Path: C.GoString(&err.where[0]), Index: int(err.index),
		Row: int(err.row), Offset: uint64(err.offset), Message: C.GoString(&err.message[0])}
}

// ourError is one that this package finds before the library sees anything.
func ourError(code Code, path string) error {
	return &Error{Code: code, Path: path,
		Message: fmt.Sprintf("%s at %s: %s", code.Error(), path, code.Advice())}
}

// errorIn is the error that stands in an outcome, a rung or a delivery.
func errorIn(code Code, where []byte, index uint32, offset uint64) error {
	if code == 0 {
		return nil
	}
	path := textOf(where)
	named := strings.Replace(path, "[]", fmt.Sprintf("[%d]", index), 1)
	return &Error{Code: code, Path: path, Index: int(index), Offset: offset,
		Message: fmt.Sprintf("%s at %s: %s", code.Error(), named, code.Advice())}
}

// textOf is the text in front of the first NUL.
func textOf(bytesOf []byte) string {
	if end := bytes.IndexByte(bytesOf, 0); end >= 0 {
		bytesOf = bytesOf[:end]
	}
	return string(bytesOf)
}

type bitName struct {
	bit  uint32
	name string
}

// bitNames are the names of the bits that are set, "a|b", and what has no name as a number.
func bitNames(bits uint32, names []bitName) string {
	var words []string
	for _, n := range names {
		if bits&n.bit != 0 {
			words = append(words, n.name)
			bits &^= n.bit
		}
	}
	if bits != 0 || len(words) == 0 {
		words = append(words, unknownNumber(bits))
	}
	return strings.Join(words, "|")
}

func unknownNumber(number uint32) string { return fmt.Sprint(number) }

// ABI is the number in the name of the library that is loaded.
func ABI() int { return int(C.haggle_abi()) }

// Version is the version of the library that is loaded, such as "0.1.0".
func Version() string { return C.GoString(C.haggle_version()) }
