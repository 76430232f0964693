// The store in a file does what the store in memory does, whatever is done to both.
#include <algorithm>
#include <haggle/pipeline/memory_store.hpp>
#include <random>

#include "world.hpp"

namespace sqlite_test {
namespace {

class HandClock final : public haggle::TimeSource {
 public:
  Instant at{noon};
  Instant now() override { return at; }
  std::int64_t ticks_us() override { return at.ms * 1'000; }
};

constexpr unsigned skus_count = 5;

/// Both stores, told the same.
class Both {
 public:
  Both() {
    for (unsigned n = 0; n < skus_count; ++n) {
      put(listing_line(sku(n), item(n)));
      write_market(n, 0);
      decide(n, {version_at(noon), 2'000});
    }
  }

  static std::string sku(unsigned n) { return "S" + std::to_string(n); }
  static std::string item(unsigned n) { return "ITEM-" + sku(n); }

  void put(const std::string& line) {
    EXPECT_EQ(memory.put(line).has_value(), file->put(line).has_value()) << line;
  }
  void drop_policy() { EXPECT_EQ(*memory.drop_policy("gentle"), *file->drop_policy("gentle")); }
  void set_status(unsigned n, haggle::ListingStatus status) {
    EXPECT_EQ(*memory.set_status(key_of(sku(n)), status),
              *file->set_status(key_of(sku(n)), status));
  }
  void drop_listing(unsigned n) {
    EXPECT_EQ(*memory.drop_listing(key_of(sku(n))), *file->drop_listing(key_of(sku(n))));
  }

  void write_market(unsigned n, std::int64_t ms) {
    const haggle::MarketWrite write{
        {item_of(item(n)), {}, {}}, {{noon.ms + ms}, *haggle::NotificationId::from("n")}, "i"};
    memory.send({&write, 1}, {});
    const WriteStatus expected = memory.take().markets[0].status;
    file->send({&write, 1}, {});
    const WriteStatus status = file->take().markets[0].status;
    // In memory a market that nobody sells in is not kept.
    if (load_both(n).first != nullptr) {
      EXPECT_EQ(status, expected);
    }
  }

  std::pair<haggle::Listed*, haggle::Listed*> load_both(unsigned n) {
    const std::array items{item_of(item(n))};
    std::vector<std::span<haggle::Listed* const>> shelves;
    haggle::Listed* in_memory = nullptr;
    EXPECT_TRUE(memory.load(items, haggle::Freshness::fresh, shelves).has_value());
    if (!shelves[0].empty()) in_memory = shelves[0][0];
    haggle::Listed* in_file = load(*file, key_of(sku(n)), item(n));
    EXPECT_EQ(in_memory == nullptr, in_file == nullptr);
    return {in_memory, in_file};
  }

  void decide(unsigned n, const Choice& choice, const std::function<void()>& meanwhile = {}) {
    const auto [in_memory, in_file] = load_both(n);
    if (in_memory == nullptr || in_file == nullptr) return;
    EXPECT_EQ(in_file->listing().price_minor, in_memory->listing().price_minor);
    EXPECT_EQ(in_file->listing().status, in_memory->listing().status);
    EXPECT_EQ(in_file->standing, in_memory->standing);
    EXPECT_EQ(in_file->policy == nullptr, in_memory->policy == nullptr);
    const auto one = decided(*in_memory, choice);
    const auto two = decided(*in_file, choice);
    if (meanwhile) meanwhile();
    memory.send({}, {&one, 1});
    const WriteStatus expected = memory.take().prices[0].status;
    EXPECT_EQ(send(*file, two).status, expected);
    ++seen[static_cast<std::size_t>(expected)];
  }

  void take_due(bool drops) {
    std::vector<haggle::DueListing> one;
    EXPECT_TRUE(memory.take_due(clock.at, haggle::seconds(60), 100, one).has_value());
    auto two = sqlite_test::take_due(*file, clock.at);
    const auto by_sku = [](const auto& a, const auto& b) { return a.key.sku < b.key.sku; };
    std::sort(one.begin(), one.end(), by_sku);
    std::sort(two.begin(), two.end(), by_sku);
    ASSERT_EQ(one.size(), two.size());
    for (std::size_t i = 0; i < one.size(); ++i) {
      EXPECT_EQ(one[i].key, two[i].key);
      EXPECT_EQ(one[i].again_at, two[i].again_at);
    }
    due_count += one.size();
    if (!drops) return;
    EXPECT_TRUE(memory.drop_due(one).has_value());
    EXPECT_TRUE(file->drop_due(two).has_value());
  }
  void sweep() { EXPECT_EQ(*memory.sweep(clock.at, 1'000), *file->sweep(clock.at, 1'000)); }

  HandClock clock{};
  haggle::MemoryStore store{};
  haggle::MemorySession memory{store, clock};
  Folder folder{};
  std::unique_ptr<sqlite::Store> file{open(folder.file("store.db"))};
  std::array<int, 5> seen{};
  std::size_t due_count{0};
};

class Steps {
 public:
  explicit Steps(Both& both) : both_(both) {}

  void step() {
    const unsigned n = below(skus_count);
    both_.clock.at = both_.clock.at + haggle::Duration{below(5'000)};
    switch (below(12)) {
      case 0:
        return both_.put(listing(n));
      case 1:
        return both_.put(R"({"policy":{"id":"gentle","beat_by":"-0.0)" +
                         std::to_string(1 + below(9)) + "\"}}");
      case 2:
        return below(4) == 0 ? both_.drop_policy() : both_.sweep();
      case 3:
        return both_.set_status(
            n, below(2) == 0 ? haggle::ListingStatus::active : haggle::ListingStatus::inactive);
      case 4:
        return both_.write_market(n, below(5'000));
      case 5:
      case 6:
        return both_.take_due(below(2) == 0);
      case 7:
        return both_.decide(n, choice(), [&] { both_.put(listing(n)); });
      default:
        return both_.decide(n, choice());
    }
  }

 private:
  unsigned below(unsigned n) { return static_cast<unsigned>(dice_() % n); }
  std::string listing(unsigned n) {
    const std::string policy = below(2) == 0 ? R"(,"policy":"gentle")" : "";
    return listing_line(Both::sku(n), Both::item(n), policy);
  }
  /// Mostly newer than what stands.
  Choice choice() {
    newest_ += below(3);
    const std::int64_t ms = newest_ - below(3);
    Choice made{version_at({noon.ms + ms}, "n", below(2), below(2)), 600 + below(3'000)};
    made.now = both_.clock.at;
    made.has_price = below(3) != 0;
    if (below(2) == 0) made.again_at = both_.clock.at + haggle::Duration{below(20'000)};
    return made;
  }

  Both& both_;
  std::mt19937 dice_{3};
  std::int64_t newest_{0};
};

TEST(Model, TheFileDoesWhatTheMemoryDoes) {
  Both both;
  Steps steps{both};
  for (int i = 0; i < 4'000 && !::testing::Test::HasFailure(); ++i) {
    SCOPED_TRACE(i);
    steps.step();
  }
  for (const WriteStatus each :
       {WriteStatus::written, WriteStatus::duplicate, WriteStatus::stale, WriteStatus::changed}) {
    EXPECT_GT(both.seen.at(static_cast<std::size_t>(each)), 20) << static_cast<int>(each);
  }
  EXPECT_GT(both.due_count, 300U);
}

}  // namespace
}  // namespace sqlite_test
