#include "file.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

namespace webhook {
namespace {

using haggle::Answer;

/// A call's answer until no signal came in between.
template <class Call>
auto uninterrupted(Call call) {
  auto result = call();
  while (result < 0 && errno == EINTR) result = call();
  return result;
}

Answer<void> done_or_fault(int result, std::string_view what) {
  if (result < 0) return disk_fault(what);
  return {};
}

}  // namespace

tl::unexpected<haggle::Fault> disk_fault(std::string_view what) {
  return haggle::faulted(haggle::FaultCategory::system, haggle::Severity::high,
                         std::string{what} + ": " + std::generic_category().message(errno));
}

File::~File() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

Answer<File> File::open(const std::string& path, bool must_be_new) {
  const int flags = O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC | (must_be_new ? O_EXCL : 0);
  File file;
  file.descriptor_ = uninterrupted([&] { return ::open(path.c_str(), flags, 0600); });
  if (file.descriptor_ < 0) return disk_fault("opening " + path);
  return file;
}

Answer<void> File::append(std::string_view bytes) {
  while (!bytes.empty()) {
    const auto written =
        uninterrupted([&] { return ::write(descriptor_, bytes.data(), bytes.size()); });
    if (written < 0) return disk_fault("writing a spool file");
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return {};
}

Answer<std::string> File::read(std::size_t offset, std::size_t size) const {
  std::string bytes(size, '\0');
  for (std::size_t at = 0; at < size;) {
    const auto count = uninterrupted([&] {
      return ::pread(descriptor_, bytes.data() + at, size - at, static_cast<off_t>(offset + at));
    });
    if (count < 0) return disk_fault("reading a spool file");
    if (count == 0) bytes.resize(at);
    if (count == 0) break;
    at += static_cast<std::size_t>(count);
  }
  return bytes;
}

Answer<std::size_t> File::size() const {
  struct stat about{};
  if (::fstat(descriptor_, &about) < 0) return disk_fault("looking at a spool file");
  return static_cast<std::size_t>(about.st_size);
}

Answer<void> File::truncate(std::size_t size) {
  return done_or_fault(
      uninterrupted([&] { return ::ftruncate(descriptor_, static_cast<off_t>(size)); }),
      "shortening a spool file");
}

Answer<void> File::sync() {
  return done_or_fault(uninterrupted([&] { return ::fdatasync(descriptor_); }),
                       "syncing a spool file");
}

Answer<void> File::lock() {
  return done_or_fault(::flock(descriptor_, LOCK_EX | LOCK_NB), "another process has the spool");
}

Answer<void> sync_folder(const std::string& folder) {
  const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) return disk_fault("opening " + folder);
  const int result = uninterrupted([&] { return ::fsync(descriptor); });
  ::close(descriptor);
  return done_or_fault(result, "syncing " + folder);
}

}  // namespace webhook
