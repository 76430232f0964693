#include "arrow_result.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "arrow_owned.hpp"
#include "arrow_words.hpp"

namespace haggle::arrow {
namespace {

static_assert(values_are_places(action_words) && values_are_places(bound_kind_words) &&
              values_are_places(state_words) && values_are_places(strategy_words));

/// One column that comes out.
struct Shape {
  const char* name;
  const char* format;
  Wanted wanted;
  WordList words{nullptr, nullptr, 0};
};

enum Shown : std::size_t {
  price,
  action,
  reason,
  binding,
  change,
  again_at,
  state,
  strategy,
  memory,
  error,
  error_where
};

constexpr std::array shapes{
    Shape{"price_minor", "l", HAGGLE_ARROW_PRICE},
    Shape{"action", "c", HAGGLE_ARROW_ACTION, word_list<action_words>()},
    Shape{"reason", "s", HAGGLE_ARROW_REASON, word_list<reason_table>()},
    Shape{"binding", "c", HAGGLE_ARROW_BINDING, word_list<bound_kind_words>()},
    Shape{"change_minor", "l", HAGGLE_ARROW_CHANGE},
    Shape{"again_at", "tsm:UTC", HAGGLE_ARROW_AGAIN_AT},
    Shape{"state", "c", HAGGLE_ARROW_STATE, word_list<state_words>()},
    Shape{"strategy", "c", HAGGLE_ARROW_STRATEGY, word_list<strategy_words>()},
    Shape{"memory", "w:40", HAGGLE_ARROW_MEMORY},
    Shape{"error", "s", HAGGLE_ARROW_ERROR, word_list<error_table>()},
    Shape{"error_where", "u", HAGGLE_ARROW_ERROR}};

std::size_t shapes_count(Wanted wanted) noexcept {
  return static_cast<std::size_t>(
      std::count_if(shapes.begin(), shapes.end(),
                    [&](const Shape& shape) { return (shape.wanted & wanted) != 0; }));
}

std::size_t bytes_of_bits(std::size_t count) noexcept {
  return (count + 7) / 8;
}

void set_bit(std::vector<std::uint8_t>& bits, std::size_t i) noexcept {
  bits[i / 8] = static_cast<std::uint8_t>(bits[i / 8] | (1U << (i % 8)));
}
void clear_bit(std::vector<std::uint8_t>& bits, std::size_t i) noexcept {
  bits[i / 8] = static_cast<std::uint8_t>(bits[i / 8] & ~(1U << (i % 8)));
}

/// The path with the index in its innermost brackets.
std::string path_of(const Error& given) {
  std::string path{given.where};
  const std::size_t brackets = path.rfind("[]");
  if (brackets == path.npos) return path;
  return path.insert(brackets + 1, std::to_string(given.index));
}

std::int16_t place_of(Errc code) noexcept {
  for (std::size_t i = 0; i < error_table.size(); ++i) {
    if (error_table[i].code == code) return static_cast<std::int16_t>(i);
  }
  return 0;
}

void write_words(const WordList& words, ArrowArray* out) {
  ArrayParts& parts = make_array(0, out);
  parts.buffers = {nullptr, words.ends, words.text};
  out->length = words.count;
  out->n_buffers = 3;
}

/// The values of a column, and which of them are known.
struct Values {
  const void* values;
  const std::vector<std::uint8_t>* known;
  std::size_t gaps_count;
};

}  // namespace

/// Puts the columns of one result together.
class ResultWriter {
 public:
  explicit ResultWriter(const std::shared_ptr<Result>& result) : shared_(result), r_(*result) {}

  void write(ArrowArray* out) {
    prepare();
    Taken<ArrowArray> whole;
    ArrayParts& parts = make_array(shapes_count(r_.wanted_), &*whole);
    whole->length = static_cast<std::int64_t>(r_.rows_count_);
    whole->n_buffers = 1;
    std::size_t child = 0;
    for (std::size_t which = 0; which < shapes.size(); ++which) {
      if ((shapes[which].wanted & r_.wanted_) != 0) {
        write_column(static_cast<Shown>(which), &parts.children[child++]);
      }
    }
    *out = *whole;
    whole->release = nullptr;
  }

 private:
  void prepare() {
    const std::size_t rows = r_.rows_count_;
    for (Reason& one : r_.reason_) {
      const auto number = static_cast<std::uint16_t>(one);
      one = static_cast<Reason>(number == 0 ? 0 : number - 1);
    }
    if (!r_.row_errors_.empty()) r_.decided_bits_.assign(bytes_of_bits(rows), 0xFF);
    for (const RowError& one : r_.row_errors_) clear_bit(r_.decided_bits_, one.row);
    prepare_moments();
    if ((r_.wanted_ & HAGGLE_ARROW_ERROR) != 0) prepare_errors();
  }

  void prepare_moments() {
    r_.again_bits_.assign(bytes_of_bits(r_.again_at_.size()), 0);
    for (std::size_t i = 0; i < r_.again_at_.size(); ++i) {
      if (r_.again_at_[i].ms == 0) continue;
      set_bit(r_.again_bits_, i);
      ++moments_count_;
    }
  }

