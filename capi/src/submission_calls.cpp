#include <vector>

#include "rungs_in.hpp"
#include "submission.hpp"

namespace haggle::capi {
namespace {

Wrong check_bounds(std::uint8_t bounds) noexcept {
  return bounds <= HAGGLE_BOUNDS_SENT_EFFECTIVE ? Wrong{} : Wrong{Errc::unknown_value, "bounds"};
}

/// No market is given, so that nothing is known of how many offers there were.
constexpr std::size_t offers_unknown = SIZE_MAX;

Wrong submit(const Listing& listing, const Decision& decision, BoundsSent bounds,
             PriceSubmission& out) {
  if (listing.audience > Audience::business) return {Errc::unknown_value, "listing.audience"};
  if (decision.action == Action::hold) return {Errc::bad_argument, "decision.action"};
  if (const Wrong wrong = check_decision(decision, offers_unknown)) return wrong;
  auto made = submission_of(listing, decision, bounds);
  if (!made) return made.error();
  out = std::move(*made);
  return {};
}

/// Puts a submission beside what stands in the caller's struct.
/// Needs: a struct that can be written to.
Wrong join(const PriceSubmission& made, haggle_submission* to) noexcept {
  haggle_submission out;
  if (const Wrong wrong = copy_struct(to, out, "submission")) return wrong;
  if (const Wrong wrong = join_submission(made, out)) return wrong;
  write_struct(out, to);
  return {};
}

/// A batch that was decided.
struct Decided {
  Strided<haggle_listing> listings;
  Strided<haggle_decision> decisions;
  BoundsSent bounds;

  [[nodiscard]] Wrong check() const noexcept {
    return first_wrong(
        [&] {
          return check_array(listings, first_size<haggle_listing>, "listings", "listings_stride");
        },
        [&] {
          return check_array(decisions, first_size<haggle_decision>, "decisions",
                             "decisions_stride");
        });
  }
  /// Does the row go out?
  [[nodiscard]] Wrong submit_row(std::size_t row, PriceSubmission& out, bool& goes_out) const {
    Given<haggle_listing> listing;
    Given<haggle_decision> decision;
    const Wrong wrong = first_wrong([&] { return read(listings, row, listing, "listing"); },
                                    [&] { return read(decisions, row, decision, "decision"); });
    if (wrong) return wrong;
    goes_out = decision->action != Action::hold;
    return goes_out ? submit(*listing, *decision, bounds, out) : Wrong{};
  }

 private:
  template <class C>
  static Wrong read(const Strided<C>& array, std::size_t row, Given<C>& out,
                    const char* where) noexcept {
    const C* element = array.at(row);
    return fits(element, array.stride) ? out.read(element, where) : Wrong{Errc::bad_size, where};
  }
};

Wrong submit_rows(const Decided& in, const Strided<haggle_submission>& to,
                  std::vector<haggle_submission>& made) {
  for (std::size_t row = 0; row < in.listings.count; ++row) {
    PriceSubmission one;
    bool goes_out = false;
    Wrong wrong = in.submit_row(row, one, goes_out);
    if (!wrong && goes_out) {
      haggle_submission& out = made.emplace_back();
      wrong = copy_struct(to.at(made.size() - 1), out, "submissions[].size");
      put_submission(one, out);
      out.row = static_cast<std::uint32_t>(row);
    }
    if (!wrong) continue;
    wrong.row = static_cast<std::uint32_t>(row);
    return wrong;
  }
  return {};
}

Wrong check_room(const Strided<haggle_submission>& to) noexcept {
  const Wrong wrong =
      check_array(to, first_size<haggle_submission>, "submissions", "submissions_stride");
  if (wrong) return wrong;
  for (std::size_t i = 0; i < to.count; ++i) {
    const haggle_submission* out = to.at(i);
    const bool good = is_size_of<haggle_submission>(size_of(out)) && fits(out, to.stride);
    if (!good) return {Errc::bad_size, "submissions[].size", i};
  }
  return {};
}

/// Writes one submission as a text, or a list of them.
template <class Write>
Wrong write_one(const haggle_submission* submission, const TextOut& out, Write write) {
  Given<haggle_submission> in;
  PriceSubmission price;
  const Wrong wrong =
      first_wrong([&] { return in.read(submission, "submission"); }, [&] { return out.check(); },
                  [&] { return read_submission(*in, price); });
  if (wrong) return wrong;
  const auto text = write(price);
  return text ? out.put(*text) : Wrong{text.error()};
}
template <class Write>
Wrong write_list(const Strided<haggle_submission>& submissions, const TextOut& out, Write write) {
  std::vector<PriceSubmission> prices;
  const Wrong wrong = first_wrong([&] { return out.check(); },
                                  [&] { return read_submissions(submissions, prices); });
  if (wrong) return wrong;
  const auto text = write(prices);
  if (text) return out.put(*text);
  Wrong in_list{text.error()};
  in_list.row = text.error().index;
  return in_list;
}

}  // namespace
}  // namespace haggle::capi

