#include "haggle/base/version.hpp"

#include "haggle/haggle.h"

uint32_t haggle_abi(void) {
  return HAGGLE_ABI;
}

const char* haggle_version(void) {
  return HAGGLE_VERSION_TEXT;
}
