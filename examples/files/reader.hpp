// Reads the messages of one file or stream, one after the other, and waits for no byte longer than
// it is told.
#pragma once

#include <haggle/market/instant.hpp>
#include <haggle/pipeline/fault.hpp>
#include <string>

#include "reprice/sources.hpp"

namespace files {

class Reader {
 public:
  explicit Reader(reprice::Source source) : source_(std::move(source)) {}
  Reader(const Reader&) = delete;
  Reader& operator=(const Reader&) = delete;
  ~Reader();

  enum class Next {
    message,  ///< there is one
    later,    ///< nothing came within the time
    end       ///< there will be no more
  };
  /// Writes the next message over `out`: a line without its end, or the whole file.
  /// Faults: it cannot be read; there is nothing more of it then.
  [[nodiscard]] haggle::Answer<Next> next(haggle::Duration wait_max, std::string& out);

 private:
  enum class Came { bytes, later, end, fault };
  [[nodiscard]] Came read_more(haggle::Duration wait_max);
  [[nodiscard]] bool take_line(std::string& out);
  [[nodiscard]] bool take_rest(std::string& out);

  reprice::Source source_;
  int file_{-1};
  bool ended_{false};
  std::string buffer_{};
  std::size_t begin_{0};     // of what was not given out yet
  std::size_t searched_{0};  // up to here there is no end of a line
};

}  // namespace files
