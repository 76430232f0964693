// The command line. Secrets come from the environment: everybody on a machine sees arguments.
#pragma once

#include <cstddef>
#include <cstdint>
#include <haggle/pipeline/worker.hpp>
#include <string>
#include <vector>

namespace worker {

enum class LogForm : std::uint8_t {
  automatic,  ///< a status line on a terminal, JSON otherwise
  status,
  json,
};

struct Options {
  std::vector<std::string> sources{};  ///< files, folders, "-"; or one sqs:, sqlite: or spool: URL
  std::string store{"memory"};         ///< memory, sqlite:FILE, redis:// or redis-cluster://
  std::string history{};               ///< dynamodb://...; empty: none is kept
  std::string dead_letters{"dead-letters.jsonl"};  ///< a file, sqlite:FILE or sqs://...
  std::string catalogue{};  ///< lines that are put into the store at the start
  std::string home{"US"};   ///< the marketplace whose SKUs stand alone
  std::size_t threads_count{1};
  LogForm log{LogForm::automatic};
  bool decisions{false};  ///< logs each decision
  int http_port{-1};      ///< -1: no endpoint; 0: any that is free
  std::string http_host{"127.0.0.1"};
  std::string spool{};                  ///< folder that keeps what the endpoint receives
  bool unsigned_allowed{false};         ///< by the endpoint; for a machine of one's own only
  std::vector<std::string> secrets{};   ///< HAGGLE_WEBHOOK_SECRETS, parted by commas
  std::vector<std::string> api_keys{};  ///< HAGGLE_API_KEYS
  std::int64_t grace_ms{30'000};        ///< of a shutdown
  haggle::WorkerOptions worker{};
};

/// Reads the arguments.
/// Returns: the exit status where the program is to end now, -1 otherwise.
[[nodiscard]] int read_options(int count, char** values, Options& options);

}  // namespace worker
