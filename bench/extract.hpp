// What the peers take out of a notification: the fields that a decision needs, and no more. They
// check neither currencies nor the rest of the text.
#pragma once

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "figures.hpp"
#include "haggle/codec/message.hpp"

namespace haggle::bench {

struct ExtractedOffer {
  std::array<char, 16> seller{};
  std::int64_t price_minor{0};
  std::int64_t shipping_minor{0};
  std::int64_t feedback_count{0};
  std::int64_t feedback_percent{0};
  std::int64_t hours{0};
  bool fulfilled{false};
  bool wins{false};
  bool featured{false};
};

struct Extract {
  std::array<char, 16> item{};
  std::array<char, 16> marketplace{};
  std::array<char, 32> time{};
  std::int64_t box_landed_minor{0};
  std::size_t offers_count{0};
  std::array<ExtractedOffer, 32> offers{};
};

template <std::size_t Bytes>
void put(std::array<char, Bytes>& to, std::string_view text) {
  to.fill('\0');
  text.copy(to.data(), Bytes - 1);
}

inline std::int64_t cents(double amount) {
  return std::llround(amount * 100);
}

template <class Bytes>
void add_text(Checksum& sum, const Bytes& text) {
  for (const char c : text) {
    if (c != '\0') sum.add(c);
  }
}

/// The same sum for what was extracted and for a message that says it.
inline void add_to(Checksum& sum, const Extract& from) {
  add_text(sum, from.item);
  sum.add(from.box_landed_minor);
  for (std::size_t i = 0; i < from.offers_count; ++i) {
    const ExtractedOffer& offer = from.offers[i];
    add_text(sum, offer.seller);
    for (const std::int64_t value :
         {offer.price_minor, offer.shipping_minor, offer.feedback_count, offer.feedback_percent,
          offer.hours, std::int64_t{offer.fulfilled}, std::int64_t{offer.wins},
          std::int64_t{offer.featured}}) {
      sum.add(value);
    }
  }
}

inline void add_to(Checksum& sum, const Message& from) {
  add_text(sum, from.market.item.text());
  sum.add(from.market.buy_box_landed_minor);
  for (const Offer& offer : from.offers) {
    add_text(sum, offer.seller.text());
    for (const std::int64_t value :
         {offer.price_minor, offer.shipping_minor, std::int64_t{offer.feedback_count},
          std::int64_t{offer.feedback_score_ppm / 10'000}, std::int64_t{offer.handling_hours},
          std::int64_t{offer.fulfilment == Fulfilment::marketplace},
          std::int64_t{offer.is(Offer::is_winner)},
          std::int64_t{offer.eligible == Tristate::yes}}) {
      sum.add(value);
    }
  }
}

}  // namespace haggle::bench
