#include <algorithm>

#include "catalogue.hpp"
#include "decide.hpp"
#include "ladder.hpp"
#include "reader.hpp"

namespace haggle::capi {
namespace {

/// From messages to outcomes, in the order of both.
class Work {
 public:
  Work(Reader& reader, Catalogue& catalogue, Clock clock, bool keeps) noexcept
      : reader_(reader), catalogue_(catalogue), clock_(clock), keeps_(keeps) {}

  void take_body(std::uint32_t number, std::string_view bytes) {
    place_.body = number;
    place_.delivery = 0;
    for (const Delivery& delivery : reader_.read(bytes, clock_.now)) {
      place_.record = static_cast<std::uint32_t>(delivery.record);
      take(delivery);
      ++place_.delivery;
    }
  }

 private:
  struct Place {
    std::uint32_t body{0};
    std::uint32_t delivery{0};
    std::uint32_t record{0};
  };

  haggle_outcome& add(std::uint8_t kind) {
    const haggle_outcome fresh = HAGGLE_OUTCOME_INIT;
    haggle_outcome& out = reader_.outcomes.emplace_back(fresh);
    out.body = place_.body;
    out.delivery = place_.delivery;
    out.record = place_.record;
    out.listing = HAGGLE_NO_LISTING;
    out.quantity = 1;
    out.kind = kind;
    return out;
  }
  haggle_outcome& add(std::uint8_t kind, const Message& message) {
    haggle_outcome& out = add(kind);
    out.message_kind = static_cast<std::uint8_t>(message.kind);
    out.audience = static_cast<std::uint8_t>(message.market.audience);
    return out;
  }
  haggle_outcome& add(std::uint8_t kind, const Message& message, std::uint32_t listing) {
    haggle_outcome& out = add(kind, message);
    out.listing = listing;
    return out;
  }

  void take(const Delivery& delivery) {
    const Message& message = delivery.message;
    if (delivery.error) {
      put_error(*delivery.error, add(HAGGLE_OUTCOME_ERROR));
    } else if (!message.has_market()) {
      add(HAGGLE_OUTCOME_NO_OFFERS, message);
    } else if (!take_listings(message)) {
      add(HAGGLE_OUTCOME_NO_LISTING, message);
    }
  }

  /// Returns: whether there was any.
  bool take_listings(const Message& message) {
    bool any = false;
    for (const std::uint32_t number : catalogue_.find(message)) {
      const Listing& listing = catalogue_.entry(number).listing();
      const bool asked = listing.condition == message.market.condition &&
                         listing.audience == message.market.audience;
      if (!asked) continue;
      any = true;
      if (listing.audience == Audience::business) {
        take_ladder(message, number);
      } else {
        take_listing(message, number);
      }
    }
    return any;
  }

  void take_listing(const Message& message, std::uint32_t number) {
    const Entry& entry = catalogue_.entry(number);
    const auto offers = reader_.offers_for(message, entry.listing().seller);
    const Snapshot snapshot{entry.listing(), message.market, offers, clock_};
    haggle_outcome& out = add(HAGGLE_OUTCOME_DECISION, message, number);
    const detail::Fault fault =
        decide_at(snapshot, *entry.policy, verdicts_.verdicts, &out.decision);
    if (fault) {
      out.kind = HAGGLE_OUTCOME_ERROR;
      put_error(fault.error(), out);
    } else if (keeps_) {
      Decision decision;
      std::memcpy(static_cast<void*>(&decision), &out.decision, sizeof decision);
      catalogue_.keep(number, decision, {message.market.time, clock_.now});
    }
  }

  void take_ladder(const Message& message, std::uint32_t number) {
    const Entry& entry = catalogue_.entry(number);
    const auto offers = reader_.offers_for(message, entry.listing().seller);
    const BusinessSnapshot snapshot{entry.business, message.market, offers, message.breaks, clock_};
    const auto decided =
        decide_business(snapshot, *entry.policy, {verdicts_.verdicts, offers.size()});
    if (!decided) {
      put_error(decided.error(), add(HAGGLE_OUTCOME_ERROR, message, number));
      return;
    }
    for (std::size_t i = 0; i < decided->rungs_count; ++i) {
      put_rung(decided->rungs[i], i, add(HAGGLE_OUTCOME_DECISION, message, number));
    }
    if (keeps_) catalogue_.keep(number, *decided, {message.market.time, clock_.now});
  }

  static void put_rung(const BusinessRung& from, std::size_t number, haggle_outcome& out) noexcept {
    out.quantity = from.quantity;
    out.rung = static_cast<std::uint8_t>(number);
    out.dropped = static_cast<std::uint8_t>(from.dropped);
    if (from.error) {
      out.kind = HAGGLE_OUTCOME_ERROR;
      put_error(*from.error, out);
    } else {
      std::memcpy(&out.decision, &from.decision, sizeof out.decision);
    }
  }

  Reader& reader_;
  Catalogue& catalogue_;
  Clock clock_;
  bool keeps_;
  Place place_{};
  detail::VerdictScratch verdicts_;
};

/// The bodies of one call, one behind the other.
struct SideBySide {
  const char* bytes;
  const std::uint64_t* first;
  std::size_t count;

  [[nodiscard]] Wrong check() const noexcept {
    if (first == nullptr) return {Errc::bad_argument, "first"};
    const std::uint64_t* falls = std::is_sorted_until(first, first + count + 1);
    if (falls != first + count + 1) {
      return {Errc::bad_argument, "first[]", static_cast<std::size_t>(falls - first)};
    }
    return check_text(bytes, first[count] - first[0], "bodies");
  }
  [[nodiscard]] std::string_view body(std::size_t i) const noexcept {
    const std::size_t size = first[i + 1] - first[i];
    return size == 0 ? std::string_view{} : text_of(bytes + first[i], size);
  }
};

/// The bodies of one call, anywhere.
struct Scattered {
  const char* const* bodies;
  const std::uint64_t* sizes;
  std::size_t count;

