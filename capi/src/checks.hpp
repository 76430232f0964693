// capi/src/checks.hpp -- floor 8 (capi).
//
// What is asked of values that are written as text: that every number names something, and that
// every text is one. In C++ a decision that exists is sound; here it may be any bytes.
#pragma once

#include <span>
#include <string_view>

#include "ladder.hpp"

namespace haggle::capi {

[[nodiscard]] bool is_utf8(std::string_view text) noexcept;

[[nodiscard]] Wrong check_text_of(const Listing& listing) noexcept;
[[nodiscard]] Wrong check_text_of(const BusinessListing& business) noexcept;

/// The listing, the market and the offers, as `decide` checks them, and that their ids are UTF-8.
[[nodiscard]] Wrong check_text_of(const Snapshot& snapshot) noexcept;

/// Can this be a decision on so many offers?
[[nodiscard]] Wrong check_decision(const Decision& decision, std::size_t offers_count) noexcept;

[[nodiscard]] Wrong check_verdicts(std::span<const Verdict> verdicts) noexcept;

}  // namespace haggle::capi
