// haggle/base/version.hpp -- floor 0 (base).
//
// The version of the C++ library. It promises source compatibility within a minor release and no
// binary compatibility at all: what keeps its binary form for years is the C ABI.
#pragma once

#define HAGGLE_VERSION_MAJOR 0
#define HAGGLE_VERSION_MINOR 1
#define HAGGLE_VERSION_PATCH 0
#define HAGGLE_VERSION_TEXT "0.1.0"