  [[nodiscard]] Wrong check() const noexcept {
    if (count == 0) return {};
    if (bodies == nullptr) return {Errc::bad_argument, "bodies"};
    if (sizes == nullptr) return {Errc::bad_argument, "sizes"};
    for (std::size_t i = 0; i < count; ++i) {
      if (bodies[i] == nullptr && sizes[i] != 0) return {Errc::bad_argument, "bodies[]", i};
    }
    return {};
  }
  [[nodiscard]] std::string_view body(std::size_t i) const noexcept {
    return text_of(bodies[i], sizes[i]);
  }
};

Wrong check_outcomes(const Strided<haggle_outcome>& outcomes) noexcept {
  const Wrong wrong =
      check_array(outcomes, first_size<haggle_outcome>, "outcomes", "outcomes_stride");
  if (wrong) return wrong;
  for (std::size_t i = 0; i < outcomes.count; ++i) {
    const haggle_outcome* out = outcomes.at(i);
    const bool good = is_size_of<haggle_outcome>(size_of(out)) && fits(out, outcomes.stride);
    if (!good) return {Errc::bad_size, "outcomes[].size", i};
  }
  return {};
}

std::size_t copy_outcomes(const Reader& reader, std::size_t from,
                          const Strided<haggle_outcome>& to) noexcept {
  const std::size_t there = reader.outcomes.size();
  const std::size_t count = from < there ? std::min(there - from, to.count) : 0;
  for (std::size_t i = 0; i < count; ++i) {
    write_struct(reader.outcomes[from + i], const_cast<haggle_outcome*>(to.at(i)));
  }
  return count;
}

/// What both ways of giving bodies have in common.
struct Asked {
  haggle_reader* reader;
  haggle_catalogue* catalogue;
  const haggle_clock* clock;
  std::uint32_t flags;
  Strided<haggle_outcome> outcomes;
  std::size_t* outcomes_count;
};

template <class Bodies>
Wrong decide_bodies(const Asked& asked, const Bodies& in) {
  ClockIn moment;
  const Wrong wrong = first_wrong(
      [&] { return check_handle(asked.reader, "reader"); },
      [&] { return check_handle(asked.catalogue, "catalogue"); },
      [&] { return moment.read(asked.clock); },
      [&] { return in.count > UINT32_MAX ? Wrong{Errc::too_large, "bodies_count"} : Wrong{}; },
      [&] { return in.check(); }, [&] { return check_outcomes(asked.outcomes); },
      [&] { return check_pointer(asked.outcomes_count, "outcomes_count"); });
  if (wrong) return wrong;
  if ((asked.flags & ~std::uint32_t{HAGGLE_MESSAGES_KEEP}) != 0) {
    return {Errc::unknown_value, "flags"};
  }
  Reader& reader = *asked.reader->content;
  *asked.outcomes_count = 0;
  reader.outcomes.clear();
  Work work{reader, *asked.catalogue->content, moment.clock, asked.flags != 0};
  for (std::size_t i = 0; i < in.count; ++i) {
    work.take_body(static_cast<std::uint32_t>(i), in.body(i));
  }
  *asked.outcomes_count = reader.outcomes.size();
  copy_outcomes(reader, 0, asked.outcomes);
  return {};
}

}  // namespace
}  // namespace haggle::capi

using namespace haggle::capi;
using haggle::Errc;

haggle_status haggle_decide_messages(haggle_reader* reader, haggle_catalogue* catalogue,
                                     const haggle_clock* clock, const char* bodies,
                                     const uint64_t* first, size_t bodies_count, uint32_t flags,
                                     haggle_outcome* outcomes, size_t outcomes_stride,
                                     size_t capacity, size_t* outcomes_count, haggle_error* err) {
  return guarded(err, [&] {
    const Asked asked{reader,        catalogue, clock, flags, {outcomes, capacity, outcomes_stride},
                      outcomes_count};
    return decide_bodies(asked, SideBySide{bodies, first, bodies_count});
  });
}

haggle_status haggle_decide_bodies(haggle_reader* reader, haggle_catalogue* catalogue,
                                   const haggle_clock* clock, const char* const* bodies,
                                   const uint64_t* sizes, size_t bodies_count, uint32_t flags,
                                   haggle_outcome* outcomes, size_t outcomes_stride,
                                   size_t capacity, size_t* outcomes_count, haggle_error* err) {
  return guarded(err, [&] {
    const Asked asked{reader,        catalogue, clock, flags, {outcomes, capacity, outcomes_stride},
                      outcomes_count};
    return decide_bodies(asked, Scattered{bodies, sizes, bodies_count});
  });
}

haggle_status haggle_reader_outcomes(const haggle_reader* reader, size_t from,
                                     haggle_outcome* outcomes, size_t outcomes_stride,
                                     size_t capacity, size_t* copied, haggle_error* err) {
  return guarded(err, [&]() -> Wrong {
    const Strided<haggle_outcome> out{outcomes, capacity, outcomes_stride};
    const Wrong wrong = first_wrong([&] { return check_handle(reader, "reader"); },
                                    [&] { return check_outcomes(out); },
                                    [&] { return check_pointer(copied, "copied"); });
    if (!wrong) *copied = copy_outcomes(*reader->content, from, out);
    return wrong;
  });
}
