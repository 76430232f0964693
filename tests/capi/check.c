#include "check.h"

static struct test* tests;
static int failures;

void test_add(struct test* test) {
  test->next = tests;
  tests = test;
}

void test_failed(const char* file, int line, const char* what) {
  fprintf(stderr, "%s:%d: %s\n", file, line, what);
  ++failures;
}

void check_ok(const char* file, int line, const char* call, haggle_status got,
              const haggle_error* error) {
  if (got == HAGGLE_OK) return;
  test_failed(file, line, call);
  fprintf(stderr, "  %s: %s\n", haggle_status_name(got), error->message);
}

void check_error(const char* file, int line, const char* call, haggle_status got,
                 haggle_status wanted, const char* place, const haggle_error* error) {
  const int same = got == wanted && error->status == wanted && strcmp(error->where, place) == 0 &&
                   strstr(error->message, haggle_status_name(wanted)) == error->message;
  if (same) return;
  test_failed(file, line, call);
  fprintf(stderr, "  wanted %s at %s, got %s at %s: %s\n", haggle_status_name(wanted), place,
          haggle_status_name(got), error->where, error->message);
}

int main(int argc, char** argv) {
  int run = 0;
  for (struct test* test = tests; test != NULL; test = test->next) {
    const int before = failures;
    if (argc > 1 && strcmp(argv[1], test->name) != 0) continue;
    test->run();
    ++run;
    if (failures != before) fprintf(stderr, "FAILED %s\n", test->name);
  }
  printf("%d tests, %d failures\n", run, failures);
  return failures != 0 || run == 0;
}
