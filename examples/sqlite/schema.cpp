#include "schema.hpp"

#include "failure.hpp"

namespace sqlite {
namespace {

constexpr std::int64_t application = 0x4841474C;  // "HAGL": whose file this is
constexpr std::int64_t version = 1;

// A seal is the sum of what its row says (seal.hpp). The prices that are in force are a view.
constexpr const char* tables = R"(
CREATE TABLE listings(
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  seller TEXT NOT NULL, sku TEXT NOT NULL, marketplace TEXT NOT NULL, audience INTEGER NOT NULL,
  item TEXT NOT NULL, market TEXT NOT NULL, policy TEXT NOT NULL, json TEXT NOT NULL,
  seal INTEGER NOT NULL, UNIQUE(seller, sku, marketplace, audience));
CREATE INDEX listings_by_item ON listings(item, marketplace);
CREATE INDEX listings_by_policy ON listings(policy);
CREATE TABLE policies(
  id TEXT PRIMARY KEY, json TEXT NOT NULL, revision INTEGER NOT NULL, seal INTEGER NOT NULL);
CREATE INDEX policies_by_revision ON policies(revision);
CREATE TABLE records(
  listing INTEGER PRIMARY KEY, market_time INTEGER NOT NULL, policy_revision INTEGER NOT NULL,
  notification TEXT NOT NULL, round INTEGER NOT NULL, record TEXT NOT NULL, seal INTEGER NOT NULL);
CREATE TABLE prices(
  listing INTEGER PRIMARY KEY, entry TEXT NOT NULL, expires_at INTEGER NOT NULL,
  seal INTEGER NOT NULL);
CREATE TABLE waiting(
  listing INTEGER PRIMARY KEY, again_at INTEGER NOT NULL, setting INTEGER NOT NULL);
CREATE INDEX waiting_by_time ON waiting(again_at);
CREATE TABLE markets(
  item TEXT NOT NULL, field TEXT NOT NULL, market_time INTEGER NOT NULL,
  notification TEXT NOT NULL, image BLOB NOT NULL, seal INTEGER NOT NULL,
  PRIMARY KEY(item, field));
CREATE TABLE inbox(
  number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, body BLOB NOT NULL,
  receives INTEGER NOT NULL, visible_at INTEGER NOT NULL, seal INTEGER NOT NULL);
CREATE INDEX inbox_by_time ON inbox(visible_at);
CREATE TABLE dead_letters(
  number INTEGER PRIMARY KEY AUTOINCREMENT, failed_at INTEGER NOT NULL, error TEXT NOT NULL,
  place TEXT NOT NULL, record TEXT NOT NULL, listing TEXT NOT NULL, receives INTEGER NOT NULL,
  body BLOB NOT NULL);
CREATE VIEW prices_in_force AS
  SELECT seller, sku, marketplace, audience, entry, expires_at
  FROM prices JOIN listings ON listings.id = prices.listing
  WHERE expires_at > CAST(strftime('%s', 'now') AS INTEGER) * 1000;
PRAGMA application_id = 1212237644;
PRAGMA user_version = 1;)";
static_assert(application == 1212237644 && version == 1);

std::int64_t number_of(Connection& db, const char* question) {
  Statement ask{db, question};
  return ask.step() ? ask.whole(0) : 0;
}

void refuse_foreign(Connection& db, const char* what) {
  db.refuse({haggle::FaultCategory::configuration, haggle::Severity::critical,
             db.path() + " is " + what + "; name another file"});
}

bool has_tables(Connection& db) {
  return number_of(db, "SELECT count(*) FROM sqlite_schema") != 0;
}

}  // namespace

void make_tables(Connection& db, haggle::Duration busy) {
  if (has_tables(db)) {
    const std::int64_t whose = number_of(db, "PRAGMA application_id");
    const std::int64_t made_by = number_of(db, "PRAGMA user_version");
    if (!db.fault() && whose != application) refuse_foreign(db, "another program's database");
    if (!db.fault() && made_by != version) refuse_foreign(db, "of another version of this store");
  }
  // SQLite does not wait by itself for others that change to this mode at the same moment.
  db.run_when_free("PRAGMA journal_mode=WAL; PRAGMA journal_size_limit=67108864", busy);
  if (db.fault() || has_tables(db)) return;
  Transaction making{db, Transaction::Kind::write};
  // Two may have come here at once; the second finds what the first has made.
  if (!has_tables(db)) db.run(tables);
  if (const auto made = making.commit(); !made) db.refuse(made.error());
}

void check_whole(Connection& db) {
  Statement encoding{db, "PRAGMA encoding"};
  if (encoding.step() && encoding.text(0) != "UTF-8") db.refuse_damage("its text is not UTF-8");
  Statement check{db, "PRAGMA integrity_check(1)"};
  if (check.step() && check.text(0) != "ok") db.refuse_damage(check.text(0));
}

}  // namespace sqlite
