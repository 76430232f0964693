#include "reader.hpp"

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <string_view>

namespace files {
namespace {

constexpr std::size_t chunk_bytes = 1U << 16U;

bool is_blank(std::string_view line) {
  return line.find_first_not_of(" \t\r") == std::string_view::npos;
}

}  // namespace

Reader::~Reader() {
  if (file_ > STDIN_FILENO) close(file_);
}

Reader::Came Reader::read_more(haggle::Duration wait_max) {
  if (file_ < 0) {
    const bool is_stdin = source_.path == "-";
    file_ = is_stdin ? STDIN_FILENO : ::open(source_.path.c_str(), O_RDONLY | O_CLOEXEC);
    if (file_ < 0) return Came::fault;
  }
  if (source_.is_stream) {
    pollfd waits{file_, POLLIN, 0};
    const auto ms = static_cast<int>(std::clamp<std::int64_t>(wait_max.ms, 0, 60'000));
    if (::poll(&waits, 1, ms) <= 0) return Came::later;
  }
  const std::size_t size = buffer_.size();
  buffer_.resize(size + chunk_bytes);
  const ssize_t count = ::read(file_, buffer_.data() + size, chunk_bytes);
  buffer_.resize(size + static_cast<std::size_t>(std::max<ssize_t>(count, 0)));
  if (count > 0) return Came::bytes;
  if (count == 0) return Came::end;
  return errno == EINTR || errno == EAGAIN ? Came::later : Came::fault;
}

/// The next line that is not blank and whose end has come.
bool Reader::take_line(std::string& out) {
  for (;;) {
    const std::size_t end = buffer_.find('\n', std::max(begin_, searched_));
    if (end == std::string::npos) break;
    out.assign(buffer_, begin_, end - begin_);
    begin_ = end + 1;
    if (!is_blank(out)) return true;
  }
  buffer_.erase(0, begin_);
  begin_ = 0;
  searched_ = buffer_.size();
  return false;
}

/// What is left at the end: the last line without an end, or the whole file.
bool Reader::take_rest(std::string& out) {
  out.assign(buffer_, begin_);
  buffer_.clear();
  begin_ = searched_ = 0;
  return source_.one_a_line ? !is_blank(out) : !out.empty();
}

haggle::Answer<Reader::Next> Reader::next(haggle::Duration wait_max, std::string& out) {
  for (;;) {
    if (source_.one_a_line && take_line(out)) return Next::message;
    if (ended_) return Next::end;
    const Came came = read_more(wait_max);
    if (came == Came::later) return Next::later;
    if (came == Came::bytes) continue;
    ended_ = true;
    if (came == Came::fault) {
      return haggle::faulted(haggle::FaultCategory::system, haggle::Severity::high,
                             "cannot read " + source_.path + ": " + std::strerror(errno));
    }
    if (take_rest(out)) return Next::message;
  }
}

}  // namespace files
