#include <algorithm>

#include "decide.hpp"
#include "handles.hpp"
#include "market_in.hpp"

namespace haggle::capi {
namespace {

/// The rows of a batch, as the caller gives them.
struct Rows {
  std::size_t count;
  Strided<haggle_listing> listings;
  Strided<haggle_market> markets;
  Strided<haggle_offer> offers;  ///< its count is that of all rows
  const std::uint32_t* first;
};

/// Where the answers go.
struct Answers {
  Strided<haggle_decision> decisions;
  haggle_status* statuses;
  Strided<haggle_error> errors;

  [[nodiscard]] haggle_decision* decision(std::size_t row) const noexcept {
    return const_cast<haggle_decision*>(decisions.at(row));
  }
  [[nodiscard]] haggle_error* error(std::size_t row) const noexcept {
    return errors.data == nullptr ? nullptr : const_cast<haggle_error*>(errors.at(row));
  }
};

Wrong check_first(const Rows& rows) noexcept {
  if (rows.first == nullptr) return {Errc::bad_argument, "first"};
  const std::uint32_t* end = rows.first + rows.count + 1;
  const std::uint32_t* falls = std::is_sorted_until(rows.first, end);
  if (falls == end) return {};
  return {Errc::bad_argument, "first[]", static_cast<std::size_t>(falls - rows.first)};
}

Wrong check_offers(const Rows& rows) noexcept {
  Strided<haggle_offer> all = rows.offers;
  all.count = rows.first[rows.count] - rows.first[0];
  return check_array(all, sizeof(haggle_offer), "offers", "offers_stride");
}

/// Every decision must say its size, because what is written depends on it.
Wrong check_decisions(const Strided<haggle_decision>& decisions) noexcept {
  for (std::size_t i = 0; i < decisions.count; ++i) {
    const haggle_decision* out = decisions.at(i);
    const bool good = is_size_of<haggle_decision>(size_of(out)) && fits(out, decisions.stride);
    if (!good) return {Errc::bad_size, "decisions[].size", i};
  }
  return {};
}

Wrong check_errors(const Strided<haggle_error>& errors) noexcept {
  if (errors.data == nullptr) return {};
  const Wrong wrong = check_array(errors, first_size<haggle_error>, "errors", "errors_stride");
  if (wrong) return wrong;
  for (std::size_t i = 0; i < errors.count; ++i) {
    const haggle_error* out = errors.at(i);
    const bool good = is_size_of<haggle_error>(size_of(out)) && fits(out, errors.stride);
    if (!good) return {Errc::bad_size, "errors[].size", i};
  }
  return {};
}

Wrong check_rows(const Rows& rows) noexcept {
  return first_wrong(
      [&] {
        return check_array(rows.listings, first_size<haggle_listing>, "listings",
                           "listings_stride");
      },
      [&] {
        return check_array(rows.markets, first_size<haggle_market>, "markets", "markets_stride");
      },
      [&] { return check_first(rows); }, [&] { return check_offers(rows); });
}

Wrong check_answers(const Answers& out) noexcept {
  return first_wrong(
      [&] {
        return check_array(out.decisions, first_size<haggle_decision>, "decisions",
                           "decisions_stride");
      },
      [&] {
        return check_pointer(out.decisions.count == 0 ? &out : static_cast<void*>(out.statuses),
                             "statuses");
      },
      [&] { return check_decisions(out.decisions); }, [&] { return check_errors(out.errors); });
}

/// What makes decisions one after the other, in the same memory.
class Batch {
 public:
  Batch(const Policy& policy, const Rows& rows, Clock clock) noexcept
      : policy_(policy), rows_(rows), clock_(clock) {}

  Wrong decide(std::size_t row, haggle_decision* out) {
    Given<haggle_listing> listing;
    Given<haggle_market> market;
    const Wrong wrong = first_wrong([&] { return read(rows_.listings, row, listing, "listing"); },
                                    [&] { return read(rows_.markets, row, market, "market"); },
                                    [&] { return offers_.read(offers_of(row)); },
                                    [&] { return check_sellers(*listing, *market); });
    if (wrong) {
      clear_struct(out);
      return wrong;
    }
    return decide_at({*listing, *market, *offers_, clock_}, policy_, verdicts_.verdicts, out);
  }

 private:
  template <class C>
  static Wrong read(const Strided<C>& array, std::size_t row, Given<C>& out,
                    const char* where) noexcept {
    const C* element = array.at(row);
    if (!fits(element, array.stride)) return {Errc::bad_size, where};
    return out.read(element, where);
  }
  [[nodiscard]] Strided<haggle_offer> offers_of(std::size_t row) noexcept {
    const std::uint32_t first = rows_.first[row];
    offers_ = {};
    return {rows_.offers.at(first), rows_.first[row + 1] - first, rows_.offers.stride};
  }

  const Policy& policy_;
  const Rows& rows_;
  Clock clock_;
  OffersIn offers_;
  detail::VerdictScratch verdicts_;
};

void decide_rows(Batch& batch, std::size_t count, const Answers& out) {
  for (std::size_t row = 0; row < count; ++row) {
    Wrong wrong = batch.decide(row, out.decision(row));
    out.statuses[row] = wrong.status();
    if (!wrong) continue;
    wrong.row = static_cast<std::uint32_t>(row);
    write_wrong(wrong, out.error(row));
  }
}

}  // namespace
}  // namespace haggle::capi

using namespace haggle::capi;

haggle_status haggle_decide_many(const haggle_policy* policy, size_t rows_count,
                                 const haggle_listing* listings, size_t listings_stride,
                                 const haggle_market* markets, size_t markets_stride,
                                 const haggle_clock* clock, const haggle_offer* offers,
                                 size_t offers_stride, const uint32_t* first,
                                 haggle_decision* decisions, size_t decisions_stride,
                                 haggle_status* statuses, haggle_error* errors,
                                 size_t errors_stride, haggle_error* err) {
  return guarded(err, [&]() -> Wrong {
    const Rows rows{rows_count,
                    {listings, rows_count, listings_stride},
                    {markets, rows_count, markets_stride},
                    {offers, 0, offers_stride},
                    first};
    const Answers out{
        {decisions, rows_count, decisions_stride}, statuses, {errors, rows_count, errors_stride}};
    ClockIn moment;
    const Wrong wrong = first_wrong(
        [&] { return check_handle(policy, "policy"); }, [&] { return moment.read(clock); },
        [&] { return check_rows(rows); }, [&] { return check_answers(out); });
    if (wrong) return wrong;
    Batch batch{policy->policy(), rows, moment.clock};
    decide_rows(batch, rows_count, out);
    return {};
  });
}
