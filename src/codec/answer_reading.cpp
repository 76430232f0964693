#include "codec/answer_reading.hpp"

#include <initializer_list>

namespace haggle {
inline namespace v0 {
namespace codec {
namespace {

/// The first member that says something.
JsonValue first_said(JsonValue object, std::initializer_list<std::string_view> names) {
  for (const std::string_view name : names) {
    const JsonValue value = object.get(name);
    if (is_said(value)) return value;
  }
  return {};
}

/// Inside the objects that have nothing but a list of errors, which may be null.
JsonValue inside_lists(JsonValue value) {
  for (const std::string_view name : {"error", "ingestionError", "errors"}) {
    const JsonValue inner = value.get(name);
    if (inner.exists() && !inner.is(JsonKind::string)) return inner;
  }
  return value;
}

}  // namespace

std::vector<std::string> AnswerReader::texts(JsonValue value, Place place) {
  std::vector<std::string> out;
  for (const JsonValue one : list(value, place)) out.push_back(text(one, place));
  return out;
}

AnswerError AnswerReader::error(JsonValue value, Place place) {
  const JsonValue said = fields_.object(value, place);
  AnswerError out;
  out.code = text(said.get("code"), place);
  out.message = text(first_said(said, {"message", "description", "info"}), place);
  const JsonValue details = first_said(said, {"details", "detail", "field"});
  const bool plain = details.is(JsonKind::string) || details.is(JsonKind::number);
  if (plain) out.details = text(details, place);
  return out;
}

std::vector<AnswerError> AnswerReader::errors(JsonValue value, const char* where) {
  std::vector<AnswerError> out;
  if (value.is(JsonKind::object)) value = inside_lists(value);
  if (value.is(JsonKind::object)) {
    if (value.count() != 0) out.push_back(error(value, {where}));
    return out;
  }
  if (value.is(JsonKind::string) && is_said(value)) return {{{}, text(value, {where}), {}}};
  std::size_t index = 0;
  for (const JsonValue one : list(value, {where})) out.push_back(error(one, {where, index++}));
  return out;
}

std::vector<AnswerError> AnswerReader::errors_of(JsonValue answer) {
  const JsonValue list = answer.get("errors");
  return is_said(list) ? errors(list, "errors[]") : errors(answer.get("error"), "error[]");
}

SubmissionIssue AnswerReader::issue(JsonValue value, Place place) {
  const JsonValue said = fields_.object(value, place);
  SubmissionIssue out;
  out.message_id = count(said.get("messageId"), place);
  out.sku = text(said.get("sku"), place);
  out.code = text(said.get("code"), place);
  out.message = text(said.get("message"), place);
  out.severity_text = text(said.get("severity"), place);
  out.severity = word_in(issue_severity_words, out.severity_text);
  out.attributes = texts(said.get("attributeNames"), place);
  const std::string single = text(said.get("attributeName"), place);
  if (!single.empty()) out.attributes.push_back(single);
  out.categories = texts(said.get("categories"), place);
  out.marketplaces = texts(said.get("marketplaceIds"), place);
  const JsonValue enforced = fields_.object(said.get("enforcements"), place);
  for (const JsonValue one : list(enforced.get("actions"), place)) {
    out.enforcements.push_back(text(fields_.object(one, place).get("action"), place));
  }
  const JsonValue exemption = fields_.object(enforced.get("exemption"), place);
  out.exemption = text(exemption.get("status"), place);
  return out;
}

std::vector<SubmissionIssue> AnswerReader::issues(JsonValue value, const char* where) {
  std::vector<SubmissionIssue> out;
  std::size_t index = 0;
  for (const JsonValue one : list(value, {where}, report_rows_max))
    out.push_back(issue(one, {where, index++}));
  return out;
}

}  // namespace codec
}  // namespace v0
}  // namespace haggle
