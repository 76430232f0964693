// A worker with everything in memory round it.
#pragma once

#include <gtest/gtest.h>

#include <string>

#include "haggle/pipeline/memory_store.hpp"
#include "haggle/pipeline/worker.hpp"
#include "support/pipeline.hpp"

namespace haggle::test {

class WorkerWorld : public ::testing::Test {
 protected:
  static constexpr const char* policy =
      R"({"policy":{"id":"gentle","compete_with":["buy_box","lowest"],"beat_by":"-0.01"}})";
  static constexpr const char* mug =
      R"({"listing":{"seller":"A2X","sku":"MUG-1","item":"B0MUG","marketplace":"US",)"
      R"("price":"USD 24.99","shipping":"USD 0.00","floor":"USD 18.00","ceiling":"USD 39.90",)"
      R"("stock":12,"policy":"gentle"}})";

  WorkerWorld() {
    put(policy);
    put(mug);
  }

  void put(const std::string& line) {
    const auto done = editor.put(line);
    ASSERT_TRUE(done) << done.error().text;
  }
  Ports ports() {
    Ports out;
    out.source = &source, out.listings = &session, out.prices = &session;
    out.dead_letters = &letters, out.time = &clock, out.alerts = &alerts;
    return out;
  }
  /// Steps until there is nothing to do, or so often.
  static int run(Worker& worker, int steps_max = 1'000) {
    int steps = 0;
    while (steps < steps_max && worker.step().worked) ++steps;
    return steps;
  }
  static std::uint64_t count(const Worker& worker, MessageFate outcome) {
    return worker.counters().messages[static_cast<std::size_t>(outcome)];
  }
  static std::uint64_t writes(const Worker& worker, WriteStatus status) {
    return worker.counters().writes[static_cast<std::size_t>(status)];
  }
  Listed stored(const std::string& sku, Audience audience = Audience::consumer) {
    Listed found;
    store.each([&](const Listed& each) {
      const bool is_it = each.listing().sku.text() == sku && each.listing().audience == audience;
      if (is_it) found = each;
    });
    return found;
  }
  std::string offers_at(const std::string& price, const std::string& id, Duration ago = {0}) {
    return notification("B0MUG", {clock.at.ms - ago.ms}, id, {{"A1RIVAL", price, true}});
  }

  HandClock clock{};
  MemoryStore store{};
  MemorySession editor{store, clock};
  MemorySession session{store, clock};
  ListSource source{clock};
  ListedLetters letters{};
  ListedAlerts alerts{};
  WorkerOptions options{};
};

}  // namespace haggle::test
