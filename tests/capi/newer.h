/* Structs as callers have them that are older or newer than the library. */
#ifndef HAGGLE_TESTS_NEWER_H
#define HAGGLE_TESTS_NEWER_H

#include <stdint.h>
#include <string.h>

#include "check.h"

enum { room_bytes = HAGGLE_STRUCT_BYTES_MAX + 8 };

/* A struct as a newer caller has it: longer, and what follows is zero. */
struct newer {
  uint64_t bytes[room_bytes / 8];
};

static struct newer newer_of(const void* current, size_t size, size_t new_size) {
  struct newer out;
  const uint32_t stated = (uint32_t)new_size;
  memset(&out, 0, sizeof out);
  memcpy(&out, current, size);
  memcpy(&out, &stated, sizeof stated);
  return out;
}

/* A struct as an older caller has it: shorter, and what follows is anything. */
static struct newer older_of(const void* current, size_t old_size) {
  struct newer out;
  const uint32_t stated = (uint32_t)old_size;
  memset(&out, 0xAA, sizeof out);
  memcpy(&out, current, old_size);
  memcpy(&out, &stated, sizeof stated);
  return out;
}

/* Every size that one of the inputs may say of itself, by a call that reads it. */
#define CHECK_INPUT(type, current, call, place) \
  CHECK_GROWN_INPUT(type, sizeof(type), current, call, place)

/* The same of one that had `first` bytes when it was first published. */
#define CHECK_GROWN_INPUT(type, first, current, call, place)                           \
  do {                                                                                 \
    const uint32_t bad[] = {                                                           \
        0, 1, 4, (first) - 8, (first) - 1, HAGGLE_STRUCT_BYTES_MAX + 1, UINT32_MAX};   \
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; ++i) {                          \
      struct newer room = newer_of(&(current), sizeof(type), bad[i]);                  \
      const type* given = (const type*)(const void*)&room;                             \
      CHECK_ERROR(call, HAGGLE_E_BAD_SIZE, place);                                     \
    }                                                                                  \
    for (size_t less = (first); less < sizeof(type); less += 8) {                      \
      struct newer room = older_of(&(current), less);                                  \
      const type* given = (const type*)(const void*)&room;                             \
      CHECK_OK(call);                                                                  \
    }                                                                                  \
    for (uint32_t more = 1; more <= 24; more += 7) {                                   \
      struct newer room = newer_of(&(current), sizeof(type), sizeof(type) + more);     \
      const type* given = (const type*)(const void*)&room;                             \
      CHECK_OK(call);                                                                  \
      ((char*)&room)[sizeof(type) + more - 1] = 1;                                     \
      CHECK_ERROR(call, HAGGLE_E_BAD_SIZE, place);                                     \
    }                                                                                  \
    {                                                                                  \
      struct newer room = newer_of(&(current), sizeof(type), HAGGLE_STRUCT_BYTES_MAX); \
      const type* given = (const type*)(const void*)&room;                             \
      CHECK_OK(call);                                                                  \
    }                                                                                  \
  } while (0)

#endif
