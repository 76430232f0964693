#include "codec/walmart_offer.hpp"

#include <algorithm>

namespace haggle {
inline namespace v0 {
namespace codec {
namespace {

bool costs_the_same(const NamedOffer& a, const NamedOffer& b) {
  return a.offer.price_minor == b.offer.price_minor &&
         a.offer.shipping_minor == b.offer.shipping_minor;
}

bool has_the_name(const NamedOffer& a, const NamedOffer& b) {
  return !a.name.empty() && equal_caseless(a.name, b.name);
}

/// The seller of the rows that pass; empty where there are none or they are of several sellers.
template <class Test>
SellerId only_seller_of(const std::vector<NamedOffer>& rows, Test passes) {
  SellerId seller;
  for (const NamedOffer& row : rows) {
    if (!passes(row)) continue;
    if (!seller.empty() && seller != row.offer.seller) return {};
    seller = row.offer.seller;
  }
  return seller;
}

}  // namespace

Offer& NamedOffers::put(const NamedOffer& given) {
  const auto same = [&](const NamedOffer& row) {
    return row.offer.seller == given.offer.seller && costs_the_same(row, given);
  };
  const auto row = std::find_if(rows_.begin(), rows_.end(), same);
  if (row == rows_.end()) {
    add(given);
    return rows_.back().offer;
  }
  if (row->name.empty()) row->name = given.name;
  if (row->shipping_speed.empty()) row->shipping_speed = given.shipping_speed;
  if (row->pro_badge == Tristate::unknown) row->pro_badge = given.pro_badge;
  return row->offer;
}

SellerId NamedOffers::seller_of(const NamedOffer& given) const {
  const SellerId exact = only_seller_of(rows_, [&](const NamedOffer& row) {
    return has_the_name(row, given) && costs_the_same(row, given);
  });
  if (!exact.empty()) return exact;
  return only_seller_of(rows_, [&](const NamedOffer& row) { return has_the_name(row, given); });
}

std::size_t NamedOffers::count_of(Condition condition) const {
  const auto count = std::count_if(rows_.begin(), rows_.end(), [&](const NamedOffer& row) {
    return row.offer.condition == condition;
  });
  return static_cast<std::size_t>(count);
}

void NamedOffers::give(std::vector<Offer>& offers, std::vector<WalmartSeller>& sellers) const {
  for (const NamedOffer& row : rows_) {
    offers.push_back(row.offer);
    sellers.push_back({std::string(row.name), std::string(row.shipping_speed), row.pro_badge});
  }
}

std::optional<Goods> read_walmart_goods(FieldReader& fields, JsonValue object, Place place) {
  const JsonValue name = object.get("itemConditionName");
  const JsonValue value = is_said(name) ? name : object.get("itemCondition");
  const std::string_view word = fields.text(value, place);
  if (word.empty()) return std::nullopt;
  const std::optional<Goods> goods = walmart_goods(word);
  if (!goods) fields.refuse(Errc::unknown_value, place, value);
  return goods;
}

std::optional<NamedOffer> WalmartOfferReader::read(JsonValue value, const WalmartOfferPaths& paths,
                                                   std::size_t index) {
  NamedOffer out;
  const JsonValue row = fields_.object(value, {paths.object, index});
  out.name = fields_.text(row.get("sellerName"), {paths.name, index});
  out.offer.seller = fields_.id<SellerId>(row.get("partnerId"), {paths.seller, index});
  const auto price = money_.read_bare(row.get("sellerOfferPrice"), {paths.price, index});
  if (!price && out.name.empty() && out.offer.seller.empty()) return std::nullopt;
  if (!price) fields_.refuse(Errc::missing_field, {paths.price, index}, row);
  const auto shipping = money_.read_bare(row.get("sellerShippingPrice"), {paths.shipping, index});
  const Goods goods = read_walmart_goods(fields_, row, {paths.condition, index}).value_or(goods_);
  const Tristate fulfilled = fields_.yes_no(row.get("isWFS"), {paths.fulfilled, index});
  out.shipping_speed = fields_.text(row.get("sellerShippingSpeed"), {paths.speed, index});
  out.pro_badge = fields_.yes_no(row.get("proSellerBadge"), {paths.badge, index});
  out.offer.price_minor = price.value_or(0);
  out.offer.shipping_minor = shipping.value_or(0);
  out.offer.condition = goods.condition;
  out.offer.sub_condition = goods.sub_condition;
  if (fulfilled == Tristate::yes) out.offer.fulfilment = Fulfilment::marketplace;
  return out;
}

}  // namespace codec
}  // namespace v0
}  // namespace haggle
