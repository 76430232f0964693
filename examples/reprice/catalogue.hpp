// Reads a catalogue into the store, line by line. A bad line is told and left out; the good ones go
// on.
#pragma once

#include <cstddef>
#include <functional>
#include <haggle/base/error.hpp>
#include <optional>
#include <string>

#include "book.hpp"

namespace reprice {

struct Catalogue {
  std::size_t lines_count{0};    ///< that are not blank
  std::size_t refused_count{0};  ///< of those
  std::string fault{};           ///< why the file could not be read; empty: it was
};

/// Is told every line that is refused, with its number from 1.
using TellFault = std::function<void(std::size_t line, const haggle::Error&)>;

/// Reads the file into the book. A policy may stand behind what names it: such lines are read again
/// when all others are in the book, and are told last if the policy is nowhere.
[[nodiscard]] Catalogue read_catalogue(const std::string& path, Book& book, const TellFault& tell);

}  // namespace reprice
