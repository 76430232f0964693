#include <cstring>
#include <type_traits>

#include "comparables.hpp"
#include "haggle/market/item_life.hpp"

namespace haggle::capi {
namespace {

static_assert(sizeof(haggle_event_place) == sizeof(EventPlace));
static_assert(sizeof(haggle_item_event) == sizeof(ItemEvent));
static_assert(sizeof(haggle_item_life) == sizeof(ItemLife));

/// The value in C++ of the same bytes.
template <class To, class From>
[[nodiscard]] To same_bytes(const From& from) noexcept {
  static_assert(sizeof(To) == sizeof(From) && std::is_trivially_copyable_v<To>);
  To out;
  std::memcpy(static_cast<void*>(&out), &from, sizeof out);
  return out;
}

Wrong event_from(const haggle_item_event* given, ItemEvent& out) noexcept {
  if (const Wrong wrong = check_frozen(given, "event")) return wrong;
  out = same_bytes<ItemEvent>(*given);
  if (!out.place.event.well_formed()) return {Errc::bad_id, "event.place.event"};
  if (!out.sale.well_formed()) return {Errc::bad_id, "event.sale"};
  const bool clear = are_zero(given->place.reserved);
  return clear ? Wrong{} : Wrong{Errc::bad_argument, "event.place.reserved"};
}

Wrong life_from(const haggle_item_life* given, ItemLife& out) noexcept {
  if (const Wrong wrong = check_frozen(given, "before")) return wrong;
  out = same_bytes<ItemLife>(*given);
  if (!out.last.event.well_formed()) return {Errc::bad_id, "before.last.event"};
  if (!out.sale.well_formed()) return {Errc::bad_id, "before.sale"};
  const bool clear = are_zero(given->reserved) && are_zero(given->last.reserved);
  return clear ? Wrong{} : Wrong{Errc::bad_argument, "before.reserved"};
}

}  // namespace
}  // namespace haggle::capi

using namespace haggle::capi;

haggle_status haggle_item_advance(const haggle_item_life* before, const haggle_item_event* event,
                                  haggle_life_step* out, haggle_error* err) {
  return guarded(err, [&]() -> Wrong {
    haggle::ItemLife life;
    haggle::ItemEvent happened;
    const Wrong wrong =
        first_wrong([&] { return check_out(out, "out"); }, [&] { return life_from(before, life); },
                    [&] { return event_from(event, happened); });
    if (wrong) return wrong;
    const haggle::LifeStep step = haggle::advance(life, happened);
    haggle_life_step written = HAGGLE_LIFE_STEP_INIT;
    written.reason = static_cast<std::uint8_t>(step.reason);
    written.writes = step.writes() ? 1 : 0;
    written.expected_version = step.expected_version;
    written.after = same_bytes<haggle_item_life>(step.after);
    write_struct(written, out);
    return {};
  });
}

haggle_status haggle_item_event_of(const haggle_sale_event* event, haggle_item_event* out,
                                   haggle_error* err) {
  return guarded(err, [&]() -> Wrong {
    Given<haggle_sale_event> in;
    const Wrong wrong = first_wrong([&] { return in.read(event, "event"); },
                                    [&] { return check_frozen(out, "out"); });
    if (wrong) return wrong;
    haggle_item_event written{};
    written.place.at_ms = in->occurred_ms;
    written.place.revision = in->revision;
    written.place.kind = in->kind;
    std::memcpy(written.place.event, in->event_id, sizeof written.place.event);
    std::memcpy(written.sale, in->sale.id, sizeof written.sale);
    *out = written;
    return {};
  });
}

const char* haggle_life_reason_name(uint8_t reason) {
  const std::string_view name = haggle::name_of(haggle::LifeReason{reason});
  return name.empty() ? "unknown" : name.data();
}
