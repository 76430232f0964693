#include "sources.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>

namespace reprice {
namespace {

namespace fs = std::filesystem;

std::string because(std::string_view what, const std::string& path, const std::string& why) {
  return std::string{what} + " " + path + ": " + why;
}

Source file_of(const fs::path& path) {
  return {path.string(), path.extension() == ".jsonl", false};
}

/// The files of a folder, in the order of their names.
std::error_code add_folder(const fs::path& folder, std::vector<Source>& all) {
  std::error_code fault;
  std::vector<fs::path> files;
  for (fs::directory_iterator entry{folder, fault}, end; !fault && entry != end;
       entry.increment(fault)) {
    std::error_code unknown;
    const bool hidden = entry->path().filename().native().starts_with('.');
    if (!hidden && entry->is_regular_file(unknown)) files.push_back(entry->path());
  }
  std::sort(files.begin(), files.end());
  std::transform(files.begin(), files.end(), std::back_inserter(all), file_of);
  return fault;
}

std::error_code add_source(const std::string& name, std::vector<Source>& all) {
  if (name == "-") {
    all.push_back({name, true, true});
    return {};
  }
  std::error_code fault;
  const fs::file_status status = fs::status(name, fault);
  if (fault) return fault;
  if (fs::is_directory(status)) return add_folder(name, all);
  all.push_back(fs::is_regular_file(status) ? file_of(name) : Source{name, true, true});
  return {};
}

bool is_blank(std::string_view line) {
  return line.find_first_not_of(" \t\r") == std::string_view::npos;
}

void read_lines(std::istream& in, const std::string& path,
                const std::function<void(const Letter&)>& take) {
  std::string line;
  for (std::size_t number = 1; std::getline(in, line); ++number) {
    if (!is_blank(line)) take(Letter{line, path, number});
  }
}

void read_whole(std::istream& in, const std::string& path,
                const std::function<void(const Letter&)>& take) {
  std::string bytes;
  std::array<char, 1U << 16U> chunk{};
  while (in.read(chunk.data(), chunk.size()) || in.gcount() > 0) {
    bytes.append(chunk.data(), static_cast<std::size_t>(in.gcount()));
  }
  if (!in.bad()) take(Letter{bytes, path, 0});
}

}  // namespace

std::string Letter::from() const {
  return line == 0 ? std::string{path} : std::string{path} + ":" + std::to_string(line);
}

Sources find_sources(const std::vector<std::string>& names) {
  Sources found;
  for (const std::string& name : names) {
    if (const std::error_code fault = add_source(name, found.all)) {
      found.fault = because("cannot read", name, fault.message());
      break;
    }
  }
  return found;
}

std::optional<std::string> read_letters(const Source& source,
                                        const std::function<void(const Letter&)>& take) {
  std::ifstream file;
  errno = 0;
  if (source.path != "-") file.open(source.path, std::ios::binary);
  std::istream& in = source.path == "-" ? std::cin : file;
  if (!in.fail()) {
    const auto read = source.one_a_line ? read_lines : read_whole;
    read(in, source.path, take);
    if (!in.bad()) return std::nullopt;
  }
  return because("cannot read", source.path, errno != 0 ? std::strerror(errno) : "unknown fault");
}

}  // namespace reprice
