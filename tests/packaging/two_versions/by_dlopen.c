/* Two versions of the library in one process: each keeps its own policy and says its version. */
#include <dlfcn.h>
#include <haggle/haggle.h>
#include <stdio.h>
#include <string.h>

typedef struct version {
  void* library;
  const char* (*version)(void);
  haggle_status (*create)(const char*, size_t, haggle_policy**, haggle_error*);
  haggle_status (*json)(const haggle_policy*, char*, size_t, size_t*, haggle_error*);
  void (*destroy)(haggle_policy*);
  haggle_policy* policy;
} version;

static void* found(void* library, const char* name) {
  void* symbol = dlsym(library, name);
  if (symbol == NULL) fprintf(stderr, "%s is not there\n", name);
  return symbol;
}

static int open_version(const char* path, version* out) {
  out->library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
  if (out->library == NULL) return fputs(dlerror(), stderr), 0;
  *(void**)&out->version = found(out->library, "haggle_version");
  *(void**)&out->create = found(out->library, "haggle_policy_create");
  *(void**)&out->json = found(out->library, "haggle_policy_json");
  *(void**)&out->destroy = found(out->library, "haggle_policy_destroy");
  return out->version != NULL && out->create != NULL && out->json != NULL && out->destroy != NULL;
}

static int says(const version* of, const char* expected) {
  char text[256];
  size_t needed = 0;
  return of->json(of->policy, text, sizeof text, &needed, NULL) == HAGGLE_OK &&
         strstr(text, expected) != NULL;
}

int main(int count, char** paths) {
  version first, second;
  if (count != 3 || !open_version(paths[1], &first) || !open_version(paths[2], &second)) return 1;
  if (strcmp(first.version(), second.version()) == 0) return fputs("the same version", stderr), 2;
  static const char one[] = "{\"beat_by\": \"-0.01\"}", two[] = "{\"beat_by\": \"-0.02\"}";
  if (first.create(one, strlen(one), &first.policy, NULL) != HAGGLE_OK) return 3;
  if (second.create(two, strlen(two), &second.policy, NULL) != HAGGLE_OK) return 4;
  if (!says(&first, "-0.01") || !says(&second, "-0.02")) return 5;
  first.destroy(first.policy);
  dlclose(first.library);
  if (!says(&second, "-0.02")) return 6;
  second.destroy(second.policy);
  return dlclose(second.library);
}
