// Calls of the C library, what must be so of each, and structs with all the room that their size
// may claim.
#pragma once

#include <array>
#include <cstring>
#include <string_view>

#include "fuzz/harness.hpp"
#include "haggle/haggle.h"

namespace haggle::test {

/// A struct with all the room that its size may claim.
template <class T>
struct Room {
  union {
    T value;
    std::array<char, HAGGLE_STRUCT_BYTES_MAX + 8> bytes{};
  };
};

template <class T>
void fill(Room<T>& room, const T& value) {
  std::memcpy(room.bytes.data(), &value, sizeof value);
}

/// Three bytes a change: where, and to what.
template <class World>
void spoil(World& world, std::string_view changes) {
  auto* bytes = reinterpret_cast<char*>(&world);
  for (; changes.size() >= 3; changes.remove_prefix(3)) {
    const std::size_t at =
        static_cast<unsigned char>(changes[0]) * 256U + static_cast<unsigned char>(changes[1]);
    bytes[at % sizeof world] = changes[2];
  }
}

/// Whose prices a call is about: only its own ones may never be out of their bounds.
enum class Prices { of_haggle, of_the_caller };

/// Calls, and asks of the status what must be so of all.
template <class Call>
haggle_status told(Call call, Prices prices = Prices::of_haggle) {
  haggle_error error = HAGGLE_ERROR_INIT;
  const haggle_status status = call(&error);
  const bool violated = status == HAGGLE_E_BOUNDS_VIOLATED && prices == Prices::of_haggle;
  expect(status != HAGGLE_E_INTERNAL && !violated, "no fault of ours");
  expect(status == error.status, "the error says the status");
  expect(std::strcmp(haggle_status_name(status), "unknown") != 0, "the status is known");
  expect((error.message[0] != '\0') == (status != HAGGLE_OK), "it is said in words");
  return status;
}

}  // namespace haggle::test
