// What a seller's other programs change, as the pipeline's port: texts first, and behind them the
// listings that they are about are made due.
#pragma once

#include <haggle/pipeline/ports.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "client.hpp"
#include "keys.hpp"
#include "options.hpp"

namespace redis {

class Editor : public haggle::ListingEditor {
 public:
  /// Edits make listings due at the moment that `time` says.
  Editor(Client& client, const StoreOptions& options, haggle::TimeSource& time)
      : client_(&client), options_(&options), time_(&time) {}

  haggle::Answer<void> put(std::string_view catalogue_line) override;
  haggle::Answer<bool> drop_policy(std::string_view id) override;
  /// A text that holds a consumer and a business listing goes as a whole.
  haggle::Answer<bool> drop_listing(const haggle::ListingKey& key) override;
  haggle::Answer<bool> set_status(const haggle::ListingKey& key,
                                  haggle::ListingStatus status) override;
  haggle::Answer<std::optional<haggle::ItemKey>> item_of(const haggle::ListingKey& key) override;

 private:
  /// A listing's text and where it stands.
  struct Text {
    std::string item{};
    std::string row{};
    std::string json{};
  };
  struct Named {
    haggle::ListingKey key{};
    std::string item{};
    std::string policy{};
  };
  [[nodiscard]] haggle::Answer<void> put_listing(std::string_view json,
                                                 const std::vector<Named>& listings);
  [[nodiscard]] haggle::Answer<void> put_policy(std::string_view line, std::string_view json);
  [[nodiscard]] Done make_due(const std::vector<Named>& listings);
  [[nodiscard]] Done make_policy_due(const std::string& id);
  [[nodiscard]] Outcome<std::optional<Text>> find_text(const haggle::ListingKey& key);
  [[nodiscard]] Outcome<std::string> ask(std::string_view key,
                                         std::initializer_list<std::string_view> words);
  [[nodiscard]] Done run(Batch& batch);

  Client* client_;
  const StoreOptions* options_;
  haggle::TimeSource* time_;
};

}  // namespace redis
