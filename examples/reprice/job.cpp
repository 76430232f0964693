#include "job.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <iostream>
#include <string>

#include "report.hpp"
#include "survey.hpp"

namespace reprice {

void complain(std::string_view sentence) {
  fmt::print(stderr, "reprice: {}\n", sentence);
}

int Job::run() {
  // Outputs are opened last, so that a run that cannot begin overwrites nothing.
  if (!load() || !open_outputs()) return files_failed;
  work();
  say_summary();
  return closing_status();
}

bool Job::load() {
  catalogue_ = read_catalogue(options_.catalogue, book_, [&](std::size_t line, const auto& error) {
    fmt::print(stderr, "{}:{}: {}\n", options_.catalogue, line, haggle::describe(error));
  });
  if (!catalogue_.fault.empty()) complain(catalogue_.fault);
  return catalogue_.fault.empty();
}

bool Job::open_outputs() {
  if (!options_.out.empty()) file_.open(options_.out, std::ios::binary);
  if (file_.fail()) {
    complain("cannot write " + options_.out);
    return false;
  }
  dead_letters_.emplace(options_.dead_letters);
  if (!dead_letters_->is_sound()) complain("cannot write " + options_.dead_letters);
  return dead_letters_->is_sound();
}

Time Job::start_time(haggle::Instant newest) const {
  return {{options_.now.value_or(newest), options_.utc_offset_minutes}, !options_.now};
}

void Job::work() {
  haggle::MessageDefaults defaults;
  defaults.walmart_mart = options_.walmart_mart;
  const bool wants_bar = !options_.quiet && Progress::has_terminal();
  const bool wants_survey = wants_bar || !options_.now;
  const Survey seen = wants_survey ? survey(sources_, defaults, !options_.now) : Survey{};
  const bool has_stream = std::any_of(sources_.all.begin(), sources_.all.end(),
                                      [](const Source& source) { return source.is_stream; });
  Progress progress{wants_bar, has_stream ? 0 : seen.messages_count};
  const bool shares_terminal = options_.out.empty() && isatty(STDOUT_FILENO) == 1;
  Report report{out(), options_, [&] {
                  if (shares_terminal) progress.clear();
                }};
  Worker worker{book_, report, tally_};
  worker.set_defaults(defaults);
  worker.time = start_time(seen.newest);
  for (const Source& source : sources_.all) deliver(source, worker, progress);
  progress.clear();
  seconds_ = progress.seconds();
  const std::string& sku = options_.explain_sku;
  if (sku.empty() || report.told_count() > 0) return;
  complain(book_.has_sku(sku) ? "no message asks for a decision about " + sku
                              : "no listing has the SKU " + sku);
}

void Job::deliver(const Source& source, Worker& worker, Progress& progress) {
  const auto fault = read_letters(source, [&](const Letter& letter) {
    worker.handle(letter.bytes,
                  [&](const Rejected& rejected) { dead_letters_->keep(letter, rejected); });
    if (source.is_stream) out().flush();
    progress.advance();
  });
  if (!fault) return;
  progress.clear();
  complain(*fault);
  read_all_ = false;
}

void Job::say_summary() {
  out().flush();
  const Closing closing{
      book_, catalogue_, tally_, dead_letters_->kept_count(), options_.dead_letters, seconds_};
  // Beside JSON lines the summary would be one line too many.
  const bool aside = options_.json && options_.out.empty();
  fmt::print(aside ? stderr : stdout, "{}", summary(closing));
  std::fflush(stdout);
}

int Job::closing_status() {
  const bool written = out().good() && std::ferror(stdout) == 0;
  if (!written) complain("cannot write " + (options_.out.empty() ? "the decisions" : options_.out));
  if (!dead_letters_->is_sound()) complain("cannot write " + options_.dead_letters);
  if (!written || !dead_letters_->is_sound() || !read_all_) return files_failed;
  const DecisionCounts& decisions = tally_.decisions;
  const std::size_t refused =
      total(tally_.messages.refused) + total(decisions.rejected) + total(decisions.rungs);
  const bool lost = refused > 0 && options_.dead_letters.empty();
  return lost || catalogue_.refused_count > 0 ? some_refused : all_handled;
}

std::ostream& Job::out() {
  return file_.is_open() ? file_ : std::cout;
}

}  // namespace reprice
