package haggle

// #include "bridge_index.h"
import "C"

import (
	"time"
	"unsafe"
)

// UsualHistoryLimits are the usual ones for embeddings of a dimension.
func UsualHistoryLimits(dimension int) (HistoryLimits, error) {
	out := HistoryLimits{size: uint32(unsafe.Sizeof(HistoryLimits{}))}
	err := newError()
	status := C.haggle_history_limits_usual(C.uint32_t(dimension),
		(*C.haggle_history_limits)(unsafe.Pointer(&out)), err)
	return out, errorOf(status, err)
}

// HistoryReport is every check of two copies of a history, and the worst verdict of all.
type HistoryReport struct {
	Findings [FindingsCount]Finding
	Verdict  HistoryVerdict
}

// CheckHistory compares two copies of a history of sales and looks at each.
func CheckHistory(source, replica []HistoryRow, now time.Time,
	limits HistoryLimits) (HistoryReport, error) {
	var out HistoryReport
	var verdict C.uint8_t
	limits.size = uint32(unsafe.Sizeof(limits))
	err := newError()
	status := C.haggle_check_history(historyOf(source), C.size_t(len(source)),
		C.size_t(unsafe.Sizeof(HistoryRow{})), historyOf(replica), C.size_t(len(replica)),
		C.size_t(unsafe.Sizeof(HistoryRow{})), C.int64_t(now.UnixMilli()),
		(*C.haggle_history_limits)(unsafe.Pointer(&limits)),
		(*C.haggle_finding)(unsafe.Pointer(&out.Findings[0])), &verdict, err)
	out.Verdict = HistoryVerdict(verdict)
	return out, errorOf(status, err)
}

func historyOf(rows []HistoryRow) *C.haggle_history_row {
	if len(rows) == 0 {
		return nil
	}
	return (*C.haggle_history_row)(unsafe.Pointer(&rows[0]))
}

// Text is the report for people: a line for each finding, the worst first.
func (r *HistoryReport) Text() (string, error) {
	return textFrom(func(to *C.char, capacity C.size_t, needed *C.size_t,
		err *C.haggle_error) C.haggle_status {
		return C.haggle_history_text((*C.haggle_finding)(unsafe.Pointer(&r.Findings[0])), to,
			capacity, needed, err)
	})
}
