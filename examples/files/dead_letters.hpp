// Dead letters as a file of JSON lines, and alerts as JSON lines on standard error.
#pragma once

#include <haggle/pipeline/ports.hpp>
#include <memory>
#include <span>
#include <string>

namespace files {

/// Appends. Several processes may append to one file.
class DeadLetters final : public haggle::DeadLetters {
 public:
  /// Opens the file or makes it. A last line that a crash left torn is taken away: nobody was told
  /// that it is kept.
  [[nodiscard]] static haggle::Answer<std::unique_ptr<DeadLetters>> open(const std::string& path);
  DeadLetters(const DeadLetters&) = delete;
  DeadLetters& operator=(const DeadLetters&) = delete;
  ~DeadLetters() override;

  /// All of them, on the disk before it returns, or none.
  haggle::Answer<void> put(std::span<const haggle::DeadLetter> letters) override;

 private:
  DeadLetters(std::string path, int file) : path_(std::move(path)), file_(file) {}
  [[nodiscard]] haggle::Fault fault(const char* what) const;
  [[nodiscard]] haggle::Answer<void> mend();
  [[nodiscard]] haggle::Answer<void> append(const std::string& lines);

  std::string path_;
  int file_;
};

/// {"failed_at", "place" and "record" of one message among several, "error" or "fault", "listing"
/// where one rejected it, "receives", "text" of all that arrived}. Bytes that are not UTF-8 are in
/// "base64" instead of "text".
[[nodiscard]] std::string write_letter(const haggle::DeadLetter& letter);

/// One line of JSON an alert, in one write.
class Alerts final : public haggle::Alerts {
 public:
  explicit Alerts(int file = 2) : file_(file) {}
  void raise(const haggle::Alert& alert) override;

 private:
  int file_;
};

}  // namespace files
