/* The smallest test frame for C: TEST(name) { ... } registers itself, CHECK(...) tells where it
 * fails and goes on. check.c runs them all. */
#ifndef HAGGLE_TESTS_CHECK_H
#define HAGGLE_TESTS_CHECK_H

#include <haggle/haggle.h>
#include <stdio.h>
#include <string.h>

struct test {
  const char* name;
  void (*run)(void);
  struct test* next;
};
void test_add(struct test* test);
void test_failed(const char* file, int line, const char* what);

#define TEST(title)                                            \
  static void title(void);                                     \
  static struct test title##_entry = {#title, title, 0};       \
  __attribute__((constructor)) static void title##_add(void) { \
    test_add(&title##_entry);                                  \
  }                                                            \
  static void title(void)

#define CHECK(condition) ((condition) ? (void)0 : test_failed(__FILE__, __LINE__, #condition))

/* The call fails with this status, and the error says the same and where. Takes the address of a
 * haggle_error called `error`. */
#define CHECK_ERROR(call, wanted, place) \
  check_error(__FILE__, __LINE__, #call, (error = error_none(), (call)), wanted, place, &error)

#define CHECK_OK(call) check_ok(__FILE__, __LINE__, #call, (error = error_none(), (call)), &error)

static inline haggle_error error_none(void) {
  const haggle_error none = HAGGLE_ERROR_INIT;
  return none;
}

void check_error(const char* file, int line, const char* call, haggle_status got,
                 haggle_status wanted, const char* place, const haggle_error* error);
void check_ok(const char* file, int line, const char* call, haggle_status got,
              const haggle_error* error);

#endif
