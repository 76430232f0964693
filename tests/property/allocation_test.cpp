// Deciding allocates nothing. Every allocation of this program is counted.
#include <cstdlib>
#include <new>

#include "property/random_case.hpp"

namespace {

std::size_t allocations_count = 0;

void* counted(std::size_t size) {
  ++allocations_count;
  if (void* memory = std::malloc(size == 0 ? 1 : size)) return memory;
  throw std::bad_alloc();
}

}  // namespace

void* operator new(std::size_t size) {
  return counted(size);
}
void* operator new[](std::size_t size) {
  return counted(size);
}
void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
  ++allocations_count;
  return std::malloc(size == 0 ? 1 : size);
}
void* operator new[](std::size_t size, const std::nothrow_t& tag) noexcept {
  return operator new(size, tag);
}
void operator delete(void* memory) noexcept {
  std::free(memory);
}
void operator delete[](void* memory) noexcept {
  std::free(memory);
}
void operator delete(void* memory, std::size_t) noexcept {
  std::free(memory);
}
void operator delete[](void* memory, std::size_t) noexcept {
  std::free(memory);
}

namespace haggle::test {
namespace {

/// How often `work` allocates.
template <class Work>
std::size_t allocations_in(Work work) {
  const std::size_t before = allocations_count;
  work();
  return allocations_count - before;
}

TEST(Allocation, TheCounterCounts) {
  EXPECT_EQ(allocations_in([] { std::vector<int>(100).back() = 1; }), 1U);
}

TEST(Allocation, DecideAllocatesNothing) {
  campaign(20'000, 1, [](Dice& dice) {
    const Case given = random_case(dice);
    const Policy terms = policy(given.spec);
    const Snapshot snapshot = given.world.snapshot();
    std::vector<Verdict> verdicts(given.world.offers.size());
    EXPECT_EQ(allocations_in([&] { static_cast<void>(decide(snapshot, terms, verdicts)); }), 0U);
    return true;
  });
}

TEST(Allocation, DecideAllocatesNothingWithTheMostOffers) {
  World given = world(std::vector<Offer>(offers_max, offer("A", 950)));
  const Policy terms = policy();
  EXPECT_EQ(allocations_in([&] { EXPECT_TRUE(decide(given.snapshot(), terms).has_value()); }), 0U);
}

TEST(Allocation, DecideBusinessAllocatesNothing) {
  campaign(5'000, 1, [](Dice& dice) {
    const BusinessWorld given = random_business_world(dice);
    const Policy terms = policy(random_spec(dice));
    const BusinessSnapshot snapshot = given.snapshot();
    std::vector<Verdict> verdicts(given.offers.size());
    EXPECT_EQ(
        allocations_in([&] { static_cast<void>(decide_business(snapshot, terms, verdicts)); }), 0U);
    return true;
  });
}

/// What is wrong allocates no more than what is right.
TEST(Allocation, AnErrorAllocatesNothing) {
  World given = world({offer("A", 950)});
  given.listing.has &= ~Listing::has_floor;
  const Policy terms = policy();
  EXPECT_EQ(allocations_in([&] { EXPECT_FALSE(decide(given.snapshot(), terms).has_value()); }), 0U);
}

}  // namespace
}  // namespace haggle::test
