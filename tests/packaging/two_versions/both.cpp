// Two versions of the headers in one program: each decides as it was compiled. The later version is
// one whose prices come out one higher, so that a function taken from the other one would be seen.
#include <cstring>

extern "C" const char* earlier(long long rival_minor, long long* price_minor);
extern "C" const char* later(long long rival_minor, long long* price_minor);

int main() {
  long long first = 0, second = 0;
  const bool differ = std::strcmp(earlier(2'349, &first), later(2'349, &second)) != 0;
  return differ && first == 2'349 && second == 2'350 ? 0 : 1;
}
