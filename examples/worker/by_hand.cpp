#include "by_hand.hpp"

#include <array>
#include <haggle/codec/decision_json.hpp>
#include <haggle/money/text.hpp>
#include <haggle/pipeline/by_hand.hpp>

namespace worker {
namespace {

using webhook::Refusal;

constexpr int tries_max = 3;

auto refuse(int status, std::string code, std::string hint) {
  return tl::unexpected<Refusal>(Refusal{status, std::move(code), std::move(hint), 0});
}

auto refuse(const haggle::Fault& fault) {
  return tl::unexpected<Refusal>(Refusal{503, "unavailable", fault.text, 5});
}

auto refuse(const haggle::Error& error) {
  return refuse(400, std::string(haggle::entry_of(error.code).name), haggle::describe(error));
}

haggle::Result<haggle::ListingKey> key_of(const webhook::Operation& operation,
                                          const std::string& home) {
  const auto seller = haggle::SellerId::from(operation.seller, "seller");
  const auto sku = haggle::Sku::from(operation.sku, "sku");
  const auto place = haggle::MarketplaceId::from(
      operation.marketplace.empty() ? home : operation.marketplace, "marketplace");
  for (const haggle::Error* error :
       {seller ? nullptr : &seller.error(), sku ? nullptr : &sku.error(),
        place ? nullptr : &place.error()}) {
    if (error != nullptr) return tl::unexpected<haggle::Error>(*error);
  }
  return haggle::ListingKey{*seller, *sku, *place, haggle::Audience::consumer};
}

haggle::Result<haggle::PriceWrite> price_of(const webhook::Operation& operation,
                                            haggle::Listed& listed, haggle::Instant now) {
  if (operation.kind == webhook::OperationKind::reset_price) {
    return haggle::reset_by_hand(listed, now);
  }
  const std::string currency{listed.listing().currency.text()};
  const auto money = haggle::parse_money(currency + ' ' + operation.price, "price");
  if (!money) return tl::unexpected<haggle::Error>(money.error());
  return haggle::set_by_hand(listed, money->minor, now);
}

std::string price_text(const haggle::Listing& listing) {
  const haggle::Money money{listing.price_minor, listing.currency, 0};
  return R"({"price":")" + haggle::money_text(money) + R"("})";
}

}  // namespace

ByHand::Answer ByHand::operate(const webhook::Operation& operation) {
  const std::scoped_lock lock{mutex_};
  const auto key = key_of(operation, home_);
  if (!key) return refuse(key.error());
  if (key->sku.empty()) return refuse(400, "missing_field", "name the SKU");
  if (operation.kind != webhook::OperationKind::resume) {
    auto done = set_price(operation, *key);
    if (!done || operation.kind == webhook::OperationKind::set_price) return done;
    const auto paused = store_.editor->set_status(*key, haggle::ListingStatus::inactive);
    if (!paused) return refuse(paused.error());
    return done;
  }
  const auto active = store_.editor->set_status(*key, haggle::ListingStatus::active);
  if (!active) return refuse(active.error());
  if (!*active) return refuse(404, "no_listing", "no such listing of this seller");
  return std::string{};
}

ByHand::Answer ByHand::set_price(const webhook::Operation& operation,
                                 const haggle::ListingKey& key) {
  const auto item = store_.editor->item_of(key);
  if (!item) return refuse(item.error());
  if (!*item) return refuse(404, "no_listing", "no such listing of this seller");
  for (int i = 0; i < tries_max; ++i) {
    const auto sent = try_price(operation, key, **item);
    if (sent || sent.error().status != 409) return sent;
  }
  return refuse(409, "changed", "it was repriced meanwhile; send it again");
}

ByHand::Answer ByHand::try_price(const webhook::Operation& operation, const haggle::ListingKey& key,
                                 const haggle::ItemKey& item) {
  const std::array<haggle::ItemKey, 1> items{item};
  std::vector<std::span<haggle::Listed* const>> shelves;
  const auto loaded = store_.listings->load(items, haggle::Freshness::fresh, shelves);
  if (!loaded) return refuse(loaded.error());
  for (haggle::Listed* listed : shelves[0]) {
    if (haggle::listing_key(listed->listing()) != key) continue;
    const auto write = price_of(operation, *listed, time_.now());
    if (!write) return refuse(write.error());
    return send(*write, item);
  }
  return refuse(404, "no_listing", "no such listing of this seller");
}

ByHand::Answer ByHand::send(haggle::PriceWrite write, const haggle::ItemKey& item) {
  store_.prices->send({}, std::span{&write, 1});
  const haggle::WriteResult result = store_.prices->take().prices[0];
  store_.listings->forget(item);
  if (result.status == haggle::WriteStatus::failed) return refuse(result.fault);
  if (result.status != haggle::WriteStatus::written) {
    return refuse(409, "changed", "it was repriced meanwhile; send it again");
  }
  return price_text(write.listed->listing());
}

}  // namespace worker
