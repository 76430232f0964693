// Text tables: lines into rows of named cells. Knows nothing of prices; what it cannot read is a
// Fault that names the file and the line.
#pragma once

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <map>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace haggle::tables {

/// What is wrong with a table, and where.
struct Fault : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// One row: its cells by the name of their column, what the file gives to all rows before them.
struct Row {
  std::string file{};
  int line{0};
  std::string id{};
  std::string text{};
  std::map<std::string, std::string> cells{};

  [[nodiscard]] std::string cell(const std::string& column) const {
    const auto found = cells.find(column);
    return found == cells.end() ? std::string{} : found->second;
  }
  [[nodiscard]] std::string place() const { return file + ":" + std::to_string(line); }
};

inline std::string trimmed(std::string_view text) {
  constexpr std::string_view blanks = " \t\r";
  const std::size_t first = text.find_first_not_of(blanks);
  if (first == std::string_view::npos) return {};
  return std::string{text.substr(first, text.find_last_not_of(blanks) - first + 1)};
}

/// The pieces between the separators, trimmed; one empty piece for an empty text.
inline std::vector<std::string> split(std::string_view text, char separator) {
  std::vector<std::string> pieces;
  for (std::size_t begin = 0;;) {
    const std::size_t end = text.find(separator, begin);
    pieces.push_back(trimmed(text.substr(begin, end - begin)));
    if (end == std::string_view::npos) return pieces;
    begin = end + 1;
  }
}

/// The pieces between blanks; none for an empty text.
inline std::vector<std::string> words(std::string_view text) {
  std::vector<std::string> pieces = split(text, ' ');
  std::erase(pieces, "");
  return pieces;
}

namespace detail {

/// Reads one file. Its state is the header and the givens that are in force.
class Reader {
 public:
  explicit Reader(const std::filesystem::path& path) : file_(path.string()) {}

  std::vector<Row> read(std::istream& lines) {
    for (std::string line; std::getline(lines, line);) {
      ++line_;
      const std::string text = trimmed(line);
      if (!text.empty() && text.front() != '#') take(text);
    }
    return std::move(rows_);
  }

 private:
  void take(const std::string& text) {
    if (text.starts_with("given ")) return give(text.substr(6));
    std::vector<std::string> cells = split(text, '|');
    if (cells.front() == "id") return head(std::move(cells));
    if (header_.empty()) fail("a row before any header; a header begins with the column `id`");
    if (cells.size() > header_.size()) fail("more cells than columns");
    rows_.push_back(row_of(text, cells));
  }
  void give(const std::string& text) {
    const std::size_t colon = text.find(':');
    if (colon == std::string::npos) fail("a given is written `given COLUMN: what`");
    const std::string column = trimmed(text.substr(0, colon));
    if (!is_column(column)) fail("no such column: " + column);
    givens_[column] = trimmed(text.substr(colon + 1));
  }
  void head(std::vector<std::string> names) {
    for (const std::string& name : names) {
      const std::string group = name.substr(0, name.find('.'));
      if (!is_column(group)) fail("no such column: " + name);
    }
    header_ = std::move(names);
  }
  /// A column `group.field` adds `field=cell` to its group; an empty cell says nothing. Offers and
  /// tiers of a row stand instead of those given; of all else the last word counts.
  Row row_of(const std::string& text, const std::vector<std::string>& cells) {
    Row row{file_, line_, cells.front(), text, givens_};
    if (row.id.empty()) fail("a row without an id");
    for (std::size_t i = 1; i < cells.size(); ++i) {
      if (cells[i].empty()) continue;
      const std::size_t dot = header_[i].find('.');
      const bool field = dot != std::string::npos;
      std::string& cell = row.cells[header_[i].substr(0, dot)];
      if (header_[i] == "offers" || header_[i] == "tiers") cell.clear();
      cell +=
          (cell.empty() ? "" : " ") + (field ? header_[i].substr(dot + 1) + "=" : "") + cells[i];
    }
    return row;
  }
  static bool is_column(std::string_view name) {
    constexpr std::string_view known[] = {"id",       "policy", "listing", "market",
                                          "offers",   "tiers",  "clock",   "note",
                                          "decision", "why",    "also"};
    return std::find(std::begin(known), std::end(known), name) != std::end(known);
  }
  [[noreturn]] void fail(const std::string& what) const {
    throw Fault(file_ + ":" + std::to_string(line_) + ": " + what);
  }

  std::string file_;
  int line_{0};
  std::vector<std::string> header_{};
  std::map<std::string, std::string> givens_{};
  std::vector<Row> rows_{};
};

}  // namespace detail

/// The rows of a text; `name` stands for the file in what is said about it.
inline std::vector<Row> read_rows(std::istream& lines, const std::filesystem::path& name) {
  return detail::Reader{name}.read(lines);
}

/// The rows of a file.
inline std::vector<Row> read_table(const std::filesystem::path& path) {
  std::ifstream lines{path};
  if (!lines) throw Fault(path.string() + ": cannot be opened");
  return read_rows(lines, path);
}

/// The tables of a folder, in the order of their names.
inline std::vector<std::filesystem::path> tables_in(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> found;
  for (const auto& entry : std::filesystem::directory_iterator{folder}) {
    if (entry.path().extension() == ".txt") found.push_back(entry.path());
  }
  std::sort(found.begin(), found.end());
  return found;
}

}  // namespace haggle::tables
