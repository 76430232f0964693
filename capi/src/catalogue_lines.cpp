#include <algorithm>

#include "catalogue.hpp"

namespace haggle::capi {
namespace {

struct Line {
  std::string_view text;
  std::uint32_t number;
};

bool is_blank(std::string_view text) noexcept {
  return text.find_first_not_of(" \t\r") == text.npos;
}

std::vector<Line> lines_of(std::string_view text) {
  std::vector<Line> lines;
  for (std::uint32_t number = 0; !text.empty(); ++number) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    if (!is_blank(text.substr(0, end))) lines.push_back({text.substr(0, end), number});
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

/// Puts the lines.  Returns: those that name a policy which is not there.
std::vector<Line> put_once(Catalogue& catalogue, const std::vector<Line>& lines,
                           std::vector<Refused>& refused) {
  std::vector<Line> waiting;
  for (const Line& line : lines) {
    const auto fault = catalogue.put(line.text);
    if (fault && fault->code == Errc::unknown_policy) {
      waiting.push_back(line);
    } else if (fault) {
      refused.push_back({line.number, *fault});
    }
  }
  return waiting;
}

}  // namespace

std::vector<Refused> put_lines(Catalogue& catalogue, std::string_view text) {
  std::vector<Refused> refused;
  // Then the policies that name later ones, then the listings that name those.
  std::vector<Line> waiting = put_once(catalogue, lines_of(text), refused);
  waiting = put_once(catalogue, waiting, refused);
  for (const Line& line : waiting) {
    if (const auto fault = catalogue.put(line.text)) refused.push_back({line.number, *fault});
  }
  std::sort(refused.begin(), refused.end(),
            [](const Refused& a, const Refused& b) { return a.line < b.line; });
  return refused;
}

}  // namespace haggle::capi
