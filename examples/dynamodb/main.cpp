// Sold items into a table, and what a new one is worth.
#include <CLI/CLI.hpp>
#include <aws/address.hpp>
#include <chrono>
#include <cstdio>
#include <haggle/codec/sale_message.hpp>
#include <haggle/money/text.hpp>
#include <haggle/valuation/value.hpp>
#include <iostream>

#include "intake.hpp"
#include "sale_index.hpp"
#include "schema.hpp"

namespace {

struct Options {
  std::string url{"dynamodb://127.0.0.1:8000/sales?region=us-east-1"};
  std::string tenant{"shop"};
  std::size_t dimension{1'024};
  std::size_t rows_max{200'000};
};

int complain(std::string_view what) {
  std::fprintf(stderr, "%.*s\n", static_cast<int>(what.size()), what.data());
  return 1;
}

haggle::Instant now() {
  const auto since = std::chrono::system_clock::now().time_since_epoch();
  return {std::chrono::duration_cast<std::chrono::milliseconds>(since).count()};
}

int create(dynamodb::Table& table) {
  const auto created = dynamodb::create_table(table);
  if (!created) return complain(aws::describe(created.error()));
  std::printf("the table %s; old rows %s\n", created->is_new ? "is new" : "was there",
              created->expires ? "go by themselves" : "stay: this service cannot delete them");
  return 0;
}

void add(const dynamodb::Tally& from, dynamodb::Tally& to) {
  to.events += from.events, to.steps += from.steps, to.sales += from.sales;
  to.duplicates += from.duplicates, to.older += from.older, to.refused += from.refused;
}

int put(dynamodb::Table& table, const dynamodb::Tenant& tenant) {
  haggle::SaleDefaults defaults;
  defaults.tenant = tenant.label().text();
  dynamodb::Intake intake(table, tenant, defaults);
  dynamodb::Tally all;
  const auto refuse = [](std::string_view where, std::string_view why) {
    complain("refused: " + std::string(where) + " " + std::string(why));
  };
  for (std::string line; std::getline(std::cin, line);) {
    const auto taken = intake.take(line, refuse);
    if (!taken) return complain(aws::describe(taken.error()));
    add(*taken, all);
  }
  std::printf("%zu events: %zu sales written, %zu there already, %zu older; %zu refused\n",
              all.events, all.sales, all.duplicates, all.older, all.refused);
  return all.refused == 0 ? 0 : 2;
}

std::vector<haggle::Comparable> similar(const dynamodb::SaleIndex& sold,
                                        const haggle::SaleEvent& item) {
  std::vector<haggle::Neighbour> found(20);
  haggle::SearchOptions options;
  options.min_similarity = 0.7;
  const auto searched = sold.index().search(item.embedding, options, found);
  found.resize(searched ? searched->count : 0);
  std::vector<haggle::Comparable> out;
  for (const haggle::Neighbour& one : found) {
    // An amount of another currency says nothing without a rate.
    if (sold.price(one.row).currency != item.sale.currency) continue;
    out.push_back(haggle::comparable_from(one, sold.sale(one.row)));
  }
  return out;
}

int answer(const dynamodb::SaleIndex& sold, const haggle::SaleEvent& item) {
  haggle::Query query;
  query.now = now();
  query.currency = item.sale.currency;
  query.condition = item.sale.condition;
  const auto worth = haggle::value(query, similar(sold, item), *haggle::visual_similarity());
  if (!worth) return complain(haggle::describe(worth.error()));
  if (worth->refused()) {
    return complain(haggle::refusal_names.at(static_cast<std::size_t>(worth->refusal)));
  }
  const auto text = [&](std::int64_t minor) {
    return haggle::money_text({minor, item.sale.currency});
  };
  std::printf("%s, between %s and %s; confidence %.2f, from %zu sales\n",
              text(worth->price_minor).c_str(), text(worth->low_minor).c_str(),
              text(worth->high_minor).c_str(), worth->confidence, sold.index().live());
  return 0;
}

int price(dynamodb::Table& table, const dynamodb::Tenant& tenant, const Options& options) {
  std::string line;
  std::getline(std::cin, line);
  const auto item = haggle::read_sale_event(line);
  if (!item) return complain(haggle::describe(item.error()));
  auto rows =
      dynamodb::Sales(table, tenant).in_category(item->sale.category, dynamodb::days_before(now()));
  if (!rows) return complain(aws::describe(rows.error()));
  auto sold = dynamodb::SaleIndex::make(options.dimension);
  if (!sold) return complain(haggle::describe(sold.error()));
  const auto fed = sold->feed(*rows, options.rows_max);
  if (!fed) return complain(aws::describe(fed.error()));
  return answer(*sold, *item);
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app{"Sold items in a DynamoDB table, and what a new one is worth."};
  Options options;
  app.add_option("--url", options.url, "dynamodb://host:port/table?region=R")
      ->capture_default_str();
  app.add_option("--tenant", options.tenant)->capture_default_str();
  app.add_option("--dimension", options.dimension, "of embeddings")->capture_default_str();
  app.add_option("--rows", options.rows_max, "of sales that are looked at, the newest")
      ->capture_default_str();
  const auto* creating = app.add_subcommand("create", "makes the table");
  const auto* putting = app.add_subcommand("put", "takes a shop's messages from stdin, one a line");
  app.add_subcommand("price", "prices the item of a message on stdin");
  app.require_subcommand(1);
  CLI11_PARSE(app, argc, argv);
  const auto address = aws::parse_address(options.url);
  if (!address) return complain(aws::describe(address.error()));
  const auto tenant = dynamodb::Tenant::make(options.tenant);
  if (!tenant) return complain(haggle::describe(tenant.error()));
  aws::Client client(address->site);
  dynamodb::Table table(address->name, dynamodb::service_of(client));
  if (*creating) return create(table);
  return *putting ? put(table, *tenant) : price(table, *tenant, options);
}
