#include "check.h"

TEST(words_of_statuses_and_reasons) {
  CHECK(strcmp(haggle_status_name(HAGGLE_OK), "ok") == 0);
  CHECK(strcmp(haggle_status_name(HAGGLE_E_BAD_SIZE), "bad_size") == 0);
  CHECK(strcmp(haggle_status_name(HAGGLE_E_NO_MEMORY), "no_memory") == 0);
  CHECK(strcmp(haggle_status_name(-1), "unknown") == 0);
  CHECK(strcmp(haggle_status_name(99), "unknown") == 0);
  CHECK(strcmp(haggle_status_name(65537), "unknown") == 0);
  CHECK(strlen(haggle_status_advice(HAGGLE_E_FLOOR_REQUIRED)) > 10);
  CHECK(strlen(haggle_status_advice(12345)) > 10);
  CHECK(strcmp(haggle_reason_name(HAGGLE_REASON_RAISED_TO_FLOOR), "raised_to_floor") == 0);
  CHECK(strcmp(haggle_reason_name(0), "unknown") == 0);
  CHECK(strcmp(haggle_reason_name(UINT16_MAX), "unknown") == 0);
  CHECK(strcmp(haggle_reason_sentence(HAGGLE_REASON_PAUSED), "repricing is paused") == 0);
  CHECK(strlen(haggle_reason_sentence(999)) > 10);
}

TEST(words_of_the_library) {
  CHECK(haggle_abi() == HAGGLE_ABI);
  CHECK(strchr(haggle_version(), '.') != NULL);
}
