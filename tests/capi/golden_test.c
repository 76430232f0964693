/* The golden cases through C: the same files as every other language. A file is lines of a key, a
 * blank and a value; see tests/golden/capi/README.md. */
#include <dirent.h>
#include <stdlib.h>

#include "check.h"

enum { line_bytes = 1 << 16, offers_room = 64, breaks_room = 64, outcomes_room = 16 };

static haggle_error error;
static struct golden {
  char policy[line_bytes];
  char listing[line_bytes];
  char json[line_bytes];
  char wrong[line_bytes];
  char body[line_bytes];
  haggle_clock clock;
  haggle_market market;
  haggle_offer offers[offers_room];
  haggle_break breaks[breaks_room];
  uint8_t verdicts[offers_room];
  haggle_decision decision;
  haggle_rung rungs[HAGGLE_RUNGS_MAX];
  haggle_outcome outcomes[outcomes_room];
  size_t offers_count, breaks_count, verdicts_count, rungs_count, outcomes_count;
  haggle_catalogue* catalogue;
  int is_decided;
} g;

static void read_hex(const char* text, void* to, size_t size) {
  unsigned char* bytes = to;
  CHECK(strlen(text) == 2 * size);
  for (size_t i = 0; i < size; ++i) {
    unsigned value = 0;
    CHECK(sscanf(text + 2 * i, "%2x", &value) == 1);
    bytes[i] = (unsigned char)value;
  }
}

static void put_catalogue_line(const char* line) {
  if (g.catalogue == NULL) CHECK_OK(haggle_catalogue_create(NULL, &g.catalogue, &error));
  CHECK_OK(haggle_catalogue_put(g.catalogue, line, strlen(line), NULL, 0, 0, NULL, &error));
}

#define READ_NEXT(list) read_hex(value, &g.list[g.list##_count], sizeof g.list[0]), ++g.list##_count

static void take_line(const char* key, const char* value) {
  if (strcmp(key, "policy") == 0) strcpy(g.policy, value);
  if (strcmp(key, "listing") == 0) strcpy(g.listing, value);
  if (strcmp(key, "json") == 0) strcpy(g.json, value);
  if (strcmp(key, "error") == 0) strcpy(g.wrong, value);
  if (strcmp(key, "body") == 0) strcpy(g.body, value);
  if (strcmp(key, "catalogue") == 0) put_catalogue_line(value);
  if (strcmp(key, "now") == 0) g.clock.now_ms = strtoll(value, NULL, 10);
  if (strcmp(key, "utc_offset") == 0) g.clock.utc_offset_minutes = (int32_t)atoi(value);
  if (strcmp(key, "market") == 0) read_hex(value, &g.market, sizeof g.market);
  if (strcmp(key, "offer") == 0) READ_NEXT(offers);
  if (strcmp(key, "break") == 0) READ_NEXT(breaks);
  if (strcmp(key, "rung") == 0) READ_NEXT(rungs);
  if (strcmp(key, "outcome") == 0) READ_NEXT(outcomes);
  if (strcmp(key, "verdict") == 0) g.verdicts[g.verdicts_count++] = (uint8_t)atoi(value);
  if (strcmp(key, "decision") == 0) {
    read_hex(value, &g.decision, sizeof g.decision);
    g.is_decided = 1;
  }
}

static void read_case(const char* path) {
  static char line[line_bytes];
  const haggle_clock clock = HAGGLE_CLOCK_INIT;
  FILE* file = fopen(path, "r");
  memset(&g, 0, sizeof g);
  g.clock = clock;
  CHECK(file != NULL);
  while (file != NULL && fgets(line, sizeof line, file) != NULL) {
    char* blank = strchr(line, ' ');
    line[strcspn(line, "\n")] = '\0';
    if (blank == NULL || line[0] == '#') continue;
    *blank = '\0';
    take_line(line, blank + 1);
  }
  if (file != NULL) fclose(file);
}

static void check_wrong(void) {
  char said[128];
  snprintf(said, sizeof said, "%s %s %u", haggle_status_name(error.status), error.where,
           (unsigned)error.index);
  CHECK(strcmp(said, g.wrong) == 0);
}

