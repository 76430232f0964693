// A file by its descriptor: whole writes, reads at a place, and faults instead of errno.
#pragma once

#include <haggle/pipeline/fault.hpp>
#include <string>
#include <string_view>
#include <utility>

namespace webhook {

class File {
 public:
  File() = default;
  File(File&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}
  File& operator=(File&& other) noexcept {
    std::swap(descriptor_, other.descriptor_);
    return *this;
  }
  ~File();

  /// Opens for reading and appending; makes it where it is not there.
  [[nodiscard]] static haggle::Answer<File> open(const std::string& path, bool must_be_new);

  /// Appends all of it. After a fault a part of it may stand at the end.
  [[nodiscard]] haggle::Answer<void> append(std::string_view bytes);
  [[nodiscard]] haggle::Answer<std::string> read(std::size_t offset, std::size_t size) const;
  [[nodiscard]] haggle::Answer<std::size_t> size() const;
  /// Nothing but what stood before this size.
  [[nodiscard]] haggle::Answer<void> truncate(std::size_t size);
  /// Waits until the disk has it.
  [[nodiscard]] haggle::Answer<void> sync();
  /// Keeps every other process out until this one ends, however it ends.
  [[nodiscard]] haggle::Answer<void> lock();

 private:
  int descriptor_{-1};
};

/// Waits until the disk has the names in a folder.
[[nodiscard]] haggle::Answer<void> sync_folder(const std::string& folder);

/// The fault of what `errno` says now: of severity high, since a disk needs somebody.
[[nodiscard]] tl::unexpected<haggle::Fault> disk_fault(std::string_view what);

}  // namespace webhook
