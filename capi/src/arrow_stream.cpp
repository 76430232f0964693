// The stream that decides: each pull takes one record batch in, and gives one out.
#include <algorithm>
#include <cerrno>
#include <cstring>
#include <exception>
#include <memory>
#include <new>
#include <stdexcept>
#include <string>
#include <utility>

#include "arrow_owned.hpp"
#include "arrow_result.hpp"
#include "arrow_table.hpp"
#include "guard.hpp"
#include "handles.hpp"

namespace haggle::arrow {
namespace {

using capi::PolicyContent;

/// What the words of a complaint are about.
std::string sentence_of(const Complaint& complaint) {
  const std::string path = complaint.where.empty() ? "the table" : "column " + complaint.where;
  return path + ": " + complaint.message;
}

class Decider {
 public:
  Decider(std::shared_ptr<const PolicyContent> policy, const Defaults& defaults, Wanted wanted)
      : policy_(std::move(policy)), table_(defaults), wanted_(wanted) {}

  /// Reads the schema of the stream.
  Complaints bind(ArrowArrayStream& in) {
    Taken<ArrowSchema> schema;
    if (in.get_schema(&in, &*schema) != 0 || !schema.exists()) {
      return Complaint{Errc::bad_argument, "in", words_of_stream(in)};
    }
    return table_.bind(*schema);
  }

  void take(ArrowArrayStream& in) noexcept { in_.take(in); }

  int schema(ArrowSchema* out) {
    write_schema(wanted_, out);
    return 0;
  }

  int next(ArrowArray* out) {
    *out = {};
    Taken<ArrowArray> chunk;
    if (const int status = in_->get_next(&*in_, &*chunk); status != 0) {
      said_ = words_of_stream(*in_);
      return status;
    }
    if (!chunk.exists()) return 0;
    if (const Complaints wrong = table_.open(*chunk)) {
      said_ = sentence_of(*wrong);
      return EINVAL;
    }
    decide_chunk(out);
    return 0;
  }

  void say(const char* words) noexcept {
    try {
      said_ = words;
    } catch (...) {
      said_.clear();
    }
  }
  [[nodiscard]] const char* said() const noexcept {
    return said_.empty() ? nullptr : said_.c_str();
  }

 private:
  static std::string words_of_stream(ArrowArrayStream& in) {
    const char* const said = in.get_last_error == nullptr ? nullptr : in.get_last_error(&in);
    return said == nullptr || *said == '\0' ? "the stream failed" : said;
  }

  void decide_chunk(ArrowArray* out) {
    const auto result = std::make_shared<Result>(table_.rows_count(), wanted_);
    for (std::size_t row = 0; row < table_.rows_count();) {
      const SnapshotColumns& block = table_.block(row);
      const DecisionColumns decisions = result->block(row, block.rows_count);
      if (const auto wrong = decide_each(block, policy_->policy, decisions)) {
        throw std::logic_error(wrong->where);  // a block is always well formed
      }
      refuse(block, decisions);
      result->keep_errors(row, block.rows_count);
      row += block.rows_count;
    }
    Result::give(result, out);
  }

  /// The rows whose values cannot be read have that error, whatever else was decided.
  void refuse(const SnapshotColumns& block, const DecisionColumns& decisions) {
    for (auto bad = table_.bad_rows().rbegin(); bad != table_.bad_rows().rend(); ++bad) {
      Memory kept = block.listings.like.memory;
      haggle::detail::take(block.listings.memory, bad->row, kept);
      haggle::detail::put_fault(decisions, bad->row, bad->fault, kept);
    }
  }

  std::shared_ptr<const PolicyContent> policy_;
  Table table_;
  Wanted wanted_;
  Taken<ArrowArrayStream> in_;
  std::string said_{};
};

Decider& decider_of(ArrowArrayStream* stream) noexcept {
  return *static_cast<Decider*>(stream->private_data);
}

/// Nothing thrown leaves through a callback.
template <class Body>
int answer(ArrowArrayStream* stream, Body body) noexcept {
  Decider& decider = decider_of(stream);
  try {
    return body(decider);
  } catch (const std::bad_alloc&) {
    decider.say("out of memory");
    return ENOMEM;
  } catch (const std::exception& thrown) {
    decider.say(thrown.what());
    return EIO;
  }
}

int get_schema(ArrowArrayStream* stream, ArrowSchema* out) {
  return answer(stream, [&](Decider& decider) { return decider.schema(out); });
}
int get_next(ArrowArrayStream* stream, ArrowArray* out) {
  return answer(stream, [&](Decider& decider) { return decider.next(out); });
}
const char* get_last_error(ArrowArrayStream* stream) {
  return decider_of(stream).said();
}
void release(ArrowArrayStream* stream) {
  delete &decider_of(stream);
  stream->release = nullptr;
}

}  // namespace
}  // namespace haggle::arrow

