#include "reader.hpp"

#include <algorithm>
#include <utility>

namespace haggle::capi {

Reader::Reader(MessageDialect dialect, std::string mart)
    : dialect_{dialect}, mart_{std::move(mart)} {}

void Reader::name_seller(std::string_view name, const SellerId& seller) {
  sellers_.reserve(sellers_.size() + 1);
  names_.emplace_back(name);
  sellers_.push_back({names_.back(), seller});
}

void Reader::set_defaults(std::optional<Instant> arrived) {
  MessageDefaults defaults;
  if (!mart_.empty()) defaults.walmart_mart = mart_;
  defaults.sellers = sellers_;
  defaults.dialect = dialect_;
  defaults.arrived = arrived;
  reader_.set_defaults(defaults);
}

std::span<const Delivery> Reader::read(std::string_view bytes, std::optional<Instant> arrived) {
  deliveries_ = {};  // where reading throws there are none
  set_defaults(arrived);
  deliveries_ = reader_.read(bytes);
  return deliveries_;
}

std::span<const Offer> Reader::offers_for(const Message& message, const SellerId& seller) {
  const auto is_theirs = [&](const Offer& offer) {
    return offer.is(Offer::is_mine) && offer.seller != seller;
  };
  const std::span<const Offer> offers = message.offers;
  if (seller == message.recipient) return offers;
  if (std::none_of(offers.begin(), offers.end(), is_theirs)) return offers;
  offers_.assign(offers.begin(), offers.end());
  for (Offer& offer : offers_) {
    if (offer.seller != seller) offer.flags &= ~Offer::is_mine;
  }
  return offers_;
}

}  // namespace haggle::capi
