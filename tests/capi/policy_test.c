#include "world.h"

static haggle_error error;

TEST(policy_comes_back_as_one_line) {
  haggle_policy* policy = make_policy(policy_json);
  char text[200];
  size_t needed = 0;
  CHECK_OK(haggle_policy_json(policy, text, sizeof text, &needed, &error));
  CHECK(needed == strlen(text) && needed > 2);
  CHECK(strstr(text, "\"beat_by\":\"-0.01\"") != NULL);
  haggle_policy* again = make_policy(text);
  char second[200];
  CHECK_OK(haggle_policy_json(again, second, sizeof second, &needed, &error));
  CHECK(strcmp(text, second) == 0);
  haggle_policy_destroy(policy);
  haggle_policy_destroy(again);
}

TEST(policy_text_into_buffers_of_all_sizes) {
  haggle_policy* policy = make_policy(policy_json);
  char text[200];
  size_t whole = 0;
  CHECK_OK(haggle_policy_json(policy, NULL, 0, &whole, &error));
  for (size_t capacity = 1; capacity <= whole; ++capacity) {
    size_t needed = 0;
    memset(text, 'x', sizeof text);
    CHECK_ERROR(haggle_policy_json(policy, text, capacity, &needed, &error),
                HAGGLE_E_BUFFER_TOO_SMALL, "buffer");
    CHECK(needed == whole && text[0] == 'x');
  }
  size_t needed = 0;
  CHECK_OK(haggle_policy_json(policy, text, whole + 1, &needed, &error));
  CHECK(needed == whole && text[whole] == '\0');
  CHECK_ERROR(haggle_policy_json(NULL, text, 1, &needed, &error), HAGGLE_E_BAD_ARGUMENT, "policy");
  CHECK_ERROR(haggle_policy_json(policy, NULL, 1, &needed, &error), HAGGLE_E_BAD_ARGUMENT,
              "buffer");
  CHECK_ERROR(haggle_policy_json(policy, text, 1, NULL, &error), HAGGLE_E_BAD_ARGUMENT, "needed");
  haggle_policy_destroy(policy);
}

static haggle_status create(const char* json, size_t size) {
  haggle_policy* policy = (haggle_policy*)(void*)&error;
  const haggle_status status = haggle_policy_create(json, size, &policy, &error);
  CHECK((policy == NULL) == (status != HAGGLE_OK));
  haggle_policy_destroy(policy);
  return status;
}

TEST(policy_says_what_is_wrong_with_its_text) {
  CHECK_OK(create("{}", 2));
  CHECK_ERROR(create(NULL, 2), HAGGLE_E_BAD_ARGUMENT, "json");
  CHECK_ERROR(create("", 0), HAGGLE_E_MALFORMED_JSON, "");
  CHECK_ERROR(create(NULL, 0), HAGGLE_E_MALFORMED_JSON, "");
  CHECK_ERROR(create("{\"beat\": 1}", 11), HAGGLE_E_UNKNOWN_FIELD, "policy");
  CHECK(error.offset != 0);
  CHECK_ERROR(create("{\"id\": \"\xC3\x28\"}", 12), HAGGLE_E_BAD_ENCODING, "");
  CHECK_ERROR(create("{\"beat_by\": \"x\"}", 16), HAGGLE_E_BAD_AMOUNT, "policy.beat_by");
  CHECK_ERROR(haggle_policy_create("{}", 2, NULL, &error), HAGGLE_E_BAD_ARGUMENT, "out");
}

TEST(policy_may_be_destroyed_as_null) {
  haggle_policy_destroy(NULL);
  haggle_catalogue_destroy(NULL);
  haggle_reader_destroy(NULL);
}
