#include "failure.hpp"

#include <sqlite3.h>

#include <algorithm>
#include <array>

namespace sqlite {
namespace {

using haggle::FaultCategory;
using haggle::Severity;

struct Meaning {
  int code;
  FaultCategory category;
  Severity severity;
  std::string_view advice;
};

constexpr std::string_view lock_advice = "another process holds it; the same succeeds later";
constexpr std::string_view full_advice =
    "nothing is half written; make room, and it goes on by itself";
constexpr std::string_view disk_advice = "the disk or its file system refuses; look at its log";
constexpr std::string_view rights_advice =
    "give this user the right to write the file and its folder";
constexpr std::string_view open_advice = "see that its folder is there and may be written";

constexpr std::array meanings{
    Meaning{SQLITE_BUSY, FaultCategory::external, Severity::medium, lock_advice},
    Meaning{SQLITE_LOCKED, FaultCategory::external, Severity::medium, lock_advice},
    Meaning{SQLITE_PROTOCOL, FaultCategory::external, Severity::medium, lock_advice},
    Meaning{SQLITE_INTERRUPT, FaultCategory::external, Severity::medium, lock_advice},
    Meaning{SQLITE_FULL, FaultCategory::system, Severity::high, full_advice},
    Meaning{SQLITE_IOERR, FaultCategory::system, Severity::high, disk_advice},
    Meaning{SQLITE_NOMEM, FaultCategory::system, Severity::high, "there is no memory left"},
    Meaning{SQLITE_READONLY, FaultCategory::configuration, Severity::critical, rights_advice},
    Meaning{SQLITE_PERM, FaultCategory::configuration, Severity::critical, rights_advice},
    Meaning{SQLITE_AUTH, FaultCategory::configuration, Severity::critical, rights_advice},
    Meaning{SQLITE_CANTOPEN, FaultCategory::configuration, Severity::critical, open_advice},
};

}  // namespace

bool is_damage(int code) {
  const int kind = code & 0xFF;
  // What the schema asks for is in every file that was checked when it was opened.
  return kind == SQLITE_CORRUPT || kind == SQLITE_NOTADB || kind == SQLITE_ERROR ||
         kind == SQLITE_TOOBIG || kind == SQLITE_MISMATCH || kind == SQLITE_CONSTRAINT;
}

haggle::Fault damaged(std::string_view path, std::string_view what) {
  return {FaultCategory::configuration, Severity::critical,
          std::string{path} + " is damaged (" + std::string{what} +
              "); nothing more is written to it. Stop all that use it, keep the file and the -wal "
              "beside it, and put back a copy, or what `sqlite3 FILE .recover` saves of it"};
}

haggle::Fault fault_of(int code, std::string_view path, std::string_view text) {
  if (is_damage(code)) return damaged(path, text);
  const auto* known = std::find_if(meanings.begin(), meanings.end(),
                                   [&](const Meaning& one) { return one.code == (code & 0xFF); });
  const std::string what = std::string{path} + ": " + std::string{text};
  if (known == meanings.end()) return {FaultCategory::system, Severity::high, what};
  return {known->category, known->severity, what + "; " + std::string{known->advice}};
}

}  // namespace sqlite