using namespace haggle::capi;
using haggle::BoundsSent;
using haggle::PriceSubmission;

haggle_status haggle_submission_of_decision(const haggle_listing* listing,
                                            const haggle_decision* decision, uint8_t bounds,
                                            haggle_submission* submission, haggle_error* err) {
  return guarded(err, [&]() -> Wrong {
    Given<haggle_listing> listing_in;
    Given<haggle_decision> decision_in;
    PriceSubmission made;
    return first_wrong([&] { return listing_in.read(listing, "listing"); },
                       [&] { return decision_in.read(decision, "decision"); },
                       [&] { return check_bounds(bounds); },
                       [&] { return check_out(submission, "submission"); },
                       [&] { return submit(*listing_in, *decision_in, BoundsSent{bounds}, made); },
                       [&] { return join(made, submission); });
  });
}

haggle_status haggle_submission_of_ladder(const haggle_listing* listing,
                                          const haggle_ladder* ladder, const haggle_rung* rungs,
                                          size_t rungs_stride, uint8_t bounds,
                                          haggle_submission* submission, haggle_error* err) {
  return guarded(err, [&]() -> Wrong {
    Given<haggle_listing> in;
    haggle::BusinessListing business;
    RungsIn decided;
    const auto given = [&] {
      return Strided<haggle_rung>{rungs, 1U + business.tiers_count, rungs_stride};
    };
    const Wrong wrong = first_wrong([&] { return in.read(listing, "listing"); },
                                    [&] { return read_ladder(ladder, *in, business); },
                                    [&] { return decided.read(given(), offers_unknown); },
                                    [&] { return check_bounds(bounds); },
                                    [&] { return check_out(submission, "submission"); });
    if (wrong) return wrong;
    const auto made = submission_of(business, decided.decision, BoundsSent{bounds});
    return made ? join(*made, submission) : Wrong{made.error()};
  });
}

haggle_status haggle_submissions_of_decisions(size_t rows_count, const haggle_listing* listings,
                                              size_t listings_stride,
                                              const haggle_decision* decisions,
                                              size_t decisions_stride, uint8_t bounds,
                                              haggle_submission* submissions,
                                              size_t submissions_stride, size_t* submissions_count,
                                              haggle_error* err) {
  return guarded(err, [&]() -> Wrong {
    const Decided in{{listings, rows_count, listings_stride},
                     {decisions, rows_count, decisions_stride},
                     BoundsSent{bounds}};
    const Strided<haggle_submission> to{submissions, rows_count, submissions_stride};
    std::vector<haggle_submission> made;
    if (const Wrong no_count = check_pointer(submissions_count, "submissions_count")) {
      return no_count;
    }
    *submissions_count = 0;
    const Wrong wrong =
        first_wrong([&] { return in.check(); }, [&] { return check_bounds(bounds); },
                    [&] { return check_room(to); }, [&] { return submit_rows(in, to, made); });
    if (wrong) return wrong;
    for (std::size_t i = 0; i < made.size(); ++i) {
      write_struct(made[i], const_cast<haggle_submission*>(to.at(i)));
    }
    *submissions_count = made.size();
    return {};
  });
}

haggle_status haggle_listings_patch_write(const haggle_submission* submission, char* buffer,
                                          size_t capacity, size_t* needed, haggle_error* err) {
  return guarded(err, [&] {
    return write_one(submission, {buffer, capacity, needed}, haggle::write_listings_patch);
  });
}

haggle_status haggle_listings_feed_write(const haggle_submission* submissions,
                                         size_t submissions_count, size_t submissions_stride,
                                         const char* issue_locale, char* buffer, size_t capacity,
                                         size_t* needed, haggle_error* err) {
  return guarded(err, [&] {
    const Strided<haggle_submission> given{submissions, submissions_count, submissions_stride};
    return write_list(given, {buffer, capacity, needed}, [issue_locale](const auto& prices) {
      return issue_locale == nullptr ? haggle::write_listings_feed(prices)
                                     : haggle::write_listings_feed(prices, issue_locale);
    });
  });
}

haggle_status haggle_walmart_price_write(const haggle_submission* submission, char* buffer,
                                         size_t capacity, size_t* needed, haggle_error* err) {
  return guarded(err, [&] {
    return write_one(submission, {buffer, capacity, needed}, haggle::write_walmart_price);
  });
}

haggle_status haggle_walmart_feed_write(const haggle_submission* submissions,
                                        size_t submissions_count, size_t submissions_stride,
                                        char* buffer, size_t capacity, size_t* needed,
                                        haggle_error* err) {
  return guarded(err, [&] {
    const Strided<haggle_submission> given{submissions, submissions_count, submissions_stride};
    return write_list(given, {buffer, capacity, needed},
                      [](const auto& prices) { return haggle::write_walmart_price_feed(prices); });
  });
}
