// Opens what the command line names: one set of adapters for each worker.
#pragma once

#include <functional>
#include <haggle/pipeline/memory_store.hpp>
#include <haggle/pipeline/ports.hpp>
#include <memory>
#include <string>
#include <vector>

#include "options.hpp"
#include "webhook/spool.hpp"

namespace worker {

/// A store as the ports that it implements; `owner` keeps it alive.
struct StoreDoor {
  std::shared_ptr<void> owner{};
  haggle::ListingStore* listings{nullptr};
  haggle::PriceSink* prices{nullptr};
  haggle::ListingEditor* editor{nullptr};
};

/// Everything that one worker needs.
struct Doors {
  StoreDoor store{};
  std::shared_ptr<haggle::MessageSource> source{};
  std::shared_ptr<haggle::DeadLetters> dead_letters{};
  std::shared_ptr<haggle::HistoryStore> history{};
};

/// What the workers of this process share.
struct Shared {
  haggle::MemoryStore memory{};
  std::unique_ptr<webhook::FileSpool> spool{};
};

/// Faults: configuration, where a URL is wrong; what the adapter says where it cannot be opened.
[[nodiscard]] haggle::Answer<StoreDoor> open_store(const Options& options, Shared& shared,
                                                   haggle::TimeSource& time);
[[nodiscard]] haggle::Answer<Doors> open_doors(const Options& options, Shared& shared,
                                               haggle::TimeSource& time);

/// May several workers take from these sources? A file is read by one.
[[nodiscard]] bool can_be_shared(const Options& options);

/// Puts the lines of the catalogue into the store; tells each that is refused.
/// Returns: how many were put.
[[nodiscard]] haggle::Answer<std::size_t> read_catalogue(
    const std::string& path, haggle::ListingEditor& editor,
    const std::function<void(std::size_t line, const haggle::Fault&)>& refused);

}  // namespace worker
