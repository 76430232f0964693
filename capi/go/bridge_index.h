/* What Go adds to haggle.h for indexes: goroutines as the threads of a search. */
#ifndef HAGGLE_GO_BRIDGE_INDEX_H
#define HAGGLE_GO_BRIDGE_INDEX_H

#include <haggle/haggle.h>

extern void haggleGoRun(void* context, uint32_t parts, haggle_part part, void* argument);

static inline haggle_run haggle_go_run(void) {
  return haggleGoRun;
}

static inline void haggle_go_part(haggle_part part, void* argument, uint32_t i) {
  part(argument, i);
}

#endif /* HAGGLE_GO_BRIDGE_INDEX_H */