static void check_decision(const haggle_policy* policy, const haggle_listing* listing) {
  static char text[line_bytes];
  size_t needed = 0;
  uint8_t verdicts[offers_room];
  haggle_decision decision = HAGGLE_DECISION_INIT;
  error = error_none();
  if (haggle_decide(policy, listing, &g.market, &g.clock, g.offers, g.offers_count,
                    sizeof g.offers[0], verdicts, &decision, &error) != HAGGLE_OK) {
    check_wrong();
    return;
  }
  CHECK(g.is_decided && memcmp(&decision, &g.decision, sizeof decision) == 0);
  CHECK(memcmp(verdicts, g.verdicts, g.offers_count) == 0);
  CHECK_OK(haggle_explain_json(listing, &g.market, &g.clock, g.offers, g.offers_count,
                               sizeof g.offers[0], verdicts, &decision, text, sizeof text, &needed,
                               &error));
  CHECK(strcmp(text, g.json) == 0);
}

static void check_ladder(const haggle_policy* policy, const haggle_listing* listing,
                         const haggle_ladder* ladder) {
  static char text[line_bytes];
  size_t needed = 0;
  uint8_t verdicts[offers_room];
  const haggle_rung none = HAGGLE_RUNG_INIT;
  haggle_rung rungs[HAGGLE_RUNGS_MAX] = {none, none, none, none, none, none};
  error = error_none();
  if (haggle_decide_business(policy, listing, ladder, &g.market, &g.clock, g.offers, g.offers_count,
                             sizeof g.offers[0], g.breaks, g.breaks_count, verdicts, rungs,
                             sizeof rungs[0], &error) != HAGGLE_OK) {
    check_wrong();
    return;
  }
  CHECK(g.rungs_count == 1 + ladder->tiers_count);
  CHECK(memcmp(rungs, g.rungs, g.rungs_count * sizeof rungs[0]) == 0);
  CHECK_OK(haggle_explain_business_json(
      listing, ladder, &g.market, &g.clock, g.offers, g.offers_count, sizeof g.offers[0], g.breaks,
      g.breaks_count, verdicts, rungs, sizeof rungs[0], text, sizeof text, &needed, &error));
  CHECK(strcmp(text, g.json) == 0);
}

static void check_listing(const haggle_policy* policy) {
  haggle_listing listing = HAGGLE_LISTING_INIT;
  haggle_ladder ladder = HAGGLE_LADDER_INIT;
  error = error_none();
  const size_t size = strlen(g.listing);
  if (haggle_business_listing_read(g.listing, size, &listing, &ladder, NULL) == HAGGLE_OK) {
    check_ladder(policy, &listing, &ladder);
  } else if (haggle_listing_read(g.listing, size, &listing, &error) == HAGGLE_OK) {
    check_decision(policy, &listing);
  } else {
    check_wrong();
  }
}

static void check_body(void) {
  haggle_reader* reader = NULL;
  const haggle_outcome none = HAGGLE_OUTCOME_INIT;
  haggle_outcome outcomes[outcomes_room];
  const uint64_t first[2] = {0, strlen(g.body)};
  size_t count = 0;
  for (int i = 0; i < outcomes_room; ++i) outcomes[i] = none;
  CHECK_OK(haggle_reader_create(NULL, &reader, &error));
  CHECK_OK(haggle_decide_messages(reader, g.catalogue, &g.clock, g.body, first, 1, 0, outcomes,
                                  sizeof outcomes[0], outcomes_room, &count, &error));
  CHECK(count == g.outcomes_count);
  CHECK(memcmp(outcomes, g.outcomes, count * sizeof outcomes[0]) == 0);
  haggle_reader_destroy(reader);
}

static void check_case(const char* path) {
  haggle_policy* policy = NULL;
  read_case(path);
  error = error_none();
  if (g.body[0] != '\0') {
    check_body();
  } else if (haggle_policy_create(g.policy, strlen(g.policy), &policy, &error) == HAGGLE_OK) {
    check_listing(policy);
  } else {
    check_wrong();
  }
  haggle_policy_destroy(policy);
  haggle_catalogue_destroy(g.catalogue);
}

TEST(golden_cases) {
  static const char folder[] = HAGGLE_TESTS_DIR "/golden/capi";
  char path[1024];
  int cases = 0;
  DIR* files = opendir(folder);
  CHECK(files != NULL);
  for (struct dirent* file = readdir(files); file != NULL; file = readdir(files)) {
    if (strstr(file->d_name, ".txt") == NULL) continue;
    snprintf(path, sizeof path, "%s/%s", folder, file->d_name);
    check_case(path);
    ++cases;
  }
  closedir(files);
  CHECK(cases >= 25);
}
