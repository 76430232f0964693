// Random worlds as C structs.
#pragma once

#include <cstring>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "haggle/haggle.h"
#include "support/random_world.hpp"

namespace haggle::test {

/// A policy handle that ends by itself.
class CPolicy {
 public:
  explicit CPolicy(const std::string& json) {
    haggle_policy* made = nullptr;
    haggle_error error = HAGGLE_ERROR_INIT;
    const auto status = haggle_policy_create(json.data(), json.size(), &made, &error);
    if (status != HAGGLE_OK) throw std::runtime_error(error.message);
    policy_.reset(made);
  }
  operator const haggle_policy*() const noexcept { return policy_.get(); }

 private:
  struct End {
    void operator()(haggle_policy* policy) const noexcept { haggle_policy_destroy(policy); }
  };
  std::unique_ptr<haggle_policy, End> policy_{};
};

template <class C, class Cpp>
C to_c(const Cpp& value) {
  static_assert(sizeof(C) == sizeof(Cpp));
  C out;
  std::memcpy(static_cast<void*>(&out), &value, sizeof out);
  return out;
}

template <class C, class Cpp>
std::vector<C> all_to_c(const std::vector<Cpp>& values) {
  std::vector<C> out;
  for (const Cpp& value : values) out.push_back(to_c<C>(value));
  return out;
}

struct CWorld {
  haggle_listing listing;
  haggle_market market;
  haggle_clock clock = HAGGLE_CLOCK_INIT;
  std::vector<haggle_offer> offers;

  explicit CWorld(const World& from)
      : listing(to_c<haggle_listing>(from.listing)),
        market(to_c<haggle_market>(from.market)),
        offers(all_to_c<haggle_offer>(from.offers)) {
    clock.now_ms = from.clock.now.ms;
    clock.utc_offset_minutes = from.clock.utc_offset_minutes;
  }
};

struct CBusinessWorld {
  CWorld plain;
  haggle_ladder ladder = HAGGLE_LADDER_INIT;
  std::vector<haggle_break> breaks;

  explicit CBusinessWorld(const BusinessWorld& from)
      : plain({from.business.listing, from.market, from.offers, from.clock}),
        breaks(all_to_c<haggle_break>(from.breaks)) {
    ladder.consumer_price_minor = from.business.consumer_price_minor;
    ladder.tiers_count = from.business.tiers_count;
    std::memcpy(static_cast<void*>(ladder.tiers), from.business.tiers.data(), sizeof ladder.tiers);
  }
};

}  // namespace haggle::test
