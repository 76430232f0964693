#include "due.hpp"

#include "rows.hpp"

namespace sqlite {

void make_due(Connection& db, std::int64_t listing, haggle::Instant at) {
  Statement{db,
            "INSERT INTO waiting VALUES(?1, ?2, random()) ON CONFLICT(listing) DO UPDATE SET "
            "again_at = min(again_at, excluded.again_at), setting = excluded.setting",
            listing, at.ms}
      .run();
}

void make_due_by_policy(Connection& db, std::string_view policy) {
  Statement{db,
            "INSERT INTO waiting SELECT id, 0, random() FROM listings WHERE policy = ?1 "
            "ON CONFLICT(listing) DO UPDATE SET again_at = 0, setting = excluded.setting",
            policy}
      .run();
}

bool is_any_due(Connection& db, haggle::Instant now) {
  return Statement{db, "SELECT 1 FROM waiting WHERE again_at <= ?1 LIMIT 1", now.ms}.step();
}

void take_due(Connection& db, haggle::Instant now, haggle::Duration lease, std::size_t count_max,
              std::vector<haggle::DueListing>& into) {
  const haggle::Instant until = now + lease;
  std::vector<std::int64_t> taken;
  {
    Statement due{db,
                  "SELECT seller, sku, marketplace, audience, item, listings.id FROM waiting "
                  "JOIN listings ON listings.id = waiting.listing WHERE again_at <= ?1 "
                  "ORDER BY again_at LIMIT ?2",
                  now.ms, static_cast<std::int64_t>(count_max)};
    while (due.step()) {
      const haggle::ListingKey key = key_at(due, 0);
      const haggle::ItemKey item{id_of<haggle::ItemId>(due.text(4)), key.marketplace};
      into.push_back({key, item, until});
      taken.push_back(due.whole(5));
    }
  }
  for (const std::int64_t listing : taken) {
    Statement{db, "UPDATE waiting SET again_at = ?2 WHERE listing = ?1", listing, until.ms}.run();
  }
}

void drop_due(Connection& db, const haggle::DueListing& due) {
  Statement{db,
            "DELETE FROM waiting WHERE again_at = ?5 AND listing = (SELECT id FROM listings "
            "WHERE seller = ?1 AND sku = ?2 AND marketplace = ?3 AND audience = ?4)",
            due.key.seller.text(),
            due.key.sku.text(),
            due.key.marketplace.text(),
            number_of(due.key.audience),
            due.again_at.ms}
      .run();
}

// ---- the sweep ----------------------------------------------------------------

namespace {

/// The last of the next items; as many as there are if they are fewer.
std::string end_of_round(Connection& db, const std::string& begin, std::size_t items_max) {
  std::string last;
  Statement items{db, "SELECT DISTINCT item FROM markets WHERE item > ?1 ORDER BY item LIMIT ?2",
                  begin, static_cast<std::int64_t>(items_max)};
  while (items.step()) last = items.text(0);
  return last;
}

}  // namespace

std::size_t sweep(Connection& db, SweepPlace& place, haggle::Instant now, std::size_t items_max) {
  std::string end = end_of_round(db, place.item, items_max);
  if (end.empty() && !place.item.empty()) {
    place.item.clear();
    end = end_of_round(db, place.item, items_max);
  }
  if (end.empty()) return 0;
  Statement{db,
            "INSERT INTO waiting SELECT l.id, ?3, random() FROM markets m "
            "JOIN listings l ON l.item = m.item AND l.market = m.field "
            "LEFT JOIN records r ON r.listing = l.id "
            "WHERE m.item > ?1 AND m.item <= ?2 AND (r.listing IS NULL OR "
            "(r.market_time, r.notification) < (m.market_time, m.notification)) "
            "ON CONFLICT(listing) DO NOTHING",
            place.item, end, now.ms}
      .run();
  const std::size_t due_count = db.changed_count();
  Statement{db,
            "DELETE FROM prices WHERE expires_at <= ?3 AND listing IN "
            "(SELECT id FROM listings WHERE item > ?1 AND item <= ?2)",
            place.item, end, now.ms}
      .run();
  place.item = end;
  return due_count;
}

}  // namespace sqlite
