#include <utility>

#include "run_impl.hpp"

namespace haggle::sim {

// ---- what is planned ---------------------------------------------------

void Run::plan_sending(std::size_t message) {
  std::int64_t delay = dice_.between(0, 2'000);
  if (weather_.strikes(Ill::delay)) delay = dice_.between(10'000, 300'000);
  const Duration when{world_.messages[message].at.ms + delay};
  const Duration again{when.ms + dice_.between(0, 90'000)};
  const auto put = [this, message] { queue_.put(message); };
  at(when, put);
  if (weather_.strikes(Ill::duplicate)) at(again, put);
  last_arrival_ = std::max(last_arrival_, again);
}

void Run::spoil(bool& what, Duration begin, Duration length) {
  at(begin, [this, &what] {
    ++weather_.faults;
    weather_.note("down");
    what = true;
  });
  at({begin.ms + length.ms}, [this, &what] {
    weather_.note("up");
    what = false;
  });
}

/// With everything down nobody may call again and again.
void Run::all_down(Duration begin, Duration length) {
  for (bool* each : {&weather_.store_down, &weather_.queue_down, &weather_.letters_down}) {
    spoil(*each, begin, length);
  }
  for (std::size_t seat = 0; seat < workers_count; ++seat) {
    at({begin.ms + 1}, [this, seat, length] {
      if (seats_[seat].process == nullptr) return;
      const std::uint64_t calls = seats_[seat].process->calls();
      const std::uint64_t generation = seats_[seat].generation;
      after(length.ms - 2, [this, seat, calls, generation, length] {
        if (seats_[seat].generation != generation) return;
        const std::uint64_t made = seats_[seat].process->calls() - calls;
        if (made > 60 + static_cast<std::uint64_t>(length.ms / 500)) {
          referee_.lose("LOST in calls", made);
        }
      });
    });
  }
}

void Run::plan_outages(Duration begin, Duration span) {
  const auto moment = [&] { return Duration{begin.ms + dice_.between(0, span.ms)}; };
  const auto length = [&] { return Duration{dice_.between(500, 60'000)}; };
  for (bool* each : {&weather_.store_down, &weather_.wrong_password, &weather_.queue_down,
                     &weather_.forbidden, &weather_.letters_down, &weather_.history_down}) {
    if (dice_.percent(35)) spoil(*each, moment(), length());
  }
  if (dice_.percent(15)) all_down(moment(), seconds(dice_.between(60, 240)));
}

void Run::plan_faults(const Window& window) {
  const auto moment = [&] { return Duration{window.begin.ms + dice_.between(0, window.span.ms)}; };
  for (std::size_t i = dice_.below(7); i > 0; --i) {
    at(moment(), [this] {
      ++weather_.faults;
      store_.fail_over();
      referee_.begin_reign(store_);
      after(dice_.between(100, 2'000), [this] { mend(); });
    });
  }
  plan_outages(window.begin, window.span);
  for (std::size_t i = dice_.below(4); i > 0; --i) {
    const std::size_t seat = dice_.below(workers_count);
    at(moment(), [this, seat] {
      ++weather_.faults;
      kill(seat);
    });
  }
  for (std::size_t i = dice_.below(3); i > 0; --i) {
    const std::size_t seat = dice_.below(workers_count);
    at(moment(), [this, seat] { restart(seat); });
  }
}

void Run::plan(const Window& window) {
  const Duration end{window.begin.ms + window.span.ms};
  for (std::size_t i = 0; i < world_.messages.size(); ++i) {
    const Duration sent = world_.messages[i].at;
    if (window.begin <= sent && sent <= end) plan_sending(i);
  }
  for (int i = 0; i < window.repeats_count; ++i) {
    const std::size_t message = dice_.below(world_.messages.size());
    if (!(world_.messages[message].at < window.begin)) continue;
    ++weather_.faults;
    after(dice_.between(0, window.span.ms), [this, message] { queue_.put(message); });
  }
  for (int i = 0; i < window.edits_count; ++i) {
    after(dice_.between(0, window.span.ms), [this] { edit(); });
  }
  plan_faults(window);
}

// ---- edits -------------------------------------------------------------

void Run::edit() {
  if (weather_.store_says()) return after(1'000, [this] { edit(); });
  if (dice_.percent(40)) return edit_policy(dice_.below(world_.policies.size()));
  const std::size_t number = dice_.below(world_.listings.size());
  WorldListing& listing = world_.listings[number];
  listing.facts.push_back(edited(listing.facts.back(), dice_));
  store_.put_facts(number, listing.facts.size() - 1);
}

void Run::edit_policy(std::size_t number) {
  auto& revisions = world_.policies[number].revisions;
  const bool drops = revisions.back() != nullptr && dice_.percent(25);
  revisions.push_back(drops ? nullptr : any_policy(dice_));
  put_policy(number);
  if (!drops) return;
  after(dice_.between(5'000, 200'000), [this, number] {
    world_.policies[number].revisions.push_back(any_policy(dice_));
    put_policy(number);
  });
}

void Run::put_policy(std::size_t number) {
  if (weather_.store_says()) {
    return after(1'000, [this, number] { put_policy(number); });
  }
  store_.put_policy(number, world_.policies[number].revisions.size());
  after(dice_.between(0, 3'000), [this, number] { finish_policy_edit(number); });
}

/// Its listings become due behind it.
void Run::finish_policy_edit(std::size_t number) {
  if (weather_.store_says()) {
    return after(1'000, [this, number] { finish_policy_edit(number); });
  }
  for (std::size_t i = 0; i < world_.listings.size(); ++i) {
    if (world_.listings[i].policy == number) store_.make_due(i, epoch + weather_.now);
  }
}

/// Whoever edits sees that a failover took it, and does it again.
void Run::mend() {
  if (weather_.store_says()) return after(1'000, [this] { mend(); });
  for (const std::size_t number : std::exchange(store_.lost_listings, {})) {
    store_.put_facts(number, world_.listings[number].facts.size() - 1);
  }
  for (const std::size_t number : std::exchange(store_.lost_policies, {})) put_policy(number);
}

}  // namespace haggle::sim
