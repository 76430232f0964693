// Submissions for tests, and what must be true of every text that is written of one.
#pragma once

#include <gtest/gtest.h>

#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "haggle/codec/submission.hpp"
#include "support/build.hpp"

namespace haggle::test {

inline AskedPrice asked(std::int64_t price_minor) {
  AskedPrice out;
  out.price_minor = price_minor;
  return out;
}
inline AskedPrice bounded(std::int64_t price_minor, std::int64_t min_minor,
                          std::int64_t max_minor) {
  AskedPrice out = asked(price_minor);
  out.min_minor = min_minor;
  out.max_minor = max_minor;
  return out;
}
inline AskedPrice ladder(std::int64_t price_minor, std::vector<PriceLevel> levels) {
  AskedPrice out = asked(price_minor);
  out.levels = std::move(levels);
  return out;
}

/// MUG-1 of seller US at 19.99 in the United States.
inline PriceSubmission submission(std::string_view marketplace = "US") {
  PriceSubmission out;
  out.seller = seller("US");
  out.sku = id<Sku>("MUG-1");
  out.marketplace = id<MarketplaceId>(marketplace);
  out.consumer = asked(1'999);
  return out;
}
inline PriceSubmission business_submission() {
  PriceSubmission out = submission();
  out.consumer.reset();
  out.business = ladder(1'899, {{2, 1'850}, {10, 1'700}});
  return out;
}

/// The text of a submission that must be good; an empty one, and a failure, where it is not.
inline std::string written(const Result<std::string>& text) {
  if (text) return *text;
  ADD_FAILURE() << describe(text.error());
  return {};
}

/// An error's code, path, row and offset in one text.
inline std::string fault_of(const Error& error) {
  std::string out{entry_of(error.code).name};
  out += std::string(" ") + error.where + " " + std::to_string(error.index);
  return error.offset == 0 ? out : out + " " + std::to_string(error.offset);
}
template <class T>
std::string fault_of(const Result<T>& result) {
  return result ? "none" : fault_of(result.error());
}

}  // namespace haggle::test
