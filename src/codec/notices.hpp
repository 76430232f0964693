// src/codec/notices.hpp -- floor 6 (codec).
//
// Amazon's notices about listings and feeds.
#pragma once

#include "codec/message_head.hpp"

namespace haggle {
inline namespace v0 {
namespace codec {

/// LISTINGS_ITEM_STATUS_CHANGE. Needs a SKU or an item, as the next three do.
void read_listing_status(const MessageReading& reading);

/// LISTINGS_ITEM_ISSUES_CHANGE.
void read_listing_issues(const MessageReading& reading);

/// LISTINGS_ITEM_MFN_QUANTITY_CHANGE.
void read_listing_quantity(const MessageReading& reading);

/// ITEM_PRODUCT_TYPE_CHANGE.
void read_product_type(const MessageReading& reading);

/// FEED_PROCESSING_FINISHED. Needs the feed's id.
void read_feed_finished(const MessageReading& reading);

}  // namespace codec
}  // namespace v0
}  // namespace haggle
