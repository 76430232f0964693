// haggle/codec/submission_answer.hpp -- floor 6 (codec).
//
// What the marketplaces answer to prices: accepted or not, and why. Keys match in any case, unknown
// fields are passed over, and a word that is not known is kept as it was written.
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

namespace haggle {
inline namespace v0 {

enum class IssueSeverity : std::uint8_t { unknown = 0, info = 1, warning = 2, error = 3 };
inline constexpr std::array issue_severity_words{Word{IssueSeverity::info, "INFO"},
                                                 Word{IssueSeverity::warning, "WARNING"},
                                                 Word{IssueSeverity::error, "ERROR"}};

/// Something that Amazon has to say about a listing or a message.
struct SubmissionIssue {
  std::optional<std::int64_t> message_id{};  ///< of a feed; none: about the whole feed
  std::string sku{};                         ///< in reports, where it is named
  std::string code{};
  std::string message{};
  IssueSeverity severity{IssueSeverity::unknown};
  std::string severity_text{};              ///< as written
  std::vector<std::string> attributes{};    ///< "purchasable_offer"
  std::vector<std::string> categories{};    ///< "INVALID_PRICE"
  std::vector<std::string> enforcements{};  ///< "LISTING_SUPPRESSED"
  std::string exemption{};                  ///< "NOT_EXEMPT"
  std::vector<std::string> marketplaces{};  ///< their own ids
};

enum class SubmissionStatus : std::uint8_t { unknown = 0, accepted = 1, valid = 2, invalid = 3 };
inline constexpr std::array submission_status_words{Word{SubmissionStatus::accepted, "ACCEPTED"},
                                                    Word{SubmissionStatus::valid, "VALID"},
                                                    Word{SubmissionStatus::invalid, "INVALID"}};

/// Amazon's answer to a PATCH or PUT of one item. Accepted is not applied: an issue may follow.
struct ListingsAnswer {
  std::string sku{};
  SubmissionStatus status{SubmissionStatus::unknown};  ///< `valid` answers a mere preview
  std::string status_text{};                           ///< as written
  std::string submission_id{};
  std::vector<SubmissionIssue> issues{};
  std::vector<AnswerError> errors{};  ///< instead of all the above, where the request was refused

  [[nodiscard]] bool accepted() const noexcept { return status == SubmissionStatus::accepted; }
};

/// Reads the answer to `write_listings_patch`.
/// Errors: of the text; missing_field (neither `status` nor `errors`), wrong_type, out_of_range.
[[nodiscard]] Result<ListingsAnswer> read_listings_answer(std::string_view bytes);

/// The processing report of a JSON_LISTINGS_FEED.
struct FeedReport {
  std::string seller{};
  std::string version{};
  std::string feed_id{};
  std::vector<SubmissionIssue> issues{};
  std::optional<std::int64_t> errors_count{};
  std::optional<std::int64_t> warnings_count{};
  std::optional<std::int64_t> processed_count{};  ///< messages
  std::optional<std::int64_t> accepted_count{};
  std::optional<std::int64_t> invalid_count{};
};

/// What became of one message. `unknown` where the report's counts and issues leave it open.
enum class MessageOutcome : std::uint8_t { unknown = 0, accepted = 1, rejected = 2 };

/// Reads a processing report.
/// Errors: of the text; missing_field (no `header`), wrong_type, out_of_range.
[[nodiscard]] Result<FeedReport> read_feed_report(std::string_view bytes);

/// The outcome of the submission at `message_id - 1` of the feed: rejected where an issue of
/// severity ERROR names it or nothing was accepted; accepted where every rejected message is named
/// and it is not among them.
/// Cost: one pass over the issues.
[[nodiscard]] MessageOutcome outcome_of(const FeedReport& report, std::int64_t message_id);

/// Walmart's answer to a price of one item.
struct WalmartPriceAnswer {
  std::string mart{};  ///< "WALMART_US"; a number, as text, in other marts
  std::string sku{};
  std::string message{};
  std::vector<AnswerError> errors{};

  [[nodiscard]] bool accepted() const noexcept { return errors.empty(); }
};

/// Reads the answer to `write_walmart_price`, with or without the name of its object round it.
/// Errors: of the text; missing_field (neither `sku` nor errors), wrong_type.
[[nodiscard]] Result<WalmartPriceAnswer> read_walmart_price_answer(std::string_view bytes);

/// That a feed has arrived, at Amazon or at Walmart.
struct FeedReceipt {
  std::string feed_id{};  ///< empty where there are errors
  std::vector<AnswerError> errors{};
};

/// Errors: of the text; missing_field (neither `feedId` nor errors), wrong_type.
[[nodiscard]] Result<FeedReceipt> read_feed_receipt(std::string_view bytes);

enum class FeedState : std::uint8_t {
  unknown = 0,
  waiting = 1,    ///< RECEIVED, IN_QUEUE
  working = 2,    ///< INPROGRESS, IN_PROGRESS
  processed = 3,  ///< PROCESSED, DONE; items of it may have failed
  failed = 4,     ///< ERROR, FATAL: nothing of it was taken
  cancelled = 5,  ///< CANCELLED
};

/// One item of a feed, as Walmart reports it.
struct FeedItem {
  std::optional<std::int64_t> index{};  ///< place in the feed, from 0
  std::string sku{};
  std::string status{};  ///< "SUCCESS", "DATA_ERROR", "INPROGRESS", ...
  std::vector<AnswerError> errors{};

  [[nodiscard]] bool succeeded() const noexcept { return status == "SUCCESS"; }
};

/// How far a feed is.
struct FeedStatus {
  std::string feed_id{};
  FeedState state{FeedState::unknown};
  std::string state_text{};       ///< as written
  std::string type{};             ///< "price", "JSON_LISTINGS_FEED"; may be empty
  std::string report_document{};  ///< Amazon: where the processing report is
  std::optional<Instant> submitted{};
  std::optional<std::int64_t> received_count{};  ///< items
  std::optional<std::int64_t> succeeded_count{};
  std::optional<std::int64_t> failed_count{};
  std::optional<std::int64_t> processing_count{};
  std::vector<FeedItem> items{};  ///< where details were asked for
  std::vector<AnswerError> errors{};
};

/// Reads a feed's status: Walmart's, or Amazon's getFeed.
/// Errors: of the text; missing_field (neither a status nor errors), wrong_type, bad_instant,
///         out_of_range.
[[nodiscard]] Result<FeedStatus> read_feed_status(std::string_view bytes);

}  // namespace v0
}  // namespace haggle
