// The scripts, by their names. Their texts stand in scripts/*.lua and are compiled in.
#pragma once

#include <array>

#include "script.hpp"

namespace redis {

enum class ScriptId : std::size_t {
  write_price,
  keep_market,
  make_due,
  take_due,
  drop_due,
  replace_listing,
  put_policy,
};

/// All scripts, in the order of their ids.
[[nodiscard]] const std::array<Script, 7>& scripts();

[[nodiscard]] inline const Script& script(ScriptId id) {
  return scripts()[static_cast<std::size_t>(id)];
}

}  // namespace redis
