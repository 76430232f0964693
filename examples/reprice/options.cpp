#include "options.hpp"

#include <CLI/CLI.hpp>
#include <charconv>
#include <haggle/codec/instant_text.hpp>
#include <haggle/market/marketplaces.hpp>
#include <string_view>

namespace reprice {
namespace {

constexpr const char* about =
    "Reprices the listings of a catalogue from marketplace notifications and says why.";

constexpr const char* closing =
    "A folder's files are taken in the order of their names. A file ending in .jsonl holds one\n"
    "message a line, as does standard input; any other file is one message.\n"
    "Exit status: 0 all was handled (refused messages that are kept count as handled), 1 a\n"
    "catalogue line or a message was refused and not kept, 2 wrong usage, 3 a file could not be\n"
    "read or written.\n";

/// Two digits of a clock; none where they are not that.
std::optional<int> two_digits(std::string_view text) {
  int value = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool whole = fault == std::errc{} && end == text.data() + text.size();
  return text.size() == 2 && whole && value >= 0 ? std::optional{value} : std::nullopt;
}

/// "+01:00", "-05:30" or "Z" in minutes east of UTC.
std::optional<std::int32_t> offset_of(std::string_view text) {
  if (text == "Z") return 0;
  const bool shaped = text.size() == 6 && (text[0] == '+' || text[0] == '-') && text[3] == ':';
  if (!shaped) return std::nullopt;
  const auto hours = two_digits(text.substr(1, 2));
  const auto minutes = two_digits(text.substr(4, 2));
  if (!hours || !minutes || *hours > 23 || *minutes > 59) return std::nullopt;
  const int east = *hours * 60 + *minutes;
  return text[0] == '-' ? -east : east;
}

void set_now(Options& options, const std::string& text) {
  const auto now = haggle::parse_instant(text, "--now");
  if (!now) throw CLI::ValidationError{"--now", haggle::describe(now.error())};
  options.now = *now;
}

void set_offset(Options& options, const std::string& text) {
  const auto minutes = offset_of(text);
  if (!minutes) throw CLI::ValidationError{"--utc-offset", "write +01:00, -05:30 or Z"};
  options.utc_offset_minutes = *minutes;
}

void set_mart(Options& options, const std::string& text) {
  const haggle::Marketplace* mart = haggle::find_marketplace(text);
  if (mart == nullptr || !mart->name.starts_with("WALMART_")) {
    throw CLI::ValidationError{"--walmart-mart", "write WALMART_US, WALMART_CA or WALMART_MX"};
  }
  options.walmart_mart = mart->name;
}

void add_inputs(CLI::App& app, Options& options) {
  app.add_option("--catalogue", options.catalogue, "policies and listings, one JSON object a line")
      ->required()
      ->type_name("FILE.jsonl");
  app.add_option("SOURCES", options.sources, "notifications: files, folders, - for standard input")
      ->required()
      ->type_name("");
  app.add_option_function<std::string>(
         "--now", [&options](const std::string& text) { set_now(options, text); },
         "the moment of the decisions, as 2026-03-02T09:30:00Z; not given: the newest message of "
         "the files, and of a stream the newest so far")
      ->type_name("TIME");
  app.add_option_function<std::string>(
         "--utc-offset", [&options](const std::string& text) { set_offset(options, text); },
         "the seller's zone, for hours and for the printed times: +01:00, -05:30, Z (default)")
      ->type_name("ZONE");
  app.add_option_function<std::string>(
         "--walmart-mart", [&options](const std::string& text) { set_mart(options, text); },
         "the mart of Walmart's messages, which do not name it: WALMART_US (default)")
      ->type_name("MART");
}

void add_outputs(CLI::App& app, Options& options) {
  app.add_option("--dead-letters", options.dead_letters,
                 "keeps refused messages with their original bytes; the file is written anew")
      ->type_name("FILE");
  auto* out = app.add_option("--out", options.out, "writes the decisions there; written anew")
                  ->type_name("FILE");
  auto* json = app.add_flag("--json", options.json, "decisions as JSON, one a line, not a table");
  auto* explain = app.add_option("--explain", options.explain_sku,
                                 "prints the whole way of each decision about this SKU alone")
                      ->type_name("SKU");
  app.add_flag("--quiet", options.quiet, "the summary alone: no decisions, no progress bar")
      ->excludes(out)
      ->excludes(json)
      ->excludes(explain);
  explain->excludes(json);
}

}  // namespace

tl::expected<Options, int> read_options(int count, const char* const* arguments) {
  Options options;
  CLI::App app{about, "reprice"};
  app.footer(closing);
  add_inputs(app, options);
  add_outputs(app, options);
  try {
    app.parse(count, arguments);
  } catch (const CLI::Success& help) {
    return tl::unexpected(app.exit(help));
  } catch (const CLI::ParseError& fault) {
    app.exit(fault);
    return tl::unexpected<int>(wrong_usage);
  }
  return options;
}

}  // namespace reprice
