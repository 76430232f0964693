# The warnings of our own code. Linked as BUILD_INTERFACE, so that nobody who uses haggle inherits
# them. They become errors with -DCMAKE_COMPILE_WARNING_AS_ERROR=ON, as tests/run sets.
add_library(haggle_warnings INTERFACE)
target_compile_options(haggle_warnings INTERFACE
  -Wall -Wextra -Wpedantic -Wconversion -Wsign-conversion -Wshadow -Wold-style-cast
  -Wnon-virtual-dtor -Woverloaded-virtual -Wcast-align -Wformat=2 -Wundef
  # g++ 12 sees overlapping copies in std::string::insert and replace where there are none.
  $<$<AND:$<CXX_COMPILER_ID:GNU>,$<VERSION_LESS:$<CXX_COMPILER_VERSION>,13>>:-Wno-restrict>)
