// What a notification costs from its bytes to a decision, against what others need to pick out its
// fields alone. The sums are equal: all find the same.
#include <benchmark/benchmark.h>

#include <array>
#include <cstdlib>
#include <fstream>
#include <string>
#include <vector>

#include "extract.hpp"
#include "figures.hpp"
#include "haggle/codec/message_reader.hpp"
#include "haggle/reprice/decide.hpp"
#include "message_texts.hpp"
#include "peer_simdjson.hpp"
#include "peer_trees.hpp"

namespace haggle::bench {
namespace {

/// The same messages in the forms that the readers take.
struct Texts {
  BenchMessages messages{};
  std::vector<std::string> unusual{};  ///< a blank before each: the general path reads it
  std::vector<simdjson::padded_string> bare{};
  std::vector<simdjson::padded_string> relayed{};

  Texts() {
    for (const std::string& text : messages.bare) {
      unusual.push_back(" " + text);
      bare.emplace_back(text);
    }
    for (const std::string& text : messages.relayed) relayed.emplace_back(text);
    if (const char* const file = std::getenv("HAGGLE_BENCH_MESSAGES")) keep_in(file);
  }

  /// A message a line, for the peers that are other programs.
  void keep_in(const char* file) const {
    std::ofstream out{file};
    for (const std::string& text : messages.bare) out << text << '\n';
  }
};

const Texts& texts() {
  static const Texts all;
  return all;
}

/// Times `read` over all texts in turn, and sums up what it gives.
template <class Text, class Read>
void go_round(benchmark::State& state, const std::vector<Text>& from, Read read) {
  std::size_t next = 0;
  for (auto _ : state) {
    benchmark::DoNotOptimize(read(from[next]));
    next = next + 1 == from.size() ? 0 : next + 1;
  }
  Checksum checksum;
  for (const Text& text : from) add_to(checksum, *read(text));
  state.SetLabel(checksum.text());
}

/// Reads and decides, as a repricer does.
void to_decision(benchmark::State& state, const std::vector<std::string>& from) {
  MessageReader reader;
  const Listing listing = our_listing();
  const Policy policy = usual_policy();
  std::array<Verdict, offers_max> verdicts;
  go_round(state, from, [&](const std::string& text) {
    const Message& message = reader.read(text).front().message;
    const Clock clock{message.market.time, 0};
    benchmark::DoNotOptimize(
        decide(Snapshot{listing, message.market, message.offers, clock}, policy, verdicts));
    return &message;
  });
}

/// Reads only.
void to_message(benchmark::State& state) {
  MessageReader reader;
  go_round(state, texts().unusual,
           [&](const std::string& text) { return &reader.read(text).front().message; });
}

void decode_raw(benchmark::State& state) {
  to_decision(state, texts().messages.bare);
}
void decode_sns(benchmark::State& state) {
  to_decision(state, texts().messages.relayed);
}
void decode_general(benchmark::State& state) {
  to_message(state);
}

template <class Peer, class Text>
void extract(benchmark::State& state, const std::vector<Text>& from) {
  Peer peer;
  Extract out;
  go_round(state, from, [&](const Text& text) {
    peer.read(text, out);
    return &out;
  });
}

void simdjson_on_demand(benchmark::State& state) {
  extract<SimdjsonOnDemand>(state, texts().bare);
}
void simdjson_tree(benchmark::State& state) {
  extract<SimdjsonTree>(state, texts().bare);
}
void simdjson_twice(benchmark::State& state) {
  SimdjsonOnDemand peer;
  Extract out;
  go_round(state, texts().relayed, [&](const simdjson::padded_string& text) {
    peer.read_relayed(text, out);
    return &out;
  });
}
void nlohmann_tree(benchmark::State& state) {
  extract<NlohmannTree>(state, texts().messages.bare);
}
#if !defined(__clang__)
void rapidjson_tree(benchmark::State& state) {
  extract<RapidJsonTree>(state, texts().messages.bare);
}
BENCHMARK(rapidjson_tree);
const RegisterFigure raw_rapidjson{{"decode_raw", "rapidjson_tree", 0.4}};
#endif

BENCHMARK(decode_raw);
BENCHMARK(decode_sns);
BENCHMARK(decode_general);
BENCHMARK(simdjson_on_demand);
BENCHMARK(simdjson_tree);
BENCHMARK(simdjson_twice);
BENCHMARK(nlohmann_tree);

const RegisterFigure raw{{"decode_raw", "simdjson_on_demand", 1.0}};
const RegisterFigure raw_nlohmann{{"decode_raw", "nlohmann_tree", 0.1}};
const RegisterFigure sns{{"decode_sns", "simdjson_twice", 0.4}};
const RegisterFigure general{{"decode_general", "simdjson_on_demand", 2.2}};
const RegisterFigure general_tree{{"decode_general", "simdjson_tree", 1.0}};

}  // namespace
}  // namespace haggle::bench
