// haggle/pipeline/counters.hpp -- floor 7 (pipeline).
//
// What was counted, as one value that adds up over workers, and its text for Prometheus.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include "haggle/market/kinds.hpp"
#include "haggle/pipeline/fault.hpp"
#include "haggle/pipeline/health.hpp"
#include "haggle/trail/reason.hpp"

namespace haggle {
inline namespace v0 {

/// What became of a message, or of a part of one.
enum class MessageFate : std::uint8_t {
  decided = 0,           ///< decided on for one listing or more
  duplicate = 1,         ///< every listing had this market's decision already
  older = 2,             ///< every listing had a newer one
  no_listing = 3,        ///< about an item that nobody here sells
  not_this_listing = 4,  ///< all listings of the item are of another audience or condition
  no_offers = 5,         ///< a notice about something else
  unknown_type = 6,      ///< of a type that has no reader
  too_old = 7,           ///< older than the age gate lets through
  dead = 8,              ///< put to the dead letters
  given_back = 9,        ///< handed back to its source, to come again
  waits = 10,            ///< kept for listings that have no policy or do not parse
};
inline constexpr std::array message_fate_words{
    Word{MessageFate::decided, "decided"},
    Word{MessageFate::duplicate, "duplicate"},
    Word{MessageFate::older, "older"},
    Word{MessageFate::no_listing, "no_listing"},
    Word{MessageFate::not_this_listing, "not_this_listing"},
    Word{MessageFate::no_offers, "no_offers"},
    Word{MessageFate::unknown_type, "unknown_type"},
    Word{MessageFate::too_old, "too_old"},
    Word{MessageFate::dead, "dead"},
    Word{MessageFate::given_back, "given_back"},
    Word{MessageFate::waits, "waits"}};

/// Microseconds up to which a bucket of the latency histogram counts; one more has no bound.
inline constexpr std::array<std::int64_t, 15> latency_bounds_us{
    50,     100,    250,     500,     1'000,     2'500,     5'000,     10'000,
    20'000, 50'000, 100'000, 250'000, 1'000'000, 5'000'000, 30'000'000};

struct LatencyHistogram {
  std::array<std::uint64_t, latency_bounds_us.size() + 1> counts{};
  std::uint64_t sum_us{0};
  void add(std::int64_t us) noexcept;
};

inline constexpr std::size_t reason_numbers_count = 64;  ///< above every reason's number
static_assert(static_cast<std::size_t>(reason_table.back().reason) < reason_numbers_count);

struct Counters {
  std::uint64_t received{0};
  std::array<std::uint64_t, message_fate_words.size()> messages{};
  std::array<std::array<std::uint64_t, reason_numbers_count>, 2> decisions{};  ///< [action][reason]
  std::uint64_t decisions_rejected{0};    ///< a listing's facts or the market are wrong for it
  std::uint64_t policies_missing{0};      ///< listings left alone, because their policy is nowhere
  std::uint64_t listings_unreadable{0};   ///< listings that do not parse in the store
  std::array<std::uint64_t, 5> writes{};  ///< by WriteStatus
  std::uint64_t due_taken{0};             ///< waiting listings decided again
  std::uint64_t due_dropped{0};           ///< of those, without a market to decide on
  std::uint64_t swept{0};                 ///< listings that the sweep made due
  std::uint64_t retries{0};
  std::uint64_t extended{0};  ///< times that messages were kept longer
  std::array<std::array<std::uint64_t, parts_count>, fault_category_words.size()> faults{};
  LatencyHistogram latency{};  ///< from received to saved, of a message

  Counters& operator+=(const Counters& other) noexcept;
};

/// What a worker shows to the outside.
struct WorkerView {
  Counters counters{};
  std::array<PartHealth, parts_count> parts{};
  std::optional<std::int64_t> queue_depth{};
  std::uint64_t held_count{0};  ///< messages in hand
};

/// The counters and gauges in the text format of Prometheus, version 0.0.4, all beginning with
/// haggle_: messages_total{outcome}, decisions_total{action,reason}, decision_latency_seconds (a
/// histogram), faults_total{category,part}, breaker_state{part}, health{part}, queue_depth, and the
/// rest. Zero counts of reasons are left out.
[[nodiscard]] std::string write_metrics(const WorkerView& view);

/// The same numbers as one JSON object, for people.
[[nodiscard]] std::string write_stats(const WorkerView& view);

}  // namespace v0
}  // namespace haggle
