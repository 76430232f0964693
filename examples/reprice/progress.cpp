#include "progress.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <string>

namespace reprice {

bool Progress::has_terminal() {
  return isatty(STDERR_FILENO) == 1;
}

double Progress::seconds() const {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - started_).count();
}

void Progress::advance() {
  ++done_;
  if (wanted_ && (!drawn_ || seconds() >= next_seconds_ || done_ == total_)) draw();
}

void Progress::draw() {
  constexpr std::size_t width = 30;
  const double now = seconds();
  const std::size_t filled = total_ == 0 ? 0 : width * std::min(done_, total_) / total_;
  const std::string bar = std::string(filled, '=') + (filled < width ? ">" : "");
  const double rate = now > 0 ? static_cast<double>(done_) / now : 0;
  const std::string text = total_ == 0
                               ? fmt::format("{} messages  {:.0f}/s", done_, rate)
                               : fmt::format("[{:<30}] {}/{}  {:.0f}/s", bar, done_, total_, rate);
  fmt::print(stderr, "\r\033[K{}", text);
  std::fflush(stderr);
  drawn_ = true;
  next_seconds_ = now + 0.1;
}

void Progress::clear() {
  if (drawn_) fmt::print(stderr, "\r\033[K");
  drawn_ = false;
}

}  // namespace reprice
