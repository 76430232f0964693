#include <memory>

#include "answer.hpp"

namespace haggle::capi {
namespace {

/// A summary before anything is known.
Row<haggle_summary> begin_summary(std::uint32_t kind) {
  haggle_summary out = HAGGLE_SUMMARY_INIT;
  out.kind = static_cast<std::uint8_t>(kind);
  return {out, {}};
}

void count_rows(Answer& answer) noexcept {
  haggle_summary& out = answer.summary[0].out;
  out.refusals_count = count_of(answer.refusals);
  out.issues_count = count_of(answer.issues);
  out.items_count = count_of(answer.items);
  out.estimates_count = count_of(answer.estimates);
  out.fees_count = count_of(answer.fees);
  out.offers_count = count_of(answer.offers);
  out.prices_count = count_of(answer.prices);
  out.presences_count = count_of(answer.presences);
  out.shown_count = count_of(answer.shown);
}

/// Writes the row of a list into the caller's struct of the same kind.
template <class C>
haggle_status put_row(const haggle_answer* answer, Rows<C> Answer::* rows, std::size_t row, C* out,
                      haggle_error* err) {
  return guarded(err, [&]() -> Wrong {
    const Wrong wrong = first_wrong([&] { return check_handle(answer, "answer"); },
                                    [&] { return check_out(out, "out"); });
    if (wrong) return wrong;
    const Rows<C>& list = (*answer->content).*rows;
    if (row >= list.size()) return {Errc::out_of_range, "row"};
    write_struct(list[row].out, out);
    return {};
  });
}

/// How many texts the rows of each list have, in the order of the lists' hundreds.
constexpr std::uint32_t texts_counts[]{HAGGLE_ANSWER_TEXT_MESSAGE,
                                       HAGGLE_ANSWER_TEXT_REFUSAL_DETAILS - 100,
                                       HAGGLE_ANSWER_TEXT_ISSUE_MARKETPLACE - 200,
                                       HAGGLE_ANSWER_TEXT_ITEM_STATUS - 300,
                                       HAGGLE_ANSWER_TEXT_ESTIMATE_PROGRAM - 400,
                                       HAGGLE_ANSWER_TEXT_FEE_TYPE - 500,
                                       HAGGLE_ANSWER_TEXT_OFFER_REASON - 600,
                                       HAGGLE_ANSWER_TEXT_PRICE_FEATURED_NOW_CONDITION - 700,
                                       HAGGLE_ANSWER_TEXT_PRESENCE_STATUS - 800,
                                       HAGGLE_ANSWER_TEXT_SHOWN_AUDIENCE - 900};

/// The number of a text in two parts.
struct TextName {
  std::uint32_t list;
  std::uint32_t place;  ///< from 1

  explicit TextName(std::uint32_t which) noexcept : list{which / 100}, place{which % 100} {}
  [[nodiscard]] bool exists() const noexcept {
    return list < std::size(texts_counts) && 1 <= place && place <= texts_counts[list];
  }
};

template <class C>
const std::vector<Texts>* texts_of(const Rows<C>& rows, std::size_t row) noexcept {
  return row < rows.size() ? &rows[row].texts : nullptr;
}

/// The texts of a row; null where there is no such row.
const std::vector<Texts>* find_texts(const Answer& answer, std::uint32_t list,
                                     std::size_t row) noexcept {
  switch (list) {
    case 0:
      return texts_of(answer.summary, row);
    case 1:
      return texts_of(answer.refusals, row);
    case 2:
      return texts_of(answer.issues, row);
    case 3:
      return texts_of(answer.items, row);
    case 4:
      return texts_of(answer.estimates, row);
    case 5:
      return texts_of(answer.fees, row);
    case 6:
      return texts_of(answer.offers, row);
    case 7:
      return texts_of(answer.prices, row);
    case 8:
      return texts_of(answer.presences, row);
    default:
      return texts_of(answer.shown, row);
  }
}

/// The text of that name. What this row has no texts of is not said.
Wrong find_text(const Answer& answer, std::uint32_t which, std::size_t row, std::size_t element,
                std::string_view& out) noexcept {
  const TextName name{which};
  if (!name.exists()) return {Errc::unknown_value, "which"};
  const std::vector<Texts>* texts = find_texts(answer, name.list, row);
  if (texts == nullptr) return {Errc::out_of_range, "row"};
  if (texts->empty()) return element == 0 ? Wrong{} : Wrong{Errc::out_of_range, "element"};
  const Texts& named = (*texts)[name.place - 1];
  if (element >= named.size()) return {Errc::out_of_range, "element"};
  out = named[element];
  return {};
}

}  // namespace
}  // namespace haggle::capi

