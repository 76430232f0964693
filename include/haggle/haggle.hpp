// haggle/haggle.hpp -- floor 6 (codec).
//
// Everything, for a program that wants one include. What decides needs nothing to link; reading and
// writing text (codec, explain, describe) needs haggle::haggle.
#pragma once

#include "haggle/base/version.hpp"
#include "haggle/reprice/decide.hpp"
#include "haggle/reprice/decide_business.hpp"
