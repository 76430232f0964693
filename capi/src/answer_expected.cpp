#include <utility>

#include "answer.hpp"
#include "haggle/codec/expected_price.hpp"
#include "ladder.hpp"

namespace haggle::capi {
namespace {

haggle_featured_price price_of(const std::optional<FeaturedPrice>& from) noexcept {
  haggle_featured_price out{};
  if (!from) return out;
  put_known(std::optional{from->price_minor}, HAGGLE_FEATURED_HAS_PRICE, out, out.price_minor);
  put_known(from->shipping_minor, HAGGLE_FEATURED_HAS_SHIPPING, out, out.shipping_minor);
  put_known(from->points_count, HAGGLE_FEATURED_HAS_POINTS_COUNT, out, out.points_count);
  put_known(from->points_minor, HAGGLE_FEATURED_HAS_POINTS, out, out.points_minor);
  return out;
}

haggle_offer_id id_of(const FeaturedOfferId& from) noexcept {
  haggle_offer_id out{};
  put_id(from.marketplace, out.marketplace);
  put_id(from.item, out.item);
  put_id(from.seller, out.seller);
  put_id(from.sku, out.sku);
  out.has_fulfilment = from.fulfilment ? 1 : 0;
  if (from.fulfilment) out.fulfilment = static_cast<std::uint8_t>(*from.fulfilment);
  return out;
}

void add_price(ExpectedPrice& from, Answer& out) {
  haggle_expected_price price = HAGGLE_EXPECTED_PRICE_INIT;
  std::string competing_condition;
  std::string featured_now_condition;
  price.offer = count_of(out.offers);
  price.expected_status = static_cast<std::uint8_t>(from.status);
  price.expected = price_of(from.expected);
  if (from.competing) {
    price.has |= HAGGLE_EXPECTED_PRICE_HAS_COMPETING;
    price.competing = price_of(from.competing->price);
    price.competing_offer = id_of(from.competing->id);
    competing_condition = std::move(from.competing->condition);
  }
  if (from.featured_now) {
    price.has |= HAGGLE_EXPECTED_PRICE_HAS_FEATURED_NOW;
    price.featured_now = price_of(from.featured_now->price);
    price.featured_now_offer = id_of(from.featured_now->id);
    featured_now_condition = std::move(from.featured_now->condition);
  }
  out.prices.push_back(
      {price, each_alone(std::move(from.status_text), std::move(competing_condition),
                         std::move(featured_now_condition))});
}

void add_offer(ExpectedPriceAnswer& from, Answer& out) {
  haggle_expected_offer offer = HAGGLE_EXPECTED_OFFER_INIT;
  put_known(from.status_code, HAGGLE_EXPECTED_OFFER_HAS_STATUS_CODE, offer, offer.status_code);
  put_id(from.marketplace, offer.marketplace);
  put_id(from.sku, offer.sku);
  put_id(from.currency, offer.currency);
  offer.found = id_of(from.offer);
  offer.prices_first = count_of(out.prices);
  offer.prices_count = count_of(from.results);
  offer.refusals_first = count_of(out.refusals);
  offer.refusals_count = count_of(from.errors);
  for (ExpectedPrice& price : from.results) add_price(price, out);
  add_refusals(from.errors, count_of(out.offers), out);
  out.offers.push_back({offer, each_alone(std::move(from.reason))});
}

void add_bad_offer(const Error& error, Answer& out) {
  haggle_expected_offer offer = HAGGLE_EXPECTED_OFFER_INIT;
  put_error(error, offer);
  out.offers.push_back({offer, {}});
}

}  // namespace

Wrong read_expected(std::string_view json, Answer& out) {
  auto read = read_expected_prices(json);
  if (!read) return read.error();
  for (Result<ExpectedPriceAnswer>& one : *read) {
    if (one) {
      add_offer(*one, out);
    } else {
      add_bad_offer(one.error(), out);
    }
  }
  return {};
}

}  // namespace haggle::capi
