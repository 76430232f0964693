// haggle/pipeline/ports.hpp -- floor 7 (pipeline).
//
// What the worker needs from outside, as small interfaces: where messages come from, where listings
// are and prices go, where refused messages go, who is told. An adapter implements them over one
// server. No port throws: what goes wrong is a Fault. One worker, one thread, one set of ports.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "haggle/codec/message.hpp"
#include "haggle/pipeline/fault.hpp"
#include "haggle/pipeline/kept_market.hpp"
#include "haggle/pipeline/listed.hpp"

namespace haggle {
inline namespace v0 {

// ---- messages in --------------------------------------------------------------------------------

/// A source's own number of a message that it has given out and not been told the end of.
using Ticket = std::uint64_t;

/// One message as it came.
struct Received {
  std::string_view body{};  ///< valid until the ticket is finished or given back
  Ticket ticket{0};
  std::int32_t receives_count{1};             ///< how often it has been given out, with this time
  std::optional<Instant> visible_again_at{};  ///< when others get it unless it is extended; none:
                                              ///< it stays ours
};

/// A queue, a folder, a socket: gives every message until it is told that it is finished.
class MessageSource {
 public:
  virtual ~MessageSource() = default;
  /// Appends what has come, at most `count_max`; waits at most `wait_max` for the first of it.
  /// Returns: how many; 0 where nothing came.
  [[nodiscard]] virtual Answer<std::size_t> receive(std::size_t count_max, Duration wait_max,
                                                    std::vector<Received>& into) = 0;
  /// These are done with, for ever. Each entry of the answer is looked at by itself.
  /// Returns: those that could not be told, which are still held. A fault: none was told.
  [[nodiscard]] virtual Answer<std::vector<Ticket>> finish(std::span<const Ticket> tickets) = 0;
  /// Others may have these after the delay; the tickets are void whatever comes of it.
  [[nodiscard]] virtual Answer<void> give_back(std::span<const Ticket> tickets, Duration delay) = 0;
  /// Nobody else may have these for so long, from now.
  /// Returns: until when.
  [[nodiscard]] virtual Answer<Instant> extend(std::span<const Ticket> tickets,
                                               Duration visibility) = 0;
  /// About how many messages wait. A source that cannot say gives none.
  [[nodiscard]] virtual Answer<std::optional<std::int64_t>> depth() = 0;
  /// Will nothing ever come again? True of a file that is read to its end.
  [[nodiscard]] virtual bool is_ended() const = 0;
};

// ---- listings and prices ------------------------------------------------------------------------

enum class Freshness : std::uint8_t {
  cached = 0,  ///< what is remembered will do: the store refuses what was decided on an old state
  fresh = 1,   ///< as it stands in the store now
};

/// A listing whose time has come.
struct DueListing {
  ListingKey key{};
  ItemKey item{};
  Instant again_at{};
};

/// Where listings, policies and kept markets are.
class ListingStore {
 public:
  virtual ~ListingStore() = default;
  /// Writes one shelf an item, in order: its listings of all sellers, audiences and conditions,
  /// each with what the last decision left (see `apply_record`) and the consumer price capping the
  /// business price of the same SKU (see `cap_by_consumer`). No listing: an empty shelf.
  /// The listings are the store's; the worker changes them as it decides. They stay where they are
  /// until the next load. An item asked for twice is the same shelf.
  [[nodiscard]] virtual Answer<void> load(std::span<const ItemKey> items, Freshness freshness,
                                          std::vector<std::span<Listed* const>>& shelves) = 0;
  /// What is remembered of the item is not true any more.
  virtual void forget(const ItemKey& item) = 0;
  /// Writes the image of each kept market, in order; empty where none is kept.
  [[nodiscard]] virtual Answer<void> load_markets(std::span<const MarketKey> keys,
                                                  std::vector<std::string>& images) = 0;
  /// Appends listings whose `again_at` is not after `now`, and puts the time of each forward by the
  /// lease, in one step, so that two workers do not take the same one and a crash loses none.
  [[nodiscard]] virtual Answer<std::size_t> take_due(Instant now, Duration lease,
                                                     std::size_t count_max,
                                                     std::vector<DueListing>& into) = 0;
  /// These wait no more: there is nothing to decide on. An entry that was set anew meanwhile stays.
  [[nodiscard]] virtual Answer<void> drop_due(std::span<const DueListing> due) = 0;
  /// Looks at the next so many items, going round: a listing whose kept market is newer than the
  /// one that was last decided on becomes due. Finds what a failover lost.
  /// Returns: how many became due.
  [[nodiscard]] virtual Answer<std::size_t> sweep(Instant now, std::size_t items_max) = 0;
};

/// A market to be kept under its item's key, unless a newer one is.
struct MarketWrite {
  MarketKey key{};
  MarketStamp stamp{};
  std::string_view image{};
};

/// A decision to be kept: record, price, waiting entry, in one atomic step.
struct PriceWrite {
  const Listed* listed{nullptr};              ///< as it stands after the decision
  std::optional<DecisionVersion> based_on{};  ///< the version that was decided on; none: the first
  bool has_price{false};  ///< a price goes out; otherwise the price that is stored stays
  std::optional<ListingKey> also_due{};  ///< of the same seller: becomes due at `now`
  Instant now{};
  std::int64_t processing_us{0};  ///< from the message's arrival to the decision
};

enum class WriteStatus : std::uint8_t {
  written = 0,    ///< and, where replicas are asked for, confirmed by them
  duplicate = 1,  ///< the stored version is equal; it was touched, so that a confirmation holds
  stale = 2,      ///< the stored version is newer
  changed = 3,    ///< the stored version is lower, but not the one that was decided on: read anew
  failed = 4,     ///< nothing is known to be written; see the fault
};
inline constexpr std::array write_status_words{
    Word{WriteStatus::written, "written"}, Word{WriteStatus::duplicate, "duplicate"},
    Word{WriteStatus::stale, "stale"}, Word{WriteStatus::changed, "changed"},
    Word{WriteStatus::failed, "failed"}};

struct WriteResult {
  WriteStatus status{WriteStatus::failed};
  Fault fault{};  ///< of a failed one
};

/// What became of a batch; views of the sink, valid until the next call.
struct SendResults {
  std::span<const WriteResult> markets{};  ///< written, stale or failed
  std::span<const WriteResult> prices{};
};

/// Where decisions go.
class PriceSink {
 public:
  virtual ~PriceSink() = default;
  /// Sends a batch without waiting for its answers where it can; nothing of the arguments is needed
  /// afterwards. A market is kept before any price of its item is written; where it could not be,
  /// the prices of its item fail too.
  virtual void send(std::span<const MarketWrite> markets, std::span<const PriceWrite> prices) = 0;
  /// Waits for the answers of the oldest batch that was sent and not taken.
  /// Needs: there is one.
  [[nodiscard]] virtual SendResults take() = 0;
};

/// Changes what is sold and how it is priced: what a seller's other programs call. Each edit makes
/// the listings that it is about due at once, in the same step or behind it, never before it.
class ListingEditor {
 public:
  virtual ~ListingEditor() = default;
  /// Puts a line of a catalogue: {"listing": {...}} or {"policy": {"id": ...}}; one that is there
  /// already is replaced. What the last decision on a listing left stays. A policy's revision
  /// rises.
  /// Faults: validation, with the sentence of the error.
  [[nodiscard]] virtual Answer<void> put(std::string_view catalogue_line) = 0;
  /// Returns: whether it was there. Its listings stay, and hold.
  [[nodiscard]] virtual Answer<bool> drop_policy(std::string_view id) = 0;
  /// Returns: whether it was there. Its record goes with it.
  [[nodiscard]] virtual Answer<bool> drop_listing(const ListingKey& key) = 0;
  /// Pauses a listing or makes it active again.  Returns: whether it is there.
  [[nodiscard]] virtual Answer<bool> set_status(const ListingKey& key, ListingStatus status) = 0;
  /// The item that a listing holds; none where there is no such listing.
  [[nodiscard]] virtual Answer<std::optional<ItemKey>> item_of(const ListingKey& key) = 0;
};

// ---- beside the prices --------------------------------------------------------------------------

/// A message, or a part of one, that can never be handled.
struct DeadLetter {
  std::string_view body{};  ///< all the bytes that arrived
  Error error{};
  Fault fault{};            ///< where a port refused it for what it is; its text is empty otherwise
  std::string where{};      ///< the part's place in it: "Records[2].body"; empty: all of it
  std::string record_id{};  ///< the queue's or topic's id of the part; may be empty
  std::optional<ListingKey> listing{};  ///< that rejected it
  Instant failed_at{};
  std::int32_t receives_count{1};
};

class DeadLetters {
 public:
  virtual ~DeadLetters() = default;
  /// Keeps all of them, durably, before it returns; after a fault some may be kept.
  [[nodiscard]] virtual Answer<void> put(std::span<const DeadLetter> letters) = 0;
};

/// A decision that is in force.
struct DecisionRow {
  ListingKey key{};
  ItemKey item{};
  Currency currency{};
  std::int64_t price_minor{0};
  Standing standing{};
  std::string decision{};  ///< the whole decision as JSON; empty for one that an earlier try wrote
};

class HistoryStore {
 public:
  virtual ~HistoryStore() = default;
  /// Keeps each row once: one with the same listing and version is already there after a
  /// repetition.
  [[nodiscard]] virtual Answer<void> put(std::span<const DecisionRow> rows) = 0;
};

/// Something that a person has to know.
struct Alert {
  std::string_view part{};  ///< source, listings, prices, dead_letters, history, worker
  Fault fault{};
  Instant at{};
};

class Alerts {
 public:
  virtual ~Alerts() = default;
  virtual void raise(const Alert& alert) = 0;
};

/// The clocks.
class TimeSource {
 public:
  virtual ~TimeSource() = default;
  [[nodiscard]] virtual Instant now() = 0;
  /// Microseconds that only ever rise, from any start.
  [[nodiscard]] virtual std::int64_t ticks_us() = 0;
};

}  // namespace v0
}  // namespace haggle
