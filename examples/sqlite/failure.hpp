// What SQLite's codes mean to somebody who has to mend them.
#pragma once

#include <haggle/pipeline/fault.hpp>
#include <string>
#include <string_view>

namespace sqlite {

/// What went wrong, for whom: a full disk is the machine's, a lock passes by itself, a damaged or
/// read-only file is for a person.  `code` may be an extended one.
[[nodiscard]] haggle::Fault fault_of(int code, std::string_view path, std::string_view text);

/// The file holds something that was never written, so that nothing of it is to be trusted.
[[nodiscard]] haggle::Fault damaged(std::string_view path, std::string_view what);

/// Does the code say that the file's content is wrong?
[[nodiscard]] bool is_damage(int code);

}  // namespace sqlite
