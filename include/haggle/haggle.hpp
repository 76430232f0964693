// haggle/haggle.hpp -- floor 6 (codec).
//
// Everything, for a program that wants one include. What decides needs nothing to link; reading and
// writing text (codec, explain, describe) needs haggle::haggle.
#pragma once

#include "haggle/base/version.hpp"
#include "haggle/codec/decision_json.hpp"
#include "haggle/codec/expected_price.hpp"
#include "haggle/codec/fee_estimate.hpp"
#include "haggle/codec/instant_text.hpp"
#include "haggle/codec/listing_json.hpp"
#include "haggle/codec/message.hpp"
#include "haggle/codec/message_reader.hpp"
#include "haggle/codec/policy_json.hpp"
#include "haggle/codec/schema.hpp"
#include "haggle/codec/submission.hpp"
#include "haggle/codec/submission_answer.hpp"
#include "haggle/codec/submission_read.hpp"
#include "haggle/money/allocate.hpp"
#include "haggle/money/exchange.hpp"
#include "haggle/money/text.hpp"
#include "haggle/reprice/decide.hpp"
#include "haggle/reprice/decide_business.hpp"
#include "haggle/reprice/decide_each.hpp"
#include "haggle/reprice/explain.hpp"
#include "haggle/reprice/keep.hpp"
#include "haggle/reprice/schedule.hpp"
