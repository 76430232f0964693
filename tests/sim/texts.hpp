// Small notifications as the marketplaces write them, and texts that nobody can read.
#pragma once

#include <string>

#include "dice.hpp"
#include "haggle/market/instant.hpp"

namespace haggle::sim {

/// What a notification is to say.
struct Told {
  std::string item{};
  std::string id{};
  Instant time{};
  std::int64_t base_minor{2'000};  ///< round which the offers are
  bool is_business{false};
  bool is_used{false};
};

/// ANY_OFFER_CHANGED or B2B_ANY_OFFER_CHANGED with two to six offers.
std::string amazon_text(const Told& told, Dice& dice);
/// BUY_BOX_CHANGED.
std::string walmart_text(const Told& told, Dice& dice);
/// A notice that has no offers, or of a type that nobody knows.
std::string notice_text(const Told& told, Dice& dice);
/// Something that is no message: cut short, without its item, no JSON at all ...
std::string poison_text(const Told& told, Dice& dice);
/// Several messages in one, as a function is given them by a queue.
std::string records_text(const std::string& first, const std::string& second);

}  // namespace haggle::sim
