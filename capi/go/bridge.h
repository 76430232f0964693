/* What Go calls where haggle.h asks for a clock: it is put together here, on the stack of C, so
 * that a decision needs no memory of Go's for it. A policy comes as a number, because cgo up to
 * Go 1.23 allocates to check a pointer to a struct that it cannot see into. */
#ifndef HAGGLE_GO_BRIDGE_H
#define HAGGLE_GO_BRIDGE_H

#include <haggle/haggle.h>

static inline haggle_clock haggle_go_clock(int64_t now_ms, int32_t utc_offset_minutes) {
  haggle_clock clock = HAGGLE_CLOCK_INIT;
  clock.now_ms = now_ms;
  clock.utc_offset_minutes = utc_offset_minutes;
  return clock;
}

/* The decision has no size where there is none: cgo looks twice for where the stack ends when a
 * function returns something. */
static inline void haggle_go_decide(uintptr_t policy, const haggle_listing* listing,
                                    const haggle_market* market, int64_t now_ms,
                                    int32_t utc_offset_minutes, const haggle_offer* offers,
                                    size_t offers_count, uint8_t* verdicts,
                                    haggle_decision* decision) {
  const haggle_clock clock = haggle_go_clock(now_ms, utc_offset_minutes);
  const haggle_status status =
      haggle_decide((const haggle_policy*)policy, listing, market, &clock, offers, offers_count,
                    sizeof *offers, verdicts, decision, NULL);
  if (status != HAGGLE_OK) decision->size = 0;
}

static inline haggle_status haggle_go_decide_many(
    uintptr_t policy, size_t rows_count, const haggle_listing* listings, size_t listings_stride,
    const haggle_market* markets, size_t markets_stride, int64_t now_ms, int32_t utc_offset_minutes,
    const haggle_offer* offers, const uint32_t* first, haggle_decision* decisions,
    size_t decisions_stride, haggle_status* statuses, haggle_error* err) {
  const haggle_clock clock = haggle_go_clock(now_ms, utc_offset_minutes);
  return haggle_decide_many((const haggle_policy*)policy, rows_count, listings, listings_stride,
                            markets, markets_stride, &clock, offers, sizeof *offers, first,
                            decisions, decisions_stride, statuses, NULL, 0, err);
}

static inline haggle_status haggle_go_decide_messages(
    haggle_reader* reader, haggle_catalogue* catalogue, int64_t now_ms, int32_t utc_offset_minutes,
    const char* bodies, const uint64_t* first, size_t bodies_count, uint32_t flags,
    haggle_outcome* outcomes, size_t outcomes_stride, size_t capacity, size_t* outcomes_count,
    haggle_error* err) {
  const haggle_clock clock = haggle_go_clock(now_ms, utc_offset_minutes);
  return haggle_decide_messages(reader, catalogue, &clock, bodies, first, bodies_count, flags,
                                outcomes, outcomes_stride, capacity, outcomes_count, err);
}

static inline haggle_status haggle_go_decide_bodies(
    haggle_reader* reader, haggle_catalogue* catalogue, int64_t now_ms, int32_t utc_offset_minutes,
    const char* const* bodies, const uint64_t* sizes, size_t bodies_count, uint32_t flags,
    haggle_outcome* outcomes, size_t outcomes_stride, size_t capacity, size_t* outcomes_count,
    haggle_error* err) {
  const haggle_clock clock = haggle_go_clock(now_ms, utc_offset_minutes);
  return haggle_decide_bodies(reader, catalogue, &clock, bodies, sizes, bodies_count, flags,
                              outcomes, outcomes_stride, capacity, outcomes_count, err);
}

#endif /* HAGGLE_GO_BRIDGE_H */
