#include "options.hpp"

#include <CLI/CLI.hpp>
#include <cstdlib>
#include <filesystem>
#include <map>

namespace worker {
namespace {

std::vector<std::string> texts_of(const char* variable) {
  const char* value = std::getenv(variable);
  return value == nullptr ? std::vector<std::string>{} : CLI::detail::split(value, ',');
}

void add_places(CLI::App& app, Options& options) {
  app.add_option(
         "--source", options.sources,
         "where messages come from: files, folders, - (standard input), sqs://HOST:PORT/QUEUE, "
         "sqlite:FILE (an inbox); not needed with --http")
      ->default_str("-");
  app.add_option("--store", options.store,
                 "where listings and prices are: memory, sqlite:FILE, redis://HOST:PORT, "
                 "redis-cluster://HOST:PORT,HOST:PORT")
      ->capture_default_str();
  app.add_option("--history", options.history,
                 "where decisions are kept: dynamodb://HOST:PORT/TABLE");
  app.add_option("--dead-letters", options.dead_letters,
                 "where refused messages go: a file, sqlite:FILE, sqs://HOST:PORT/QUEUE")
      ->capture_default_str();
  app.add_option("--catalogue", options.catalogue,
                 "policies and listings that are put into the store first; without it "
                 "catalogue.jsonl, where that file is there");
  app.add_option("--home", options.home, "the marketplace whose SKUs stand alone in the keys")
      ->capture_default_str();
}

void add_limits(CLI::App& app, Options& options) {
  haggle::WorkerOptions& worker = options.worker;
  app.add_option("--threads", options.threads_count, "workers")
      ->check(CLI::Range(1, 64))
      ->capture_default_str();
  app.add_option("--batch", worker.batch_max, "messages decided on together")
      ->check(CLI::Range(1, 1'000))
      ->capture_default_str();
  app.add_option("--in-flight", worker.in_flight_max, "batches whose answers are waited for")
      ->check(CLI::Range(1, 64))
      ->capture_default_str();
  app.add_option("--rate", worker.messages_per_second_max,
                 "messages a second and worker; 0: no limit")
      ->capture_default_str();
  app.add_option("--age-max-ms", worker.age_max.ms, "older markets are not decided on")
      ->capture_default_str();
  app.add_option("--grace-ms", options.grace_ms, "how long a shutdown may take")
      ->capture_default_str();
}

void add_rest(CLI::App& app, Options& options) {
  const std::map<std::string, LogForm> forms{
      {"auto", LogForm::automatic}, {"status", LogForm::status}, {"json", LogForm::json}};
  app.add_option("--log", options.log, "auto, status or json")
      ->transform(CLI::CheckedTransformer(forms));
  app.add_flag("--decisions", options.decisions, "log each decision");
  app.add_flag("--dry-run", options.worker.dry_run, "decide and log; write and finish nothing");
  app.add_option(
      "--http", options.http_port,
      "port of the endpoint: webhooks, /healthz, /metrics, /stats, /pricing; 0: any free one");
  app.add_option("--http-host", options.http_host)->capture_default_str();
  app.add_option("--spool", options.spool, "folder that keeps what the endpoint receives");
  app.add_flag("--unsigned", options.unsigned_allowed, "the endpoint takes unsigned events");
}

}  // namespace

int read_options(int count, char** values, Options& options) {
  CLI::App app{"Reprices listings as their markets change, and loses nothing on the way."};
  add_places(app, options);
  add_limits(app, options);
  add_rest(app, options);
  try {
    app.parse(count, values);
  } catch (const CLI::ParseError& error) {
    const int status = app.exit(error);
    return status == 0 ? 0 : 2;
  }
  options.secrets = texts_of("HAGGLE_WEBHOOK_SECRETS");
  options.api_keys = texts_of("HAGGLE_API_KEYS");
  options.decisions = options.decisions || options.worker.dry_run;
  if (options.catalogue.empty() && std::filesystem::exists("catalogue.jsonl")) {
    options.catalogue = "catalogue.jsonl";
  }
  if (options.sources.empty() && options.http_port < 0) options.sources = {"-"};
  if (options.http_port >= 0 && options.spool.empty()) options.spool = "spool";
  return -1;
}

}  // namespace worker
