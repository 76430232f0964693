//go:build go1.24

package haggle

// The library keeps no pointer and calls nothing of Go's: with this said, what is handed to these
// functions may stay on the stack, and a Decide whose result is a local variable allocates nothing.

// #cgo noescape haggle_go_decide
// #cgo nocallback haggle_go_decide
// #cgo noescape haggle_go_decide_many
// #cgo nocallback haggle_go_decide_many
// #include "bridge.h"
import "C"
