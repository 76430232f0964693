// How the store is used.
#pragma once

#include <cstddef>
#include <haggle/market/instant.hpp>
#include <string>

namespace redis {

struct StoreOptions {
  std::string home{"US"};  ///< the marketplace whose listings are called by their bare SKU
  haggle::Duration price_life{haggle::minutes(120)};  ///< of a seller's prices after the last one
  haggle::Duration version_life{haggle::days(15)};    ///< longer than any message can come late
  haggle::Duration remember{1'000};    ///< how long a listing that was read is not read again
  std::size_t remembered_max{20'000};  ///< items; about 3 KB a listing
};

}  // namespace redis
