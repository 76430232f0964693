// Decisions asked for through Arrow, as rows that can be compared, and the same from C++.
#pragma once

#include <cstdint>
#include <optional>
#include <ostream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "capi/arrow_given.hpp"
#include "haggle/codec/policy_json.hpp"
#include "haggle/haggle.h"
#include "haggle/reprice/decide.hpp"
#include "support/build.hpp"

namespace haggle::test::made {

/// One row that came out; no value is null.
struct Row {
  std::optional<std::int64_t> price, change, again_at;
  std::string action, reason, binding, state, strategy, error, where;
  Memory memory{};
  friend bool operator==(const Row&, const Row&) = default;
  friend std::ostream& operator<<(std::ostream& out, const Row& row) {
    const auto shown = [](const auto& n) { return n ? std::to_string(*n) : std::string{"-"}; };
    return out << shown(row.price) << ' ' << row.action << ' ' << row.reason << ' ' << row.binding
               << ' ' << shown(row.change) << ' ' << shown(row.again_at) << ' ' << row.state << ' '
               << row.strategy << ' ' << row.error << ' ' << row.where;
  }
};

/// What a call says.
struct Answer {
  haggle_status status{0};
  haggle_error error = HAGGLE_ERROR_INIT;
  std::vector<Row> rows{};
  std::vector<std::size_t> chunks{};  ///< rows of each
  int stream_status{0};
  std::string stream_words{};
};

/// One column that came out.
class Column {
 public:
  Column(const ArrowSchema& schema, const ArrowArray& array, std::string_view name) {
    for (std::int64_t i = 0; i < schema.n_children; ++i) {
      if (name == schema.children[i]->name) {
        schema_ = schema.children[i], array_ = array.children[i];
      }
    }
  }
  [[nodiscard]] bool exists() const { return schema_ != nullptr; }
  [[nodiscard]] const char* format() const { return schema_->format; }
  [[nodiscard]] bool knows(std::size_t row) const {
    if (schema_ == nullptr) return false;
    const auto* bits = static_cast<const std::uint8_t*>(array_->buffers[0]);
    return bits == nullptr || ((bits[row / 8] >> (row % 8)) & 1U) != 0;
  }
  template <class T>
  [[nodiscard]] T at(std::size_t row) const {
    return static_cast<const T*>(array_->buffers[1])[row];
  }
  [[nodiscard]] std::optional<std::int64_t> number(std::size_t row) const {
    return knows(row) ? std::optional{at<std::int64_t>(row)} : std::nullopt;
  }
  [[nodiscard]] std::string word(std::size_t row) const {
    if (!knows(row)) return {};
    const bool small = std::string_view{format()} == "c";
    return text(*array_->dictionary, small ? at<std::int8_t>(row) : at<std::int16_t>(row));
  }
  [[nodiscard]] std::string plain_text(std::size_t row) const {
    return knows(row) ? text(*array_, static_cast<int>(row)) : std::string{};
  }

 private:
  static std::string text(const ArrowArray& array, int place) {
    const auto* offsets = static_cast<const std::int32_t*>(array.buffers[1]) + place;
    return {static_cast<const char*>(array.buffers[2]) + offsets[0],
            static_cast<std::size_t>(offsets[1] - offsets[0])};
  }
  const ArrowSchema* schema_{nullptr};
  const ArrowArray* array_{nullptr};
};

inline void add_rows(const ArrowSchema& schema, const ArrowArray& array, std::vector<Row>& rows) {
  const auto column = [&](std::string_view name) { return Column{schema, array, name}; };
  const Column memory = column("memory");
  for (std::size_t i = 0; i < static_cast<std::size_t>(array.length); ++i) {
    Row row;
    row.price = column("price_minor").number(i);
    row.change = column("change_minor").number(i);
    row.again_at = column("again_at").number(i);
    row.action = column("action").word(i);
    row.reason = column("reason").word(i);
    row.binding = column("binding").word(i);
    row.state = column("state").word(i);
    row.strategy = column("strategy").word(i);
    row.error = column("error").word(i);
    row.where = column("error_where").plain_text(i);
    if (memory.knows(i)) row.memory = memory.at<Memory>(i);
    rows.push_back(row);
  }
}

/// Pulls until the end or a fault.
inline void pull(ArrowArrayStream& out, Answer& answer) {
  ArrowSchema schema;
  if (out.get_schema(&out, &schema) != 0) throw std::runtime_error("no schema came out");
  for (;;) {
    ArrowArray chunk;
    answer.stream_status = out.get_next(&out, &chunk);
    if (answer.stream_status != 0) {
      const char* const said = out.get_last_error(&out);
      answer.stream_words = said == nullptr ? "" : said;
      break;
    }
    if (chunk.release == nullptr) break;
    answer.chunks.push_back(static_cast<std::size_t>(chunk.length));
    add_rows(schema, chunk, answer.rows);
    chunk.release(&chunk);
  }
  schema.release(&schema);
}

/// What is the same for all rows of a call.
struct Call {
  std::string policy{"{}"};
  Clock clock{test_now, 0};
  std::optional<Listing> listing{};
  std::optional<Market> market{};
  haggle_arrow_options options = HAGGLE_ARROW_OPTIONS_INIT;
};

inline haggle_policy* make_policy(const std::string& json) {
  haggle_policy* policy = nullptr;
  if (haggle_policy_create(json.data(), json.size(), &policy, nullptr) != HAGGLE_OK) {
    throw std::runtime_error("a policy that cannot be read: " + json);
  }
  return policy;
}

/// Everything that a call gives; what it takes is released when it returns.
inline Answer ask(const Source& source, const Call& call = {}) {
  Answer answer;
  haggle_policy* const policy = make_policy(call.policy);
  const haggle_clock clock{sizeof(haggle_clock), call.clock.utc_offset_minutes, call.clock.now.ms};
  const auto* listing =
      call.listing ? reinterpret_cast<const haggle_listing*>(&*call.listing) : nullptr;
  const auto* market =
      call.market ? reinterpret_cast<const haggle_market*>(&*call.market) : nullptr;
  ArrowArrayStream in;
  ArrowArrayStream out;
  give(source, &in);
  answer.status =
      haggle_decide_arrow(policy, &clock, listing, market, &call.options, &in, &out, &answer.error);
  haggle_policy_destroy(policy);
  if (answer.status == HAGGLE_OK) pull(out, answer);
  if (in.release != nullptr) in.release(&in);
  if (out.release != nullptr) out.release(&out);
  return answer;
}

/// The row that C++ gives.
inline Row row_of(const Result<Decision>& decided, const Memory& memory) {
  Row row;
  row.memory = decided ? decided->memory : memory;
  if (!decided) {
    row.error = entry_of(decided.error().code).name;
    row.where = decided.error().where;
    const std::size_t brackets = row.where.rfind("[]");
    if (brackets != row.where.npos) {
      row.where.insert(brackets + 1, std::to_string(decided.error().index));
    }
    return row;
  }
  row.price = decided->price_minor;
  row.change = decided->change_minor;
  if (decided->again_at.ms != 0) row.again_at = decided->again_at.ms;
  row.action = name_of(action_words, decided->action);
  row.reason = name_of(decided->reason());
  row.binding = name_of(bound_kind_words, decided->binding);
  row.state = name_of(state_words, decided->state);
  row.strategy = name_of(strategy_words, decided->strategy);
  return row;
}

}  // namespace haggle::test::made
