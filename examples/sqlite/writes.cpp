#include "writes.hpp"

#include <haggle/pipeline/record.hpp>

#include "due.hpp"
#include "rows.hpp"

namespace sqlite {

using haggle::WriteStatus;

WriteStatus Writes::put(const haggle::MarketWrite& write) {
  const std::string_view item = write.key.item.item.text();
  const std::string field = haggle::market_field(write.key);
  {
    Statement kept{db_,
                   "SELECT market_time, notification, seal, length(image) FROM markets "
                   "WHERE item = ?1 AND field = ?2",
                   item, field};
    if (kept.step()) {
      const haggle::MarketStamp stamp{{kept.whole(0)}, id_of<haggle::NotificationId>(kept.text(1))};
      if (market_seal(item, field, stamp, kept.whole(3)) != kept.whole(2)) {
        db_.refuse_damage("a market's stamp is not as it was written");
      }
      if (write.stamp < stamp) return WriteStatus::stale;
    }
  }
  const auto size = static_cast<std::int64_t>(write.image.size());
  Statement{db_,
            "INSERT INTO markets VALUES(?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT(item, field) "
            "DO UPDATE SET market_time = excluded.market_time, image = excluded.image, "
            "notification = excluded.notification, seal = excluded.seal",
            item,
            field,
            write.stamp.time.ms,
            write.stamp.notification.text(),
            Bytes{write.image},
            market_seal(item, field, write.stamp, size)}
      .run();
  return WriteStatus::written;
}

// ---- decisions ----------------------------------------------------------------

Writes::Stored Writes::find(const haggle::ListingKey& key) {
  Stored stored;
  Statement row{db_,
                "SELECT id, record, records.seal, setting FROM listings "
                "LEFT JOIN records ON records.listing = id "
                "LEFT JOIN waiting ON waiting.listing = id "
                "WHERE seller = ?1 AND sku = ?2 AND marketplace = ?3 AND audience = ?4",
                key.seller.text(),
                key.sku.text(),
                key.marketplace.text(),
                number_of(key.audience)};
  if (!row.step()) return stored;
  stored.listing = row.whole(0);
  stored.setting = row.whole(3);
  if (!row.has(1)) return stored;
  const auto version = haggle::read_version(row.text(1));
  if (!version || record_seal(stored.listing, row.text(1)) != row.whole(2)) {
    db_.refuse_damage("a record is not as it was written");
  } else {
    stored.version = *version;
  }
  return stored;
}

WriteStatus Writes::put(const haggle::PriceWrite& write) {
  const haggle::Listed& listed = *write.listed;
  const haggle::ListingKey key = haggle::listing_key(listed.listing());
  const haggle::DecisionVersion& version = listed.standing.version;
  const Stored stored = find(key);
  if (stored.listing == 0) return WriteStatus::stale;  // it is not sold any more
  if (stored.version && version < *stored.version) return WriteStatus::stale;
  if (stored.version == version) return WriteStatus::duplicate;
  Loaded* loaded = shelves_.find(key);
  const bool is_edited = loaded != nullptr && loaded->setting != stored.setting;
  if (stored.version != write.based_on || is_edited) return WriteStatus::changed;
  write_record(stored.listing, listed);
  if (write.has_price) write_price(stored.listing, write);
  write_waiting(stored.listing, listed.standing, loaded);
  if (write.also_due) write_also_due(*write.also_due, write.now);
  return WriteStatus::written;
}

void Writes::write_record(std::int64_t listing, const haggle::Listed& listed) {
  const haggle::DecisionVersion& version = listed.standing.version;
  text_.clear();
  haggle::append_record(listed, text_);
  Statement{db_,
            "INSERT OR REPLACE INTO records VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            listing,
            version.market_time.ms,
            version.policy_revision,
            version.notification.text(),
            std::int64_t{version.round},
            text_,
            record_seal(listing, text_)}
      .run();
}

void Writes::write_price(std::int64_t listing, const haggle::PriceWrite& write) {
  const haggle::Instant expires_at = write.now + price_life_;
  text_.clear();
  haggle::append_price_entry(*write.listed, write.processing_us, expires_at, text_);
  Statement{db_,           "INSERT OR REPLACE INTO prices VALUES(?1, ?2, ?3, ?4)",
            listing,       text_,
            expires_at.ms, price_seal(listing, text_, expires_at)}
      .run();
}

void Writes::write_waiting(std::int64_t listing, const haggle::Standing& standing, Loaded* loaded) {
  if (standing.again_at) {
    Statement{db_,
              "INSERT INTO waiting VALUES(?1, ?2, 0) ON CONFLICT(listing) DO UPDATE SET "
              "again_at = excluded.again_at, setting = 0",
              listing, standing.again_at->ms}
        .run();
  } else {
    Statement{db_, "DELETE FROM waiting WHERE listing = ?1", listing}.run();
  }
  if (loaded != nullptr) loaded->setting = 0;
}

void Writes::write_also_due(const haggle::ListingKey& key, haggle::Instant now) {
  const std::int64_t listing = find(key).listing;
  if (listing == 0) return;
  make_due(db_, listing, now);
  // Whoever says so knows it, and decides on the other listing accordingly.
  if (Loaded* loaded = shelves_.find(key)) loaded->setting = find(key).setting;
}

}  // namespace sqlite
