// Prices on their way out and answers to them, through the C library: structs that the bytes have
// spoilt anywhere give a status that it knows, and of an answer that is read every row and every
// text can be had; bodies are read back.
#include <string>

#include "fuzz/capi_told.hpp"

namespace haggle::test {
namespace {

constexpr std::size_t prices_count = 2;

struct World {
  Room<haggle_listing> listing;
  Room<haggle_ladder> ladder;
  Room<haggle_decision> decision;
  Room<haggle_schedule_rule> rule;
  std::array<haggle_rung, HAGGLE_RUNGS_MAX> rungs{};
  std::array<haggle_submission, prices_count> submissions{};
  std::uint8_t bounds{0};
  std::size_t needed{0};
  std::array<char, 4'000> text{};
};

constexpr char listing_json[] =
    R"({"seller":"A2X","sku":"MUG-1","item":"B1","marketplace":"US","price":"24.99",)"
    R"("shipping":"0.00","floor":"18.00","ceiling":"39.90","audience":"business","tiers":)"
    R"([{"quantity":5,"price":"23.00","floor":"17.00"},{"quantity":9,"floor":"16.00"}]})";

haggle_decision make_decision(std::int64_t price_minor) {
  haggle_decision out = HAGGLE_DECISION_INIT;
  std::strcpy(out.currency, "USD");
  out.action = HAGGLE_ACTION_REPRICE;
  out.price_minor = price_minor;
  out.steps_count = 1;
  out.steps[0].reason = HAGGLE_REASON_GRID;
  out.steps[0].stage = HAGGLE_STAGE_GRID;
  return out;
}

World make_world() {
  World out;
  const haggle_rung rung = HAGGLE_RUNG_INIT;
  const haggle_submission submission = HAGGLE_SUBMISSION_INIT;
  haggle_listing listing = HAGGLE_LISTING_INIT;
  haggle_ladder ladder = HAGGLE_LADDER_INIT;
  const haggle_schedule_rule rule = {sizeof rule, HAGGLE_SCHEDULE_HAS_RESET, 600, 0, 60, 0};
  expect(haggle_business_listing_read(listing_json, sizeof listing_json - 1, &listing, &ladder,
                                      nullptr) == HAGGLE_OK,
         "a listing");
  out.rungs.fill(rung);
  for (std::size_t i = 0; i < 3; ++i) {
    constexpr std::array<std::uint32_t, 3> quantities{1, 5, 9};
    out.rungs[i].quantity = quantities[i];
    out.rungs[i].decision = make_decision(2'400 - 100 * static_cast<std::int64_t>(i));
  }
  out.submissions.fill(submission);
  fill(out.listing, listing), fill(out.ladder, ladder), fill(out.rule, rule);
  fill(out.decision, make_decision(2'348));
  return out;
}

void submit(World& w) {
  std::size_t count = 0;
  told([&](haggle_error* err) {
    return haggle_submission_of_ladder(&w.listing.value, &w.ladder.value, w.rungs.data(),
                                       sizeof w.rungs[0], w.bounds, w.submissions.data(), err);
  });
  told([&](haggle_error* err) {
    return haggle_submission_of_decision(&w.listing.value, &w.decision.value, w.bounds,
                                         w.submissions.data(), err);
  });
  told([&](haggle_error* err) {
    return haggle_submissions_of_decisions(1, &w.listing.value, sizeof w.listing.bytes,
                                           &w.decision.value, sizeof w.decision.bytes, w.bounds,
                                           &w.submissions[1], sizeof w.submissions[1], &count, err);
  });
}

void write(World& w) {
  constexpr Prices theirs = Prices::of_the_caller;
  const auto one = [&](auto function) {
    for (const haggle_submission& submission : w.submissions) {
      if (submission.size > sizeof submission) continue;  // no room for what it says
      const auto call = [&](haggle_error* err) {
        return function(&submission, w.text.data(), w.text.size(), &w.needed, err);
      };
      told(call, theirs);
    }
  };
  const auto feed = [&](haggle_error* err) {
    return haggle_listings_feed_write(w.submissions.data(), prices_count, sizeof w.submissions[0],
                                      nullptr, w.text.data(), w.text.size(), &w.needed, err);
  };
  const auto walmart_feed = [&](haggle_error* err) {
    return haggle_walmart_feed_write(w.submissions.data(), prices_count, sizeof w.submissions[0],
                                     w.text.data(), w.text.size(), &w.needed, err);
  };
  one(haggle_listings_patch_write);
  one(haggle_walmart_price_write);
  told(feed, theirs);
  told(walmart_feed, theirs);
}

/// Structs: spoilt before the prices are made, and after it.
void use_structs(std::string_view bytes) {
  haggle_policy* policy = nullptr;
  std::uint8_t due = 0;
  World world = make_world();
  spoil(world, bytes.substr(0, bytes.size() / 2));
  for (haggle_submission& submission : world.submissions) submission.size = sizeof submission;
  expect(haggle_policy_create("{}", 2, &policy, nullptr) == HAGGLE_OK, "a policy");
  submit(world);
  told([&](haggle_error* err) {
    return haggle_scheduled(policy, &world.listing.value, &world.rule.value, 0, 86'400'000, &due,
                            &world.decision.value, err);
  });
  spoil(world, bytes.substr(bytes.size() / 2));
  write(world);
  haggle_policy_destroy(policy);
}

/// An answer that was read, and all that is asked of it.
class Answer {
 public:
  explicit Answer(haggle_answer* answer) : answer_{answer} {
    expect(haggle_answer_summary(answer_, &summary, nullptr) == HAGGLE_OK, "a summary");
  }
  Answer(const Answer&) = delete;
  Answer& operator=(const Answer&) = delete;
  ~Answer() { haggle_answer_destroy(answer_); }

  /// Every row of a list and its texts, `texts_count` from a number on.
  template <class C>
  void expect_rows(haggle_status (*get)(const haggle_answer*, std::size_t, C*, haggle_error*),
                   std::uint32_t rows_count, std::uint32_t text, std::uint32_t texts_count) const {
    C row{};
    row.size = sizeof row;
    for (std::uint32_t i = 0; i < rows_count; ++i) {
      expect(get(answer_, i, &row, nullptr) == HAGGLE_OK, "a row");
      for (std::uint32_t which = 0; which < texts_count; ++which) expect_text(text + which, i, 0);
    }
    expect(get(answer_, rows_count, &row, nullptr) == HAGGLE_E_OUT_OF_RANGE, "no row behind");
  }
  void expect_text(std::uint32_t which, std::size_t row, std::size_t element) const {
    std::size_t needed = 0;
    std::size_t again = 0;
    expect(
        haggle_answer_text(answer_, which, row, element, nullptr, 0, &needed, nullptr) == HAGGLE_OK,
        "the size of a text");
    std::string text(needed + 1, 'x');
    expect(haggle_answer_text(answer_, which, row, element, text.data(), text.size(), &again,
                              nullptr) == HAGGLE_OK,
           "a text");
    expect(again == needed && text.back() == '\0', "of that size");
  }
  void expect_words_of_issues() const {
    haggle_issue issue = HAGGLE_ISSUE_INIT;
    for (std::uint32_t i = 0; i < summary.issues_count; ++i) {
      expect(haggle_answer_issue(answer_, i, &issue, nullptr) == HAGGLE_OK, "an issue");
      for (std::uint32_t element = 0; element < issue.attributes_count; ++element) {
        expect_text(HAGGLE_ANSWER_TEXT_ISSUE_ATTRIBUTE, i, element);
      }
    }
  }

  /// What a listing asks in each of its places, if it asks anything that a submission can ask.
  void expect_asked() const {
    haggle_presence place = HAGGLE_PRESENCE_INIT;
    haggle_submission asked = HAGGLE_SUBMISSION_INIT;
    for (std::uint32_t i = 0; i < summary.presences_count; ++i) {
      expect(haggle_answer_presence(answer_, i, &place, nullptr) == HAGGLE_OK, "a place");
      told([&](haggle_error* err) {
        return haggle_answer_asked(answer_, "A2X", place.marketplace, &asked, err);
      });
    }
  }

  haggle_summary summary = HAGGLE_SUMMARY_INIT;

 private:
  haggle_answer* answer_;
};

void look_into(const Answer& answer) {
  const haggle_summary& s = answer.summary;
  answer.expect_rows(haggle_answer_refusal, s.refusals_count, HAGGLE_ANSWER_TEXT_REFUSAL_CODE, 3);
  answer.expect_rows(haggle_answer_issue, s.issues_count, HAGGLE_ANSWER_TEXT_ISSUE_SKU, 5);
  answer.expect_rows(haggle_answer_item, s.items_count, HAGGLE_ANSWER_TEXT_ITEM_SKU, 2);
  answer.expect_rows(haggle_answer_estimate, s.estimates_count, HAGGLE_ANSWER_TEXT_ESTIMATE_STATUS,
                     5);
  answer.expect_rows(haggle_answer_fee, s.fees_count, HAGGLE_ANSWER_TEXT_FEE_TYPE, 1);
  answer.expect_rows(haggle_answer_offer, s.offers_count, HAGGLE_ANSWER_TEXT_OFFER_REASON, 1);
  answer.expect_rows(haggle_answer_price, s.prices_count, HAGGLE_ANSWER_TEXT_PRICE_STATUS, 3);
  answer.expect_rows(haggle_answer_presence, s.presences_count,
                     HAGGLE_ANSWER_TEXT_PRESENCE_PRODUCT_TYPE, 1);
  answer.expect_rows(haggle_answer_shown, s.shown_count, HAGGLE_ANSWER_TEXT_SHOWN_OFFER_TYPE, 2);
  answer.expect_words_of_issues();
  answer.expect_asked();
  for (std::uint32_t which = 1; which <= HAGGLE_ANSWER_TEXT_MESSAGE; ++which) {
    answer.expect_text(which, 0, 0);
  }
}

void use_answer(std::uint32_t kind, std::string_view text) {
  haggle_answer* made = nullptr;
  const haggle_status status = told([&](haggle_error* err) {
    return haggle_answer_create(kind, text.data(), text.size(), &made, err);
  });
  expect((status == HAGGLE_OK) == (made != nullptr), "an answer or an error");
  if (made != nullptr) look_into(Answer{made});
}

/// Bodies that set prices, read back.
void read_bodies(std::string_view text) {
  std::array<haggle_submission, prices_count> read{};
  std::array<haggle_error, prices_count> errors{};
  std::size_t count = 0;
  for (haggle_submission& one : read) one.size = sizeof one;
  for (haggle_error& one : errors) one.size = sizeof one;
  told([&](haggle_error* err) {
    return haggle_listings_patch_read(text.data(), text.size(), "A2X", "MUG-1", read.data(), err);
  });
  told([&](haggle_error* err) {
    return haggle_listings_feed_read(text.data(), text.size(), read.data(), sizeof read[0],
                                     errors.data(), sizeof errors[0], prices_count, &count, err);
  });
}

}  // namespace
}  // namespace haggle::test

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace haggle::test;
  if (size == 0) return 0;
  const std::string_view text = text_of(data, size).substr(1);
  if (data[0] % 2 == 0) {
    use_structs(text);
  } else {
    for (std::uint32_t kind = 0; kind <= 9; ++kind) use_answer(kind, text);
    read_bodies(text);
  }
  return 0;
}
