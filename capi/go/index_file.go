package haggle

// #include "bridge_index.h"
import "C"

import (
	"os"
	"syscall"
	"unsafe"
)

// OpenIndex opens a file that WriteFile wrote: it is mapped, not read, so that opening costs
// nothing and processes share it. Such an index does not change; its file must stay as it is.
func OpenIndex(path string) (*Index, error) {
	mapped, failed := mapFile(path)
	if failed != nil {
		return nil, failed
	}
	index := &Index{mapped: mapped}
	err := newError()
	status := C.haggle_index_view(unsafe.Pointer(&mapped[0]), C.size_t(len(mapped)), &index.handle,
		err)
	if status != C.HAGGLE_OK {
		_ = index.unmap()
		return nil, errorOf(status, err)
	}
	return index, nil
}

func mapFile(path string) ([]byte, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		return nil, err
	}
	if info.Size() == 0 {
		return nil, ourError(ErrIndexUnreadable, "bytes")
	}
	return syscall.Mmap(int(file.Fd()), 0, int(info.Size()), syscall.PROT_READ, syscall.MAP_SHARED)
}

func (x *Index) unmap() error {
	mapped := x.mapped
	x.mapped = nil
	if mapped == nil {
		return nil
	}
	return syscall.Munmap(mapped)
}

// WriteFile writes the whole index into a file, which OpenIndex opens. It is written beside the
// path and moved there, so that nobody sees half of it.
func (x *Index) WriteFile(path string) error {
	bytes, err := x.bytes()
	if err != nil {
		return err
	}
	if err := os.WriteFile(path+".new", bytes, 0o666); err != nil {
		return err
	}
	return os.Rename(path+".new", path)
}

// bytes is the whole index.
func (x *Index) bytes() ([]byte, error) {
	var needed C.size_t
	err := newError()
	if status := C.haggle_index_write(x.c(), nil, 0, &needed, err); status != C.HAGGLE_OK {
		return nil, errorOf(status, err)
	}
	room := aligned(int(needed), C.HAGGLE_INDEX_ALIGNMENT)
	status := C.haggle_index_write(x.c(), unsafe.Pointer(&room[0]), needed, &needed, err)
	return room, errorOf(status, err)
}

// aligned is memory that begins at a multiple.
func aligned(size, multiple int) []byte {
	room := make([]byte, size+multiple)
	past := int(uintptr(unsafe.Pointer(&room[0])) % uintptr(multiple))
	start := (multiple - past) % multiple
	return room[start : start+size]
}

// Verify reads the whole index and says whether it is what was written.
func (x *Index) Verify() error {
	err := newError()
	return errorOf(C.haggle_index_verify(x.c(), err), err)
}