using namespace haggle::capi;
using haggle::Errc;

haggle_status haggle_answer_create(uint32_t kind, const char* json, size_t json_size,
                                   haggle_answer** out, haggle_error* err) {
  return guarded(err, [&]() -> Wrong {
    if (const Wrong wrong = check_pointer(out, "out")) return wrong;
    *out = nullptr;
    if (const Wrong wrong = check_text(json, json_size, "json")) return wrong;
    Answer answer;
    answer.summary.push_back(begin_summary(kind));
    if (const Wrong wrong = read_answer(kind, text_of(json, json_size), answer)) return wrong;
    count_rows(answer);
    *out = new haggle_answer{std::move(answer)};
    return {};
  });
}

void haggle_answer_destroy(haggle_answer* answer) {
  destroy(answer);
}

haggle_status haggle_answer_summary(const haggle_answer* answer, haggle_summary* out,
                                    haggle_error* err) {
  return put_row(answer, &Answer::summary, 0, out, err);
}

haggle_status haggle_answer_outcome(const haggle_answer* answer, int64_t message_id,
                                    uint8_t* outcome, haggle_error* err) {
  return guarded(err, [&]() -> Wrong {
    const Wrong wrong = first_wrong([&] { return check_handle(answer, "answer"); },
                                    [&] { return check_pointer(outcome, "outcome"); });
    if (wrong) return wrong;
    *outcome = HAGGLE_FEED_MESSAGE_UNKNOWN;
    const Answer& content = *answer->content;
    const bool is_report = content.summary[0].out.kind == HAGGLE_ANSWER_FEED_REPORT;
    if (!is_report) return {Errc::bad_argument, "answer"};
    *outcome = static_cast<uint8_t>(outcome_of(content.report, message_id));
    return {};
  });
}

haggle_status haggle_answer_refusal(const haggle_answer* answer, size_t row, haggle_refusal* out,
                                    haggle_error* err) {
  return put_row(answer, &Answer::refusals, row, out, err);
}

haggle_status haggle_answer_issue(const haggle_answer* answer, size_t row, haggle_issue* out,
                                  haggle_error* err) {
  return put_row(answer, &Answer::issues, row, out, err);
}

haggle_status haggle_answer_item(const haggle_answer* answer, size_t row, haggle_feed_item* out,
                                 haggle_error* err) {
  return put_row(answer, &Answer::items, row, out, err);
}

haggle_status haggle_answer_estimate(const haggle_answer* answer, size_t row,
                                     haggle_fee_estimate* out, haggle_error* err) {
  return put_row(answer, &Answer::estimates, row, out, err);
}

haggle_status haggle_answer_fee(const haggle_answer* answer, size_t row, haggle_fee* out,
                                haggle_error* err) {
  return put_row(answer, &Answer::fees, row, out, err);
}

haggle_status haggle_answer_offer(const haggle_answer* answer, size_t row,
                                  haggle_expected_offer* out, haggle_error* err) {
  return put_row(answer, &Answer::offers, row, out, err);
}

haggle_status haggle_answer_price(const haggle_answer* answer, size_t row,
                                  haggle_expected_price* out, haggle_error* err) {
  return put_row(answer, &Answer::prices, row, out, err);
}

haggle_status haggle_answer_presence(const haggle_answer* answer, size_t row, haggle_presence* out,
                                     haggle_error* err) {
  return put_row(answer, &Answer::presences, row, out, err);
}

haggle_status haggle_answer_shown(const haggle_answer* answer, size_t row, haggle_shown_price* out,
                                  haggle_error* err) {
  return put_row(answer, &Answer::shown, row, out, err);
}

haggle_status haggle_answer_text(const haggle_answer* answer, uint32_t which, size_t row,
                                 size_t element, char* buffer, size_t capacity, size_t* needed,
                                 haggle_error* err) {
  return guarded(err, [&]() -> Wrong {
    const TextOut out{buffer, capacity, needed};
    std::string_view text = "";  // not nowhere: it is copied
    const Wrong wrong =
        first_wrong([&] { return check_handle(answer, "answer"); }, [&] { return out.check(); },
                    [&] { return find_text(*answer->content, which, row, element, text); });
    return wrong ? wrong : out.put(text);
  });
}
