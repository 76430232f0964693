// That the structs of sold items have no padding, and that those which are used where they stand
// are those of C++, byte by byte. A double has bits that no value has, so here sizes are added up.
#include <cstddef>
#include <type_traits>

#include "haggle/comparables/neighbour.hpp"
#include "haggle/market/item_life.hpp"
#include "haggle/valuation/history_check.hpp"
#include "structs.hpp"

namespace haggle::capi {
namespace {

template <class C>
inline constexpr bool is_plain = std::is_standard_layout_v<C> && std::is_trivially_copyable_v<C> &&
                                 alignof(C) <= alignment && sizeof(C) % alignment == 0;
template <class C>
inline constexpr bool is_flat = is_plain<C> && std::has_unique_object_representations_v<C>;
template <class C>
inline constexpr bool is_first = sizeof(C) == first_size<C>;

/// A struct of so many bytes of whole numbers and text and so many doubles behind or between them.
template <class C>
[[nodiscard]] constexpr bool adds_up(std::size_t others, std::size_t doubles) noexcept {
  return is_plain<C> && sizeof(C) == others + doubles * sizeof(double);
}

static_assert(is_flat<haggle_sale> && is_flat<haggle_history_row>);
static_assert(is_flat<haggle_event_place> && is_flat<haggle_item_event>);
static_assert(is_flat<haggle_item_life> && is_flat<haggle_found> && is_flat<haggle_dated_price>);
static_assert(is_flat<haggle_life_step> && is_first<haggle_life_step>);
static_assert(is_flat<haggle_index_facts> && is_first<haggle_index_facts>);
static_assert(is_flat<haggle_sale_defaults> && is_first<haggle_sale_defaults>);
static_assert(is_flat<haggle_sale_event> && is_first<haggle_sale_event>);

static_assert(adds_up<haggle_neighbour>(8, 1) && adds_up<haggle_weight>(8, 1));
static_assert(adds_up<haggle_comparable>(4 + 4 + 8 + 8 + 4 + 1 + 3 + 16, 2));
static_assert(adds_up<haggle_observation>(HAGGLE_LABEL_BYTES, 3) && adds_up<haggle_adaptive>(0, 3));
static_assert(adds_up<haggle_finding>(3 + 5 + 8 + 8 + 8, 1));
static_assert(adds_up<haggle_search_options>(3 * 4 + 1 + 3 + 2 * 8 + 3 * HAGGLE_LABEL_BYTES, 1));
static_assert(is_first<haggle_search_options>);
static_assert(adds_up<haggle_valuation_options>(4 + 2 + 2 + 4 + 4, 11 + 7 + 5 + 12));
static_assert(is_first<haggle_valuation_options>);
static_assert(adds_up<haggle_query>(4 + 4 + 8 + 4 + 2 + 2 + HAGGLE_LABEL_BYTES, 3));
static_assert(is_first<haggle_query>);
static_assert(adds_up<haggle_valuation>(4 + 2 + 2 + 4 + 4 + 3 * 8, 6) &&
              is_first<haggle_valuation>);
static_assert(adds_up<haggle_season_options>(16, 3) && is_first<haggle_season_options>);
static_assert(adds_up<haggle_season>(2 * 4 + 12 * 4, 12) && is_first<haggle_season>);
static_assert(adds_up<haggle_fit>(2 * 4 + 8, 2) && is_first<haggle_fit>);
static_assert(adds_up<haggle_history_limits>(8, 15) && is_first<haggle_history_limits>);

/// Does a member stand at the same place and take as many bytes?
#define SAME(c, ours, cpp, theirs)                            \
  static_assert(offsetof(c, ours) == offsetof(cpp, theirs) && \
                sizeof(c::ours) == sizeof(cpp::theirs))

static_assert(sizeof(haggle_sale) == sizeof(Sale));
SAME(haggle_sale, id, Sale, id);
SAME(haggle_sale, product, Sale, product);
SAME(haggle_sale, tenant, Sale, tenant);
SAME(haggle_sale, category, Sale, category);
SAME(haggle_sale, brand, Sale, brand);
SAME(haggle_sale, price_minor, Sale, price_minor);
SAME(haggle_sale, sold_ms, Sale, sold_at);
SAME(haggle_sale, currency, Sale, currency);
SAME(haggle_sale, condition, Sale, condition);

static_assert(sizeof(haggle_history_row) == sizeof(HistoryRow));
SAME(haggle_history_row, sale, HistoryRow, sale);
SAME(haggle_history_row, dimension, HistoryRow, dimension);

static_assert(sizeof(haggle_event_place) == sizeof(EventPlace));
SAME(haggle_event_place, at_ms, EventPlace, at);
SAME(haggle_event_place, revision, EventPlace, revision);
SAME(haggle_event_place, event, EventPlace, event);
SAME(haggle_event_place, kind, EventPlace, kind);

static_assert(sizeof(haggle_item_event) == sizeof(ItemEvent));
SAME(haggle_item_event, place, ItemEvent, place);
SAME(haggle_item_event, sale, ItemEvent, sale);

static_assert(sizeof(haggle_item_life) == sizeof(ItemLife));
SAME(haggle_item_life, version, ItemLife, version);
SAME(haggle_item_life, last, ItemLife, last);
SAME(haggle_item_life, sale, ItemLife, sale);
SAME(haggle_item_life, state, ItemLife, state);

static_assert(sizeof(haggle_neighbour) == sizeof(Neighbour));
SAME(haggle_neighbour, row, Neighbour, row);
SAME(haggle_neighbour, similarity, Neighbour, similarity);

#undef SAME

}  // namespace
}  // namespace haggle::capi
