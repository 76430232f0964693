#include "arrow_identity.hpp"

#include <string_view>

#include "arrow_columns.hpp"

namespace haggle::arrow {
namespace {

std::string_view view_of(const Text& text) noexcept {
  return {text.data, text.size};
}

/// What a known marketplace says of its markets, and of the currency where none is said.
void write_known(const Marketplace& known, Listing& listing, Market& market) noexcept {
  if (listing.currency.empty()) listing.currency = known.currency;
  if (market.country.empty()) market.country = known.country;
  if (known.has_points) market.flags |= Market::has_points;
}

}  // namespace

Complaints Identity::take(const ArrowSchema& schema, std::size_t child, bool& taken) {
  const std::string_view name = schema.name == nullptr ? "" : schema.name;
  for (Part& part : parts_) {
    if (name != part.name) continue;
    taken = true;
    if (part.exists) return Complaint{Errc::repeated_key, part.name, "stands in two columns"};
    const Type type = type_of(schema);
    if (!type.is_text()) return wrong_type(part.name, schema, "text");
    part.exists = true;
    part.child = child;
    part.type = type;
  }
  return {};
}

const char* Identity::open(const ArrowArray& parent, std::size_t offset, std::size_t length) {
  for (Part& part : parts_) {
    if (!part.exists) continue;
    const auto view = View::of(child_of(parent, part.child), part.type, offset, length);
    if (!view) return part.name;
    part.view = *view;
  }
  return nullptr;
}

/// A gap is empty text.
std::optional<Text> Identity::text(Which which, std::size_t row) const noexcept {
  const View& view = parts_[which].view;
  return view.knows(row) ? view.text(row) : Text{};
}

std::size_t Identity::run_end(std::size_t row, std::size_t end) const noexcept {
  for (std::size_t which = marketplace; which <= audience; ++which) {
    if (!parts_[which].exists) continue;
    const std::optional<Text> here = text(static_cast<Which>(which), row);
    std::size_t next = row + 1;
    for (; next < end; ++next) {
      const std::optional<Text> there = text(static_cast<Which>(which), next);
      if (!here || !there || view_of(*here) != view_of(*there)) break;
    }
    end = next;
  }
  return end;
}

Errc Identity::write_marketplace(std::size_t row, Listing& listing, Market& market) const noexcept {
  std::string_view name = listing.marketplace.text();
  std::optional<Text> given;
  if (parts_[marketplace].exists) {
    given = text(marketplace, row);
    if (!given) return Errc::bad_argument;
    name = view_of(*given);
    market.country = Country{};
  }
  const Result<MarketplaceId> id = marketplace_from(name);
  if (!id) return id.error().code;
  const Marketplace* const known = find_marketplace(name);
  if (known != nullptr) write_known(*known, listing, market);
  listing.marketplace = *id;
  return fine;
}

Errc Identity::write_currency(std::size_t row, Listing& listing) const noexcept {
  if (!parts_[currency].exists) return fine;
  const std::optional<Text> given = text(currency, row);
  if (!given) return Errc::bad_argument;
  if (given->size == 0) return fine;
  const Result<Currency> read = currency_from(view_of(*given));
  if (!read) return read.error().code;
  listing.currency = *read;
  return fine;
}

Errc Identity::write_audience(std::size_t row, Listing& listing) const noexcept {
  if (!parts_[audience].exists) return fine;
  const std::optional<Text> given = text(audience, row);
  if (!given) return Errc::bad_argument;
  const auto read = value_of(audience_words, view_of(*given));
  if (given->size != 0 && !read) return Errc::unknown_value;
  listing.audience = read.value_or(Audience::consumer);
  return fine;
}

std::optional<Flaw> Identity::write(std::size_t row, Listing& listing,
                                    Market& market) const noexcept {
  if (const Errc fault = write_currency(row, listing); fault != fine) {
    return Flaw{row, fault, "currency"};
  }
  if (const Errc fault = write_marketplace(row, listing, market); fault != fine) {
    return Flaw{row, fault, "marketplace"};
  }
  if (const Errc fault = write_audience(row, listing); fault != fine) {
    return Flaw{row, fault, "audience"};
  }
  market.marketplace = listing.marketplace;
  const bool other_currency = !parts_[currency].exists && !market.currency.empty();
  if (!other_currency) market.currency = listing.currency;
  if (parts_[audience].exists) market.audience = listing.audience;
  return std::nullopt;
}

}  // namespace haggle::arrow
