// capi/src/answer.hpp -- floor 8 (capi).
//
// Answers of the marketplaces as lists of rows: each row is a struct of the header and its texts,
// and says by number to which other row it belongs.
#pragma once

#include <cstdint>
#include <cstring>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "haggle/codec/answer_error.hpp"
#include "haggle/codec/submission_answer.hpp"
#include "haggle/codec/submission_read.hpp"
#include "handles.hpp"

namespace haggle::capi {

/// A text, or all that go by the same name.
using Texts = std::vector<std::string>;

template <class C>
struct Row {
  C out;
  std::vector<Texts> texts{};  ///< in the order of their numbers
};
template <class C>
using Rows = std::vector<Row<C>>;

/// Its texts are named HAGGLE_ANSWER_TEXT_...: hundreds are the list, in the order of these
/// members, and the rest the place among the texts of a row, from 1.
struct Answer {
  Rows<haggle_summary> summary{};  ///< one row
  Rows<haggle_refusal> refusals{};
  Rows<haggle_issue> issues{};
  Rows<haggle_feed_item> items{};
  Rows<haggle_fee_estimate> estimates{};
  Rows<haggle_fee> fees{};
  Rows<haggle_expected_offer> offers{};
  Rows<haggle_expected_price> prices{};
  Rows<haggle_presence> presences{};
  Rows<haggle_shown_price> shown{};
  FeedReport report{};      ///< as much of it as says what became of a message
  ListingPrices listing{};  ///< as much of it as says what it asks
};

/// Reads an answer of one kind into an empty one.  Errors: those of the reader.
[[nodiscard]] Wrong read_listings_patch(std::string_view json, Answer& out);
[[nodiscard]] Wrong read_report(std::string_view json, Answer& out);
[[nodiscard]] Wrong read_walmart_price(std::string_view json, Answer& out);
[[nodiscard]] Wrong read_receipt(std::string_view json, Answer& out);
[[nodiscard]] Wrong read_status(std::string_view json, Answer& out);
[[nodiscard]] Wrong read_fees(std::string_view json, Answer& out);
[[nodiscard]] Wrong read_expected(std::string_view json, Answer& out);
[[nodiscard]] Wrong read_listing(std::string_view json, Answer& out);

/// Any of them; `kind` is HAGGLE_ANSWER_....  Errors: unknown_value, those of the reader.
[[nodiscard]] Wrong read_answer(std::uint32_t kind, std::string_view json, Answer& out);

/// A list's row numbers are 32 bits wide; no text is long enough for more.
template <class T>
[[nodiscard]] std::uint32_t count_of(const std::vector<T>& list) noexcept {
  return static_cast<std::uint32_t>(list.size());
}

/// Each text alone under its name.
template <class... Strings>
[[nodiscard]] std::vector<Texts> each_alone(Strings&&... strings) {
  std::vector<Texts> out;
  out.reserve(sizeof...(strings));
  (out.emplace_back().push_back(std::forward<Strings>(strings)), ...);
  return out;
}

/// Puts what is known and sets its bit.
template <class C>
void put_known(const std::optional<std::int64_t>& from, std::uint32_t bit, C& out,
               std::int64_t& to) noexcept {
  if (!from) return;
  out.has |= bit;
  to = *from;
}
template <class C>
void put_known(const std::optional<Instant>& from, std::uint32_t bit, C& out,
               std::int64_t& to) noexcept {
  if (from) put_known(std::optional{from->ms}, bit, out, to);
}

/// Copies an id or a currency.
template <class From, std::size_t Bytes>
void put_id(const From& from, char (&to)[Bytes]) noexcept {
  static_assert(sizeof(From) == Bytes);
  std::memcpy(to, &from, Bytes);
}

/// The texts of an answer as a whole, in the order of their numbers.
struct SummaryTexts {
  std::string sku{};
  std::string status{};
  std::string submission_id{};
  std::string seller{};
  std::string version{};
  std::string feed_id{};
  std::string feed_type{};
  std::string report_document{};
  std::string mart{};
  std::string message{};
};
haggle_summary& put_texts(SummaryTexts&& from, Answer& out);

/// Adds what Amazon has to say about a listing or a message.
void add_issue(SubmissionIssue& from, Answer& out);

/// Adds refusals of a row, or of the whole answer.
void add_refusals(std::vector<AnswerError>& from, std::uint32_t row, Answer& out);

}  // namespace haggle::capi

struct haggle_answer : haggle::capi::Handle<haggle::capi::Answer> {
  using Handle::Handle;
};
