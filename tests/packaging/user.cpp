// What a user's program needs of haggle::haggle: that it compiles, links and answers.
#include <haggle/base/error.hpp>

int main() {
  return haggle::describe(haggle::Error{}).empty() ? 1 : 0;
}
