// src/pipeline/reading.hpp -- floor 7 (pipeline).
//
// Messages as jobs: what they are about, and which of them are not to be decided on at all.
#pragma once

#include <cstddef>
#include <vector>

#include "haggle/codec/message_reader.hpp"
#include "haggle/pipeline/worker.hpp"
#include "pipeline/batch.hpp"

namespace haggle {
inline namespace v0 {
namespace pipeline {

class Reading {
 public:
  explicit Reading(const WorkerOptions& options) : options_(options) {}

  /// Reads the batch's messages into jobs, and lists their items once each. Of several markets of
  /// one kind of one item only the newest is a job: the others are older the moment it is decided.
  /// The jobs view this reader's memory and the batch; they are valid until the next read.
  void read(Batch& batch, Instant now);

  /// One job for each due listing whose kept market is there.
  /// Needs: the shelf of each due listing, in order, as the jobs' items were listed.
  void read_kept(Batch& batch, std::size_t due, std::size_t shelf, std::string_view image);

 private:
  void read_message(Batch& batch, std::size_t owner, Instant now);
  void take(Batch& batch, std::size_t owner, const Delivery& delivery, Instant now);
  void add(Batch& batch, Job job);

  const WorkerOptions& options_;
  std::vector<MessageReader> readers_{};  // one a message: what they read is viewed until decided
  std::vector<Message> kept_{};
};

/// The place of the item in the batch's list; it is put there where it is not.
[[nodiscard]] std::size_t shelf_of(Batch& batch, const ItemKey& item);

}  // namespace pipeline
}  // namespace v0
}  // namespace haggle
