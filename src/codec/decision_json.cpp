#include "haggle/codec/decision_json.hpp"

#include <memory>
#include <string_view>
#include <vector>

#include "codec/decision_parts.hpp"

namespace haggle {
inline namespace v0 {
namespace codec {
namespace {

// ---- errors ------------------------------------------------------------

using E = ErrorView;

constexpr bool names_element(const Error& error) {
  return std::string_view{error.where}.find("[]") != std::string_view::npos;
}

constexpr auto take_name = [](const E& of) {
  return std::optional{std::string(entry_of(of.error.code).name)};
};
constexpr auto take_number = [](const E& of) {
  return std::optional{static_cast<std::uint32_t>(of.error.code)};
};
constexpr auto take_where = [](const E& of) { return std::optional{std::string(of.error.where)}; };
constexpr auto take_index = [](const E& of) {
  return names_element(of.error) ? std::optional{of.error.index} : std::nullopt;
};
constexpr auto take_offset = [](const E& of) -> std::optional<std::int64_t> {
  const bool is_price = of.error.code == Errc::bounds_violated;
  if (is_price || of.error.offset == 0) return std::nullopt;
  return static_cast<std::int64_t>(of.error.offset);
};
constexpr auto take_message = [](const E& of) { return std::optional{describe(of.error)}; };

template <auto member>
constexpr auto take_minor = [](const E& of) -> std::optional<Money> {
  if (!(of.*member)) return std::nullopt;
  return Money{*(of.*member), of.currency, 0};
};
constexpr auto take_currency = [](const E& of) {
  return of.currency.empty() ? std::nullopt : std::optional{of.currency};
};

struct SaidText {
  using Value = std::string;
  static void write(JsonWriter& to, const std::string& value) { to.text(value); }
  static Shape shape() { return {"text", R"({"type":"string"})"}; }
};
using Count = Whole<std::uint32_t>;

constexpr std::array error_table{
    said<E, SaidText, take_name>("error", "the name of the code", true),
    said<E, Count, take_number>("number", "of the code", true),
    said<E, SaidText, take_where>("where", "path into the input, as a pattern", true),
    said<E, Count, take_index>("index", "the element of the innermost [] of the path"),
    said<E, Whole<std::int64_t>, take_offset>("offset", "bytes of the text that were read"),
    said<E, DecimalText, take_minor<&E::price_minor>>("price", "that was not given out"),
    said<E, DecimalText, take_minor<&E::min_minor>>("min", "the hard minimum, on its own basis"),
    said<E, DecimalText, take_minor<&E::max_minor>>("max", "the hard maximum, on its own basis"),
    said<E, CurrencyText, take_currency>("currency", "of the amounts"),
    said<E, SaidText, take_message>("message", "for people", true),
};

std::string text_of(const ErrorView& view) {
  JsonWriter to;
  write_fields(to, error_fields(), view);
  return to.take();
}

// ---- views ------------------------------------------------------------

/// The prices of the offers, beside them.
struct Prices {
  std::vector<std::int64_t> item{};
  std::vector<std::int64_t> landed{};

  [[nodiscard]] PricedOffers of(std::span<const Offer> offers, bool has_points) const {
    return {offers, item.data(), landed.data(), nullptr, has_points};
  }
};

Prices prices_of(std::span<const Offer> offers, bool has_points) {
  Prices out;
  for (const Offer& offer : offers) {
    out.item.push_back(offer.price_minor);
    out.landed.push_back(landed_minor(offer, has_points));
  }
  return out;
}

/// The prices at a quantity, as the rung was decided on.
Prices prices_at(const BusinessSnapshot& s, std::uint32_t quantity) {
  const auto scratch = std::make_unique<OfferScratch>();
  haggle::detail::price_at(s, quantity, *scratch);
  const std::size_t count = s.offers.size();
  return {{scratch->item_minor, scratch->item_minor + count},
          {scratch->landed_minor, scratch->landed_minor + count}};
}

void write_rung(JsonWriter& to, const BusinessSnapshot& s, std::span<const Verdict> verdicts,
                const BusinessRung& rung) {
  to.open('{');
  write_rows(to, rung_fields(), RungView{&rung});
  if (rung.error) {
    to.key("error").raw(write_error(*rung.error, broken_bounds(*rung.error, s.business.listing)));
  } else {
    const Prices prices = prices_at(s, rung.quantity);
    const PricedOffers priced = prices.of(s.offers, s.market.is(Market::has_points));
    const DecisionView view{&s.business.listing, &s.market, &s.clock,
                            &rung.decision,      verdicts,  priced};
    write_rows(to, decision_fields(), view);
  }
  to.close('}');
}

}  // namespace

Fields<ErrorView> error_fields() {
  return error_table;
}

}  // namespace codec

std::string write_decision(const Snapshot& snapshot, std::span<const Verdict> verdicts,
                           const Decision& decision) {
  const bool has_points = snapshot.market.is(Market::has_points);
  const codec::Prices prices = codec::prices_of(snapshot.offers, has_points);
  const codec::DecisionView view{&snapshot.listing, &snapshot.market,
                                 &snapshot.clock,   &decision,
                                 verdicts,          prices.of(snapshot.offers, has_points)};
  codec::JsonWriter to;
  to.open('{');
  codec::write_rows(to, codec::head_fields(), view);
  codec::write_rows(to, codec::decision_fields(), view);
  to.close('}');
  return to.take();
}

std::string write_business_decision(const BusinessSnapshot& snapshot,
                                    std::span<const Verdict> verdicts,
                                    const BusinessDecision& decision) {
  codec::DecisionView view;
  view.listing = &snapshot.business.listing;
  view.market = &snapshot.market;
  view.clock = &snapshot.clock;
  codec::JsonWriter to;
  to.open('{');
  codec::write_rows(to, codec::head_fields(), view);
  to.key("rungs").open('[');
  for (const BusinessRung& rung : decision.ladder()) {
    const bool is_head = &rung == decision.rungs.data();
    codec::write_rung(to, snapshot, is_head ? verdicts : std::span<const Verdict>{}, rung);
  }
  to.close(']').close('}');
  return to.take();
}

std::string write_error(const Error& error) {
  return codec::text_of({error, {}, {}, {}, {}});
}

BrokenBounds broken_bounds(const Error& error, const Listing& listing) {
  BrokenBounds out;
  out.currency = listing.currency;
  out.price_minor = static_cast<std::int64_t>(error.offset);
  if (listing.knows(Listing::has_floor)) out.min_minor = listing.floor.amount_minor;
  if (listing.knows(Listing::has_ceiling)) out.max_minor = listing.ceiling.amount_minor;
  return out;
}

std::string write_error(const Error& error, const BrokenBounds& broken) {
  if (error.code != Errc::bounds_violated) return write_error(error);
  return codec::text_of(
      {error, broken.currency, broken.price_minor, broken.min_minor, broken.max_minor});
}

}  // namespace v0
}  // namespace haggle
