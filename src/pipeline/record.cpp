#include "haggle/pipeline/record.hpp"

#include <array>
#include <charconv>

#include "pipeline/text_out.hpp"

namespace haggle {
inline namespace v0 {
namespace {

using pipeline::TextOut;

constexpr std::string_view form = "1";

// A blank and a number take at most so much.
constexpr std::size_t next_bytes_max = 1 + pipeline::whole_bytes_max;
constexpr std::size_t memory_bytes_max = 6 * next_bytes_max;
constexpr std::size_t tier_bytes_max = 2 * next_bytes_max + memory_bytes_max;
constexpr std::size_t head_bytes_max =
    version_bytes_max + sizeof " 1" + 11 * next_bytes_max + memory_bytes_max;

/// A number and a blank before it.
void put_next(TextOut& out, std::integral auto value) {
  out.one(' '), out.whole(value);
}

void put_version(TextOut& out, const DecisionVersion& version) {
  out.whole(version.market_time.ms);
  put_next(out, version.policy_revision);
  put_next(out, version.round);
  out.one(' '), out.text(version.notification.text());
}

void put_moment(TextOut& out, std::optional<Instant> at) {
  if (at) return put_next(out, at->ms);
  out.literal(" -");
}

void put_memory(TextOut& out, const Memory& memory) {
  put_next(out, memory.version);
  put_next(out, memory.has);
  put_next(out, memory.safe_minor);
  put_next(out, memory.step_time.ms);
  put_next(out, memory.lost_minor);
  put_next(out, memory.lost_time.ms);
}

// ---- reading -----------------------------------------------------------

/// The words of a record, one after the other; once one is wrong, all are.
class Words {
 public:
  explicit Words(std::string_view text) : rest_(text) {}

  std::string_view word() {
    const std::size_t end = std::min(rest_.find(' '), rest_.size());
    const std::string_view found = rest_.substr(0, end);
    rest_.remove_prefix(std::min(end + 1, rest_.size()));
    good_ = good_ && !found.empty();
    return found;
  }
  template <class Whole>
  Whole whole() {
    return parse<Whole>(word());
  }
  template <class Enum, std::size_t count>
  Enum one_of(const std::array<Word<Enum>, count>& known) {
    const auto number = whole<std::uint32_t>();
    for (const Word<Enum>& each : known) {
      if (static_cast<std::uint32_t>(each.value) == number) return each.value;
    }
    good_ = false;
    return {};
  }
  Instant instant() { return bounded({whole<std::int64_t>()}); }
  std::optional<Instant> moment() {
    const std::string_view text = word();
    if (text == "-") return std::nullopt;
    return bounded({parse<std::int64_t>(text)});
  }
  [[nodiscard]] bool is_good() const { return good_; }
  [[nodiscard]] bool is_whole() const { return good_ && rest_.empty(); }
  void refuse() { good_ = false; }

 private:
  template <class Whole>
  Whole parse(std::string_view text) {
    Whole value{};
    const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
    good_ = good_ && read.ec == std::errc{} && read.ptr == text.data() + text.size();
    return value;
  }
  Instant bounded(Instant at) {
    good_ = good_ && -instant_ms_max <= at.ms && at.ms <= instant_ms_max;
    return at;
  }

  std::string_view rest_;
  bool good_{true};
};

DecisionVersion take_version(Words& from) {
  DecisionVersion version;
  version.market_time = from.instant();
  version.policy_revision = from.whole<std::int64_t>();
  version.round = from.whole<std::uint32_t>();
  const auto id = NotificationId::from(from.word());
  if (id) version.notification = *id;
  if (!id) from.refuse();
  return version;
}

Reason take_reason(Words& from) {
  const auto number = from.whole<std::uint16_t>();
  for (const ReasonEntry& entry : reason_table) {
    if (static_cast<std::uint16_t>(entry.reason) == number) return entry.reason;
  }
  from.refuse();
  return Reason::no_change;
}

Memory take_memory(Words& from) {
  Memory memory;
  memory.version = from.whole<std::uint32_t>();
  memory.has = from.whole<std::uint32_t>();
  memory.safe_minor = from.whole<std::int64_t>();
  memory.step_time = from.instant();
  memory.lost_minor = from.whole<std::int64_t>();
  memory.lost_time = from.instant();
  return memory;
}

struct TierState {
  std::uint32_t quantity{0};
  std::int64_t price_minor{0};
  Memory memory{};
};

/// All that a record says.
struct RecordState {
  Standing standing{};
  std::int64_t price_minor{0};
  std::optional<Instant> price_time{};
  Memory memory{};
  std::uint32_t tiers_count{0};
  std::array<TierState, tiers_max> tiers{};
};

Standing take_standing(Words& from) {
  Standing standing;
  standing.exists = true;
  standing.version = take_version(from);
  if (from.word() != form) from.refuse();
  standing.action = from.one_of(action_words);
  standing.strategy = from.one_of(strategy_words);
  standing.reason = take_reason(from);
  standing.binding = from.one_of(bound_kind_words);
  standing.old_price_minor = from.whole<std::int64_t>();
  standing.competitor_minor = from.whole<std::int64_t>();
  standing.decided_at = from.instant();
  standing.again_at = from.moment();
  return standing;
}

void take_tiers(Words& from, RecordState& state) {
  state.tiers_count = from.whole<std::uint32_t>();
  if (state.tiers_count > tiers_max) from.refuse();
  for (std::uint32_t i = 0; from.is_good() && i < state.tiers_count; ++i) {
    TierState& tier = state.tiers[i];
    tier.quantity = from.whole<std::uint32_t>();
    tier.price_minor = from.whole<std::int64_t>();
    tier.memory = take_memory(from);
  }
}

Result<RecordState> read_state(std::string_view record) {
  Words from{record};
  RecordState state;
  state.standing = take_standing(from);
  state.price_minor = from.whole<std::int64_t>();
  state.price_time = from.moment();
  state.memory = take_memory(from);
  take_tiers(from, state);
  if (!from.is_whole()) return fail(Errc::malformed_json, "record");
  return state;
}

/// A price that was set outside since stands.
bool is_newer_outside(const Listing& listing, Instant kept) {
  return listing.price_minor != 0 && listing.knows(Listing::has_price_time) &&
         listing.price_time > kept;
}

void put_tier(const TierState& kept, bool has_prices, BusinessListing& ladder) {
  for (std::uint32_t i = 0; i < ladder.tiers_count; ++i) {
    Tier& tier = ladder.tiers[i];
    if (tier.quantity != kept.quantity) continue;
    tier.memory = kept.memory;
    if (has_prices) tier.price_minor = kept.price_minor;
  }
}

}  // namespace

void append_version(const DecisionVersion& version, std::string& out) {
  TextOut to{out, version_bytes_max};
  put_version(to, version);
}

std::string write_version(const DecisionVersion& version) {
  std::string out;
  append_version(version, out);
  return out;
}

void append_record(const Listed& listed, std::string& out) {
  const Standing& standing = listed.standing;
  const Listing& listing = listed.listing();
  TextOut to{out, head_bytes_max + listed.ladder.tiers_count * tier_bytes_max};
  put_version(to, standing.version);
  to.one(' '), to.text(form);
  put_next(to, static_cast<unsigned>(standing.action));
  put_next(to, static_cast<unsigned>(standing.strategy));
  put_next(to, static_cast<unsigned>(standing.reason));
  put_next(to, static_cast<unsigned>(standing.binding));
  put_next(to, standing.old_price_minor);
  put_next(to, standing.competitor_minor);
  put_next(to, standing.decided_at.ms);
  put_moment(to, standing.again_at);
  put_next(to, listing.price_minor);
  const bool dated = listing.knows(Listing::has_price_time);
  put_moment(to, dated ? std::optional{listing.price_time} : std::nullopt);
  put_memory(to, listing.memory);
  put_next(to, listed.ladder.tiers_count);
  for (std::uint32_t i = 0; i < listed.ladder.tiers_count; ++i) {
    const Tier& tier = listed.ladder.tiers[i];
    put_next(to, tier.quantity);
    put_next(to, tier.price_minor);
    put_memory(to, tier.memory);
  }
}

Result<DecisionVersion> read_version(std::string_view record) {
  Words from{record};
  const DecisionVersion version = take_version(from);
  if (!from.is_good()) return fail(Errc::malformed_json, "record");
  return version;
}

Result<void> apply_record(std::string_view record, Listed& listed) {
  const auto state = read_state(record);
  if (!state) return tl::unexpected<Error>(state.error());
  listed.standing = state->standing;
  Listing& listing = listed.listing();
  listing.memory = state->memory;
  listing.set_last_applied(state->standing.version.market_time);
  const bool was_sent = state->price_time && !is_newer_outside(listing, *state->price_time);
  if (was_sent) listing.set_price(state->price_minor, *state->price_time);
  for (std::uint32_t i = 0; i < state->tiers_count; ++i) {
    put_tier(state->tiers[i], was_sent, listed.ladder);
  }
  return {};
}

}  // namespace v0
}  // namespace haggle
