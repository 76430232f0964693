#include "arrow_columns.hpp"

#include <array>
#include <tuple>

namespace haggle::arrow {
namespace {

template <class Slot>
struct SlotOf;
template <class Table_, class T_>
struct SlotOf<Column<T_> Table_::*> {
  using Table = Table_;
  using T = T_;
};

/// How a column is named: in its own table, and by its path.
struct Named {
  std::string_view name;
  const char* where;
};

template <auto slot, class Read, Gaps gaps>
auto make(const Place& place) -> std::unique_ptr<Binding<typename SlotOf<decltype(slot)>::Table>> {
  using Of = SlotOf<decltype(slot)>;
  return std::make_unique<ColumnBinding<typename Of::Table, typename Of::T, Read, gaps>>(slot,
                                                                                         place);
}

template <auto slot, class Read, Gaps gaps>
constexpr auto column(Named named) {
  return Entry<typename SlotOf<decltype(slot)>::Table>{
      named.name, named.where, named.name, Read::expected, Read::accepts, make<slot, Read, gaps>,
      0};
}

/// An amount: whole minor units by one name, a decimal by the other.
template <auto slot, Gaps gaps>
constexpr auto amounts(Named minor, Named decimal) {
  auto whole = column<slot, IntegerRead<std::int64_t>, gaps>(minor);
  auto exact = column<slot, DecimalRead, gaps>(decimal);
  whole.fact = exact.fact;
  whole.expected = "an integer of minor units; decimals are read from the column without _minor";
  exact.expected = "a decimal; whole minor units are read from the column with _minor";
  return std::array{whole, exact};
}

bool accepts_flag(const Type& type) noexcept {
  return TristateRead::accepts(type);
}

template <class Table>
constexpr Entry<Table> flag(Named named, std::uint32_t bit) {
  return {named.name,
          named.where,
          named.name,
          "bool, or uint8",
          accepts_flag,
          nullptr,
          static_cast<std::uint8_t>(bit)};
}

/// Entries and pairs of entries as one list.
template <class Table>
constexpr std::array<Entry<Table>, 1> as_list(const Entry<Table>& entry) {
  return {entry};
}
template <class Table>
constexpr std::array<Entry<Table>, 2> as_list(const std::array<Entry<Table>, 2>& pair) {
  return pair;
}
template <class Table, class... Some>
constexpr auto list(const Some&... some) {
  constexpr std::size_t count = (std::tuple_size_v<decltype(as_list<Table>(some))> + ...);
  std::array<Entry<Table>, count> out{};
  std::size_t at = 0;
  const auto add = [&](const auto& entries) {
    for (const Entry<Table>& entry : entries) out[at++] = entry;
  };
  (add(as_list<Table>(some)), ...);
  return out;
}

using L = ListingColumns;
using M = MarketColumns;
using O = OfferColumns;
using Count = IntegerRead<std::uint32_t>;
using Units = IntegerRead<std::int32_t>;
using Parts = IntegerRead<std::int64_t>;
using Sellers = IdRead<SellerId>;
using Conditions = WordRead<Condition, condition_words>;
using SubConditions = WordRead<SubCondition, sub_condition_words>;
using Fulfilments = WordRead<Fulfilment, fulfilment_words>;
using Statuses = WordRead<ListingStatus, status_words>;

constexpr std::array offer_audience_words{Word{OfferAudience::consumer, "consumer"},
                                          Word{OfferAudience::business, "business"}};
using OfferAudiences = WordRead<OfferAudience, offer_audience_words>;

/// A column whose path is its name.
template <auto slot, class Read>
constexpr auto own(const char* name) {
  return column<slot, Read, Gaps::unknown>({name, name});
}
template <auto slot>
constexpr auto own_amounts(const char* minor, const char* decimal) {
  return amounts<slot, Gaps::unknown>({minor, minor}, {decimal, decimal});
}

constexpr auto listing_entries = list<L>(
    own<&L::seller, Sellers>("seller"), own<&L::item, IdRead<ItemId>>("item"),
    own<&L::sku, IdRead<Sku>>("sku"), own<&L::status, Statuses>("status"),
    own<&L::condition, Conditions>("condition"),
    own<&L::sub_condition, SubConditions>("sub_condition"),
    own<&L::fulfilment, Fulfilments>("fulfilment"), own<&L::stock, Units>("stock"),
    own<&L::age_days, Units>("age_days"), own_amounts<&L::price_minor>("price_minor", "price"),
    own<&L::price_time, InstantRead>("price_time"),
    own_amounts<&L::shipping_minor>("shipping_minor", "shipping"),
    own_amounts<&L::points_minor>("points_minor", "points"),
    own_amounts<&L::default_price_minor>("default_price_minor", "default_price"),
    own_amounts<&L::model_price_minor>("model_price_minor", "model_price"),
    own_amounts<&L::floor_minor>("floor_minor", "floor"),
    own_amounts<&L::ceiling_minor>("ceiling_minor", "ceiling"),
    own_amounts<&L::map_minor>("map_minor", "map"),
    own_amounts<&L::reference_price_minor>("reference_price_minor", "reference_price"),
    own<&L::reference_time, InstantRead>("reference_time"),
    own<&L::last_applied, InstantRead>("last_applied"),
    own_amounts<&L::cost_minor>("cost_minor", "cost"), own<&L::fee_ppm, Parts>("fee_ppm"),
    own_amounts<&L::fee_fixed_minor>("fee_fixed_minor", "fee_fixed"),
    own<&L::memory, MemoryRead>("memory"));

constexpr auto market_entries = list<M>(
    own<&M::condition, Conditions>("market_condition"), own<&M::time, InstantRead>("market_time"),
    own<&M::winner_seller, Sellers>("winner_seller"),
    own<&M::offers_counted, Parts>("offers_counted"),
    own_amounts<&M::buy_box_landed_minor>("buy_box_landed_minor", "buy_box_landed"),
    flag<M>({"has_points", "has_points"}, Market::has_points),
    flag<M>({"list_is_whole", "list_is_whole"}, Market::list_is_whole),
    flag<M>({"buy_box_suppressed", "buy_box_suppressed"}, Market::buy_box_suppressed));

/// An offer's column that is read where offers stand: a gap is zero, so it need not be asked for.
template <auto slot, class Read>
constexpr auto read(Named named) {
  return column<slot, Read, Gaps::zero>(named);
}
template <auto slot, class Read>
constexpr auto known(Named named) {
  return column<slot, Read, Gaps::unknown>(named);
}

constexpr auto offer_entries = list<O>(
    amounts<&O::price_minor, Gaps::zero>({"price_minor", "offers[].price_minor"},
                                         {"price", "offers[].price"}),
    amounts<&O::shipping_minor, Gaps::zero>({"shipping_minor", "offers[].shipping_minor"},
                                            {"shipping", "offers[].shipping"}),
    amounts<&O::points_minor, Gaps::zero>({"points_minor", "offers[].points_minor"},
                                          {"points", "offers[].points"}),
    read<&O::seller, Sellers>({"seller", "offers[].seller"}),
    read<&O::condition, Conditions>({"condition", "offers[].condition"}),
    read<&O::sub_condition, SubConditions>({"sub_condition", "offers[].sub_condition"}),
    read<&O::fulfilment, Fulfilments>({"fulfilment", "offers[].fulfilment"}),
    read<&O::audience, OfferAudiences>({"audience", "offers[].audience"}),
    read<&O::eligible, TristateRead>({"eligible", "offers[].eligible"}),
    read<&O::flags, FlagsRead>({"flags", "offers[].flags"}),
    flag<O>({"is_mine", "offers[].is_mine"}, Offer::is_mine),
    flag<O>({"is_winner", "offers[].is_winner"}, Offer::is_winner),
    read<&O::ships_from, CountryRead>({"ships_from", "offers[].ships_from"}),
    known<&O::feedback_score_ppm, Count>({"feedback_score_ppm", "offers[].feedback_score_ppm"}),
    known<&O::feedback_count, Count>({"feedback_count", "offers[].feedback_count"}),
    known<&O::handling_hours, Count>({"handling_hours", "offers[].handling_hours"}),
    known<&O::stock, Count>({"stock", "offers[].stock"}),
    amounts<&O::stated_landed_minor, Gaps::unknown>(
        {"stated_landed_minor", "offers[].stated_landed_minor"},
        {"stated_landed", "offers[].stated_landed"}));

}  // namespace

std::span<const Entry<ListingColumns>> entries(const ListingColumns*) noexcept {
  return listing_entries;
}
std::span<const Entry<MarketColumns>> entries(const MarketColumns*) noexcept {
  return market_entries;
}
std::span<const Entry<OfferColumns>> entries(const OfferColumns*) noexcept {
  return offer_entries;
}

Complaint wrong_type(const char* where, const ArrowSchema& schema, std::string_view expected) {
  return {Errc::wrong_type, where,
          "is " + name_of(schema) + "; expected is " + std::string{expected}};
}

}  // namespace haggle::arrow
