// What goes wrong in a run, how often, and the run's virtual clock and log. Each seed has weather
// of its own: some faults never come in it, others often.
#pragma once

#include <array>
#include <cstdint>
#include <cstdio>
#include <optional>
#include <string_view>

#include "dice.hpp"
#include "haggle/pipeline/fault.hpp"

namespace haggle::sim {

/// A fault that is planted, to see that the simulator reports it.
enum class Canary : std::uint8_t {
  none = 0,
  delete_first = 1,    ///< a message is deleted as soon as it is received
  key_first = 2,       ///< the key of idempotency is set in a step before the write
  short_version = 3,   ///< the version lives as long as the price: two hours
  wait_elsewhere = 4,  ///< WAIT on a connection that wrote nothing
  token_ignored = 5,   ///< an edit between reading and writing goes unnoticed
};
inline constexpr std::array canary_words{Word{Canary::none, "none"},
                                         Word{Canary::delete_first, "delete-first"},
                                         Word{Canary::key_first, "key-first"},
                                         Word{Canary::short_version, "short-version"},
                                         Word{Canary::wait_elsewhere, "wait-elsewhere"},
                                         Word{Canary::token_ignored, "token-ignored"}};

/// The kinds of faults that come by chance.
enum class Ill : std::uint8_t {
  crash,          ///< the worker dies here
  pause,          ///< it stands still past the visibility of what it holds
  receive_lost,   ///< given out, and the answer lost
  queue_refuses,  ///< throttled
  finish_lost,    ///< asked, and not done
  reply_lost,     ///< done, and not heard of
  finish_partly,  ///< some entries of a batch fail
  comes_again,    ///< what was deleted is given out once more
  give_back_lost,
  extend_lost,
  read_fails,
  cut,      ///< a connection, in the middle of a batch
  late,     ///< the requests arrive after all, long after they were given up
  refused,  ///< one write: out of memory, read-only
  lag,      ///< the replica is far behind
  letters_fail,
  history_fails,
  duplicate,  ///< the queue has a message twice
  delay,      ///< the queue keeps a message long
};
inline constexpr std::size_t ills_count = 19;

/// Thrown out of a port: the process is gone at once.
struct Crash {};

class Weather {
 public:
  Weather(std::uint64_t seed, bool talks) : dice(seed), talks_(talks) {
    constexpr std::array<std::uint32_t, 4> strengths{0, 7'000, 18'000, 44'000};
    for (auto& each : ppm_) each = strengths[dice.below(strengths.size())];
    auto& crashes = ppm_[static_cast<std::size_t>(Ill::crash)];
    crashes /= 8;
    auto& pauses = ppm_[static_cast<std::size_t>(Ill::pause)];
    pauses /= 8;
  }

  /// Does it happen here?
  bool strikes(Ill ill) {
    if (calm || !dice.chance(ppm_[static_cast<std::size_t>(ill)])) return false;
    ++faults;
    note("fault", static_cast<std::int64_t>(ill));
    return true;
  }
  void may_crash() {
    if (strikes(Ill::crash)) throw Crash{};
  }

  /// Goes into the run's fingerprint, and into its log where one is asked for.
  void note(std::string_view what, std::int64_t a = 0, std::int64_t b = 0, std::int64_t c = 0) {
    for (const std::int64_t value : {now.ms, static_cast<std::int64_t>(what.size()), a, b, c}) {
      fingerprint = (fingerprint ^ static_cast<std::uint64_t>(value)) * 0x100000001B3U;
      fingerprint ^= fingerprint >> 29;
    }
    if (!talks_) return;
    std::printf("%10.3f  w%d  %-18.*s %lld %lld %lld\n", static_cast<double>(now.ms) / 1e3, actor,
                static_cast<int>(what.size()), what.data(), static_cast<long long>(a),
                static_cast<long long>(b), static_cast<long long>(c));
  }
  [[nodiscard]] bool talks() const { return talks_; }

  /// What the store says now to whoever asks.
  [[nodiscard]] std::optional<Fault> store_says() {
    if (wrong_password) {
      return Fault{FaultCategory::configuration, Severity::critical, "store: wrong password"};
    }
    if (store_down) return Fault{FaultCategory::network, Severity::medium, "store: refused"};
    return std::nullopt;
  }
  [[nodiscard]] std::optional<Fault> queue_says() {
    if (forbidden) {
      return Fault{FaultCategory::configuration, Severity::critical, "queue: forbidden"};
    }
    if (queue_down) return Fault{FaultCategory::network, Severity::medium, "queue: timed out"};
    return std::nullopt;
  }

  Dice dice;
  Duration now{};  ///< since the run began
  int actor{-1};   ///< whose step it is, for the log
  bool calm{false};
  bool store_down{false}, wrong_password{false}, queue_down{false}, forbidden{false};
  bool letters_down{false}, history_down{false};
  std::uint64_t faults{0};
  std::uint64_t fingerprint{0xCBF29CE484222325U};

 private:
  std::array<std::uint32_t, ills_count> ppm_{};
  bool talks_;
};

/// All moments of a run are after this one.
inline constexpr Instant epoch{1'760'000'000'000};

}  // namespace haggle::sim
