// src/codec/answer_reading.hpp -- floor 6 (codec).
//
// What the readers of answers share: texts that are kept as they stand, lists of them, and the ways
// in which marketplaces write their errors.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "codec/json.hpp"
#include "codec/message_fields.hpp"
#include "haggle/codec/answer_error.hpp"
#include "haggle/codec/submission_answer.hpp"
#include "haggle/market/kinds.hpp"

namespace haggle {
inline namespace v0 {
namespace codec {

/// Counts and numbers of messages are not larger.
inline constexpr std::int64_t count_max = 1'000'000'000'000;

/// Lists are not longer, so that a small text cannot ask for much memory: what a report lists, the
/// entries of a batch, the parts of one entry.
inline constexpr std::size_t report_rows_max = 131'072;
inline constexpr std::size_t entries_max = 1'024;
inline constexpr std::size_t parts_max = 256;

/// Reads an answer's fields; the first fault is kept, as a FieldReader does.
class AnswerReader {
 public:
  [[nodiscard]] FieldReader& fields() { return fields_; }
  [[nodiscard]] const std::optional<Error>& fault() const { return fields_.fault(); }

  [[nodiscard]] std::string text(JsonValue value, Place place) {
    return std::string(fields_.text(value, place));
  }
  [[nodiscard]] std::optional<std::int64_t> count(JsonValue value, Place place) {
    return fields_.whole(value, place, count_max);
  }
  /// Faults: also out_of_range for a longer list, which is then not read.
  [[nodiscard]] JsonValue list(JsonValue value, Place place, std::size_t most = parts_max) {
    const JsonValue said = fields_.list(value, place);
    if (said.count() <= most) return said;
    fields_.refuse(Errc::out_of_range, place, said);
    return {};
  }
  [[nodiscard]] std::vector<std::string> texts(JsonValue value, Place place);

  /// Errors as a list, as one object, or in an object that has one of the two.
  [[nodiscard]] std::vector<AnswerError> errors(JsonValue value, const char* where);

  /// Those of a whole answer, under the names that are in use.
  [[nodiscard]] std::vector<AnswerError> errors_of(JsonValue answer);

  [[nodiscard]] std::vector<SubmissionIssue> issues(JsonValue value, const char* where);

  /// Refuses an answer in which the field that makes it one is missing.
  void need(bool said, const char* where, JsonValue near) {
    if (!said) fields_.refuse(Errc::missing_field, {where}, near);
  }

 private:
  AnswerError error(JsonValue value, Place place);
  SubmissionIssue issue(JsonValue value, Place place);

  FieldReader fields_{};
};

/// The value that a word names in any case; the first of the type, `unknown`, for other words.
template <class T, std::size_t N>
[[nodiscard]] T word_in(const std::array<Word<T>, N>& words, std::string_view text) {
  for (const Word<T>& word : words) {
    if (equal_caseless(word.name, text)) return word.value;
  }
  return T{};
}

/// What was read, or the fault.
template <class T>
[[nodiscard]] Result<T> answer_or_fault(const AnswerReader& reader, T answer) {
  if (reader.fault()) return tl::unexpected<Error>(*reader.fault());
  return answer;
}

/// Reads a text that is one object.
template <auto read_root>
[[nodiscard]] auto read_answer(std::string_view bytes) {
  AnswerReader read;
  using Answer = decltype(read_root(read, JsonValue{}));
  const auto document = JsonDocument::parse(bytes);
  if (!document) return Result<Answer>(tl::unexpected<Error>(document.error()));
  const JsonValue root = read.fields().object(document->root(), {""});
  return answer_or_fault(read, read_root(read, root));
}

/// The member of that name, or the value itself where it has none: a name of an object that some
/// answers write round it.
[[nodiscard]] inline JsonValue unwrapped(JsonValue value, std::string_view name) {
  const JsonValue inner = value.get(name);
  return inner.is(JsonKind::object) ? inner : value;
}

}  // namespace codec
}  // namespace v0
}  // namespace haggle