  void prepare_errors() {
    const std::size_t rows = r_.rows_count_;
    r_.error_bits_.assign(bytes_of_bits(rows), 0);
    r_.error_codes_.assign(rows, 0);
    r_.where_offsets_.assign(rows + 1, 0);
    std::size_t next = 0;
    for (std::size_t row = 0; row < rows; ++row) {
      if (next < r_.row_errors_.size() && r_.row_errors_[next].row == row) {
        const Error& one = r_.row_errors_[next++].error;
        const std::string path = path_of(one);
        r_.where_text_.insert(r_.where_text_.end(), path.begin(), path.end());
        r_.error_codes_[row] = place_of(one.code);
        set_bit(r_.error_bits_, row);
      }
      r_.where_offsets_[row + 1] = static_cast<std::int32_t>(r_.where_text_.size());
    }
    r_.where_text_.push_back('\0');  // so that it is somewhere
  }

  /// A fact of a decision, which a row with an error does not have.
  [[nodiscard]] Values decided(const void* values) const noexcept {
    return {values, &r_.decided_bits_, r_.row_errors_.size()};
  }

  [[nodiscard]] Values values_of(Shown which) const noexcept {
    const std::size_t rows = r_.rows_count_;
    switch (which) {
      case price:
        return decided(r_.price_.data());
      case action:
        return decided(r_.action_.data());
      case reason:
        return decided(r_.reason_.data());
      case binding:
        return decided(r_.binding_.data());
      case change:
        return decided(r_.change_.data());
      case again_at:
        return {r_.again_at_.data(), &r_.again_bits_, rows - moments_count_};
      case state:
        return decided(r_.state_.data());
      case strategy:
        return decided(r_.strategy_.data());
      case memory:
        return {r_.memory_.data(), nullptr, 0};
      case error:
        return {r_.error_codes_.data(), &r_.error_bits_, rows - r_.row_errors_.size()};
      case error_where:
        break;
    }
    return {r_.where_offsets_.data(), &r_.error_bits_, rows - r_.row_errors_.size()};
  }

  void write_column(Shown which, ArrowArray* out) {
    const Values values = values_of(which);
    const WordList& words = shapes[which].words;
    ArrayParts& parts = make_array(0, out);
    parts.owner = shared_;
    parts.buffers[0] = values.gaps_count == 0 ? nullptr : values.known->data();
    parts.buffers[1] = values.values;
    parts.buffers[2] = r_.where_text_.data();
    out->length = static_cast<std::int64_t>(r_.rows_count_);
    out->null_count = static_cast<std::int64_t>(values.gaps_count);
    out->n_buffers = which == error_where ? 3 : 2;
    if (words.ends == nullptr) return;
    write_words(words, &parts.dictionary);
    out->dictionary = &parts.dictionary;
  }

  std::shared_ptr<Result> shared_;
  Result& r_;
  std::size_t moments_count_{0};
};

Result::Result(std::size_t rows_count, Wanted wanted) : rows_count_(rows_count), wanted_(wanted) {
  const auto make = [&](Wanted bit, auto& column) {
    if ((wanted & bit) == 0) return;
    column.reserve(rows_count + 1);  // so that it is somewhere
    column.resize(rows_count);
  };
  make(HAGGLE_ARROW_PRICE, price_);
  make(HAGGLE_ARROW_CHANGE, change_);
  make(HAGGLE_ARROW_AGAIN_AT, again_at_);
  make(HAGGLE_ARROW_ACTION, action_);
  make(HAGGLE_ARROW_REASON, reason_);
  make(HAGGLE_ARROW_BINDING, binding_);
  make(HAGGLE_ARROW_STATE, state_);
  make(HAGGLE_ARROW_STRATEGY, strategy_);
  make(HAGGLE_ARROW_MEMORY, memory_);
}

DecisionColumns Result::block(std::size_t row, std::size_t count) {
  const auto part = [&]<class T>(std::vector<T>& column) {
    return column.empty() ? std::span<T>{} : std::span<T>{column}.subspan(row, count);
  };
  failed_.resize(std::max(failed_.size(), count));
  errors_.resize(std::max(errors_.size(), count));
  DecisionColumns out;
  out.price_minor = part(price_);
  out.action = part(action_);
  out.reason = part(reason_);
  out.binding = part(binding_);
  out.state = part(state_);
  out.strategy = part(strategy_);
  out.change_minor = part(change_);
  out.again_at = part(again_at_);
  out.memory = part(memory_);
  out.failed = std::span{failed_}.first(count);
  out.errors = std::span{errors_}.first(count);
  return out;
}

void Result::keep_errors(std::size_t row, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) {
    if (failed_[i] != 0) row_errors_.push_back({row + i, errors_[i]});
  }
}

void Result::give(const std::shared_ptr<Result>& result, ArrowArray* out) {
  ResultWriter{result}.write(out);
}

void write_schema(Wanted wanted, ArrowSchema* out) {
  Taken<ArrowSchema> whole;
  SchemaParts& parts = make_schema(shapes_count(wanted), &*whole);
  whole->format = "+s";
  whole->name = "";
  std::size_t child = 0;
  for (const Shape& shape : shapes) {
    if ((shape.wanted & wanted) == 0) continue;
    ArrowSchema* const column = &parts.children[child++];
    SchemaParts& own = make_schema(0, column);
    column->format = shape.format;
    column->name = shape.name;
    column->flags = shape.wanted == HAGGLE_ARROW_MEMORY ? 0 : ARROW_FLAG_NULLABLE;
    if (shape.words.ends == nullptr) continue;
    make_schema(0, &own.dictionary);
    own.dictionary.format = "u";
    own.dictionary.name = "";
    column->dictionary = &own.dictionary;
  }
  *out = *whole;
  whole->release = nullptr;
}

}  // namespace haggle::arrow
