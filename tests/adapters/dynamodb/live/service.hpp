// The service that is tested against, and the proxy before it that can be told to fail.
#pragma once

#include <aws/client.hpp>
#include <dynamodb/schema.hpp>
#include <string>
#include <vector>

namespace live {

using dynamodb::Json;

enum class Way { straight, through_proxy };

/// host:port, of HAGGLE_DYNAMODB_SERVICE or HAGGLE_DYNAMODB_PROXY.
[[nodiscard]] std::string host(Way way);

/// A client whose pauses between tries are short.
[[nodiscard]] aws::Client client(Way way = Way::straight);

/// A table of its own for a test, with its indexes.
class Store {
 public:
  explicit Store(Way way = Way::straight);
  Store(const Store&) = delete;
  Store& operator=(const Store&) = delete;

  /// Another handle on the table, such as another thread's. Needs: the client outlives it.
  [[nodiscard]] dynamodb::Table table_over(aws::Client& client) const;

  [[nodiscard]] const std::string& name() const { return name_; }
  [[nodiscard]] const dynamodb::Expected<dynamodb::Created>& created() const { return created_; }

  [[nodiscard]] dynamodb::Table& table() { return table_; }

 private:
  std::string name_;
  aws::Client client_;
  dynamodb::Table table_;
  dynamodb::Expected<dynamodb::Created> created_;
};

/// What becomes of the next calls through the proxy; see fault_proxy.py. Counts start anew.
void plan(const std::vector<std::string>& steps);
/// How many calls of an operation came to the proxy since the plan.
[[nodiscard]] int calls_count(const std::string& operation);

}  // namespace live