namespace {

using haggle::Errc;
using haggle::arrow::Defaults;
using haggle::capi::Given;
using haggle::capi::Wrong;

constexpr std::uint32_t known_flags = HAGGLE_ARROW_PASS_UNKNOWN;

/// The arguments that say what is the same for all rows.
struct Common {
  const haggle_clock* clock;
  const haggle_listing* listing;
  const haggle_market* market;
  const haggle_arrow_options* options;
};

Wrong read_options(const haggle_arrow_options* given, haggle_arrow_options& out) noexcept {
  if (given == nullptr) return {};
  Given<haggle_arrow_options> options;
  if (const Wrong wrong = options.read(given, "options")) return wrong;
  out = *options;
  if (out.columns > haggle::arrow::all_columns) return {Errc::unknown_value, "options.columns"};
  if (out.flags > known_flags) return {Errc::unknown_value, "options.flags"};
  return out.reserved == 0 ? Wrong{} : Wrong{Errc::unknown_value, "options.reserved"};
}

Wrong read_common(const Common& given, Defaults& out, haggle_arrow_options& options) noexcept {
  Given<haggle_clock> clock;
  Given<haggle_listing> listing;
  Given<haggle_market> market;
  if (const Wrong wrong = clock.read(given.clock, "clock")) return wrong;
  out.clock = {haggle::Instant{clock->now_ms}, clock->utc_offset_minutes};
  if (given.listing != nullptr) {
    if (const Wrong wrong = listing.read(given.listing, "listing")) return wrong;
    out.listing = *listing;
  }
  if (given.market != nullptr) {
    if (const Wrong wrong = market.read(given.market, "market")) return wrong;
    out.market = *market;
  }
  if (const Wrong wrong = read_options(given.options, options)) return wrong;
  out.passes_unknown = (options.flags & HAGGLE_ARROW_PASS_UNKNOWN) != 0;
  return {};
}

/// Makes the stream that decides, and moves the other into it.
haggle::arrow::Complaints make_stream(std::unique_ptr<haggle::arrow::Decider> decider,
                                      ArrowArrayStream& in, ArrowArrayStream& out) {
  if (auto wrong = decider->bind(in)) return wrong;
  decider->take(in);
  out.get_schema = haggle::arrow::get_schema;
  out.get_next = haggle::arrow::get_next;
  out.get_last_error = haggle::arrow::get_last_error;
  out.release = haggle::arrow::release;
  out.private_data = decider.release();
  return {};
}

}  // namespace

haggle_status haggle_decide_arrow(const haggle_policy* policy, const haggle_clock* clock,
                                  const haggle_listing* listing, const haggle_market* market,
                                  const haggle_arrow_options* options, ArrowArrayStream* in,
                                  ArrowArrayStream* out, haggle_error* err) {
  haggle::arrow::Complaints complaint;
  if (out != nullptr) *out = {};
  const haggle_status status = haggle::capi::guarded(err, [&]() -> Wrong {
    if (const Wrong wrong = haggle::capi::check_handle(policy, "policy")) return wrong;
    if (in == nullptr || in->release == nullptr) return {Errc::bad_argument, "in"};
    if (const Wrong wrong = haggle::capi::check_pointer(out, "out")) return wrong;
    Defaults defaults;
    haggle_arrow_options chosen = HAGGLE_ARROW_OPTIONS_INIT;
    if (const Wrong wrong = read_common({clock, listing, market, options}, defaults, chosen)) {
      return wrong;
    }
    const auto wanted = chosen.columns == 0 ? haggle::arrow::all_columns : chosen.columns;
    complaint = make_stream(
        std::make_unique<haggle::arrow::Decider>(policy->share(), defaults, wanted), *in, *out);
    return {};
  });
  if (status != HAGGLE_OK || !complaint) return status;
  const Wrong wrong{complaint->code, complaint->where.c_str()};
  haggle::capi::write_wrong(wrong, complaint->message.c_str(), err);
  return wrong.status();
}
