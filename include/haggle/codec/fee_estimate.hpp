// haggle/codec/fee_estimate.hpp -- floor 6 (codec).
//
// What Amazon would charge at a price (Product Fees v0): one estimate, or a batch in which each
// entry succeeds or fails by itself. A fee has a minimum and depends on the price in steps, so an
// estimate holds at its price only and is never scaled.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "haggle/base/error.hpp"
#include "haggle/codec/answer_error.hpp"
#include "haggle/market/id.hpp"
#include "haggle/market/instant.hpp"
#include "haggle/market/kinds.hpp"
#include "haggle/money/currency.hpp"

namespace haggle {
inline namespace v0 {

enum class FeeStatus : std::uint8_t {
  unknown = 0,
  success = 1,
  client_error = 2,   ///< the request for this entry is wrong
  service_error = 3,  ///< try again later
  refused = 4,        ///< the whole request was: the answer is a list of errors and nothing else
};
inline constexpr std::array fee_status_words{Word{FeeStatus::success, "Success"},
                                             Word{FeeStatus::client_error, "ClientError"},
                                             Word{FeeStatus::service_error, "ServiceError"}};

/// One line of an estimate, in minor units of its currency. What is not said is not known.
struct FeeLine {
  std::string type{};                          ///< "ReferralFee", "FBAFees"
  std::optional<std::int64_t> amount_minor{};  ///< before promotion and tax
  std::optional<std::int64_t> promotion_minor{};
  std::optional<std::int64_t> tax_minor{};
  std::optional<std::int64_t> final_minor{};  ///< what is charged
  friend bool operator==(const FeeLine&, const FeeLine&) = default;
};

/// A fee of the top level. The included ones are inside its amounts and are not added to them.
struct Fee {
  FeeLine line{};
  std::vector<FeeLine> included{};
  friend bool operator==(const Fee&, const Fee&) = default;
};

/// One estimate: what was asked, and the fees or the error.
struct FeeEstimate {
  FeeStatus status{FeeStatus::unknown};
  std::string status_text{};  ///< as written

  MarketplaceId marketplace{};
  std::string id_type{};  ///< "ASIN" or "SellerSKU"
  std::string id{};       ///< of that type
  SellerId seller{};
  std::string request_id{};  ///< the caller's own, by which an entry is found again
  Tristate marketplace_fulfilled{Tristate::unknown};
  std::string program{};  ///< "FBA_CORE", ...; may be empty
  Currency currency{};    ///< of every amount; none where no amount names one
  std::optional<std::int64_t> price_minor{};
  std::optional<std::int64_t> shipping_minor{};
  std::optional<std::int64_t> points_count{};
  std::optional<std::int64_t> points_minor{};

  std::optional<Instant> time{};
  std::optional<std::int64_t> total_minor{};
  std::vector<Fee> fees{};  ///< may be empty where there is a total
  std::optional<AnswerError> error{};

  /// The sum of the fees of the top level; none where there are none, where one does not say it,
  /// and beyond the largest amount.
  [[nodiscard]] std::optional<std::int64_t> sum_minor() const;
  /// Do the fees add up to another total than the stated one?
  [[nodiscard]] bool total_differs() const {
    const auto sum = sum_minor();
    return sum && total_minor && *sum != *total_minor;
  }
};

/// Reads the answer to one estimate.
/// Errors: of the text; missing_field (no estimate, no status, no type of a fee), wrong_type,
///         bad_instant, id_too_long, out_of_range; of amounts: bad_amount, amount_precision,
///         unknown_currency, currency_mismatch. Paths begin at `FeesEstimateResult`.
[[nodiscard]] Result<FeeEstimate> read_fee_estimate(std::string_view bytes);

/// Reads the answer to a batch, which is a bare list, or to one estimate as a batch of one.
/// Returns: one result an entry, in the order of the answer; an entry that cannot be read is an
///          error of its own. What the marketplace refused is a good result with its status.
/// Errors:  of the text; wrong_type; out_of_range beyond 1,024 entries.
[[nodiscard]] Result<std::vector<Result<FeeEstimate>>> read_fee_estimates(std::string_view bytes);

}  // namespace v0
}  // namespace haggle
