#include "survey.hpp"

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <vector>

namespace reprice {
namespace {

bool is_one_of(const std::string& path, const std::vector<std::string>& others) {
  return !path.empty() && std::any_of(others.begin(), others.end(), [&](const std::string& other) {
    std::error_code absent;
    return path == other || std::filesystem::equivalent(path, other, absent);
  });
}

}  // namespace

Survey survey(const Sources& sources, const haggle::MessageDefaults& defaults, bool wants_time) {
  Survey seen;
  haggle::MessageReader reader{defaults};
  const auto look = [&](const Letter& letter) {
    ++seen.messages_count;
    if (!wants_time) return;
    for (const haggle::Delivery& delivery : reader.read(letter.bytes)) {
      if (delivery.message.has_market()) {
        seen.newest = std::max(seen.newest, delivery.message.market.time);
      }
    }
  };
  for (const Source& source : sources.all) {
    // What cannot be read is told when it is worked on.
    if (!source.is_stream) static_cast<void>(read_letters(source, look));
  }
  return seen;
}

std::string overwritten(const Options& options, const Sources& sources) {
  std::vector<std::string> taken{options.catalogue};
  for (const Source& source : sources.all) {
    if (!source.is_stream) taken.push_back(source.path);
  }
  if (is_one_of(options.out, taken)) return options.out;
  taken.push_back(options.out);
  return is_one_of(options.dead_letters, taken) ? options.dead_letters : std::string{};
}

}  // namespace reprice
