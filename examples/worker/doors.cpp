#include "doors.hpp"

#include <fstream>

#include "dynamodb/decision_history.hpp"
#include "files/dead_letters.hpp"
#include "files/source.hpp"
#include "redis/fault.hpp"
#include "redis/store.hpp"
#include "sqlite/dead_letters.hpp"
#include "sqlite/inbox.hpp"
#include "sqlite/store.hpp"
#include "sqs/dead_letters.hpp"
#include "sqs/source.hpp"
#include "webhook/spool_source.hpp"

namespace worker {
namespace {

using haggle::Answer;

/// What stands behind the scheme; none where the text is of another.
std::optional<std::string> behind(const std::string& text, std::string_view scheme) {
  if (!text.starts_with(scheme)) return std::nullopt;
  return text.substr(scheme.size());
}

/// An adapter as a port of it.
template <class Port, class Adapter>
Answer<std::shared_ptr<Port>> as_port(Answer<std::unique_ptr<Adapter>> opened) {
  if (!opened) return tl::unexpected<haggle::Fault>(opened.error());
  return std::shared_ptr<Port>(std::move(*opened));
}

template <class Store>
StoreDoor door_of(std::shared_ptr<Store> store) {
  return {store, store.get(), store.get(), store.get()};
}

Answer<StoreDoor> open_redis(const Options& options, haggle::TimeSource& time) {
  auto settings = redis::read_url(options.store);
  if (!settings) return tl::unexpected<haggle::Fault>(redis::fault_of(settings.error()));
  redis::StoreOptions store_options;
  store_options.home = options.home;
  auto store = std::make_shared<redis::Store>(*std::move(settings), store_options, time);
  return StoreDoor{store, &store->listings(), &store->prices(), &store->editor()};
}

using AnySource = std::shared_ptr<haggle::MessageSource>;

Answer<AnySource> open_source(const Options& options, Shared& shared, haggle::TimeSource& time) {
  if (shared.spool != nullptr && options.sources.empty()) {
    return AnySource(std::make_shared<webhook::SpoolSource>(*shared.spool, time));
  }
  const std::string& first = options.sources.front();
  if (behind(first, "sqs:")) return as_port<haggle::MessageSource>(sqs::open_source(first, time));
  if (const auto file = behind(first, "sqlite:")) {
    return as_port<haggle::MessageSource>(sqlite::InboxSource::open(*file, time));
  }
  return as_port<haggle::MessageSource>(files::Source::open(options.sources, time));
}

Answer<std::shared_ptr<haggle::DeadLetters>> open_dead_letters(const std::string& place) {
  if (behind(place, "sqs:")) return as_port<haggle::DeadLetters>(sqs::open_dead_letters(place));
  if (const auto file = behind(place, "sqlite:")) {
    return as_port<haggle::DeadLetters>(sqlite::DeadLetters::open(*file));
  }
  return as_port<haggle::DeadLetters>(files::DeadLetters::open(place));
}

}  // namespace

Answer<StoreDoor> open_store(const Options& options, Shared& shared, haggle::TimeSource& time) {
  if (options.store == "memory") {
    return door_of(std::make_shared<haggle::MemorySession>(shared.memory, time));
  }
  if (const auto file = behind(options.store, "sqlite:")) {
    auto store = sqlite::Store::open(*file);
    if (!store) return tl::unexpected<haggle::Fault>(store.error());
    return door_of(std::shared_ptr<sqlite::Store>(std::move(*store)));
  }
  return open_redis(options, time);
}

Answer<Doors> open_doors(const Options& options, Shared& shared, haggle::TimeSource& time) {
  Doors doors;
  auto store = open_store(options, shared, time);
  if (!store) return tl::unexpected<haggle::Fault>(store.error());
  doors.store = *std::move(store);
  auto source = open_source(options, shared, time);
  if (!source) return tl::unexpected<haggle::Fault>(source.error());
  doors.source = *std::move(source);
  auto letters = open_dead_letters(options.dead_letters);
  if (!letters) return tl::unexpected<haggle::Fault>(letters.error());
  doors.dead_letters = *std::move(letters);
  if (options.history.empty()) return doors;
  auto history = as_port<haggle::HistoryStore>(dynamodb::open_history(options.history));
  if (!history) return tl::unexpected<haggle::Fault>(history.error());
  doors.history = *std::move(history);
  return doors;
}

bool can_be_shared(const Options& options) {
  if (options.sources.empty()) return true;
  const std::string& first = options.sources.front();
  return behind(first, "sqs:") || behind(first, "sqlite:");
}

Answer<std::size_t> read_catalogue(
    const std::string& path, haggle::ListingEditor& editor,
    const std::function<void(std::size_t line, const haggle::Fault&)>& refused) {
  std::ifstream file{path, std::ios::binary};
  if (!file) {
    return haggle::faulted(haggle::FaultCategory::configuration, haggle::Severity::high,
                           "the catalogue " + path + " cannot be read");
  }
  std::size_t count = 0, number = 0;
  for (std::string line; std::getline(file, line);) {
    ++number;
    if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
    const auto put = editor.put(line);
    if (put) ++count;
    if (!put) refused(number, put.error());
  }
  return count;
}

}  // namespace worker
