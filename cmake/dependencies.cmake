# What haggle is built with, and why. Everything is found, nothing is fetched: a project that
# vendors its dependencies declares them with FetchContent and OVERRIDE_FIND_PACKAGE, and the same
# calls find those.

# tl::expected: Result<T>, the only type in the public headers that is neither ours nor the standard
# library's. std::expected would need C++23.
find_package(tl-expected 1.0.0 REQUIRED)

# nlohmann::json: reads and writes policies, listings, decisions and messages. Seen by src/ alone.
find_package(nlohmann_json 3.11 REQUIRED)

# fmt: the sentences of describe and explain. Header-only, so no shared object enters the library.
# Seen by src/ alone.
find_package(fmt 9.1 REQUIRED)

# Eigen: the covariance and its strongest directions, from which an index learns how to tell its
# rows apart. Seen by src/ alone.
find_package(Eigen3 3.4 REQUIRED NO_MODULE)

if(HAGGLE_TESTS)
  find_package(GTest 1.12 REQUIRED)  # runs the tests
endif()

if(HAGGLE_TESTS OR HAGGLE_BENCH)
  find_package(simdjson 3 REQUIRED)  # a referee of the tests and a peer of the benches, never ours
endif()

# The adapters find what they need in their own folders, and say there what for: hiredis, OpenSSL,
# SQLite, libcurl, cpp-httplib.
if(HAGGLE_EXAMPLES OR HAGGLE_ADAPTERS OR HAGGLE_BENCH)
  find_package(CLI11 2.1 REQUIRED)  # their command lines
endif()

if(HAGGLE_BENCH)
  find_package(benchmark 1.7 REQUIRED)  # times the figures
  find_package(RapidJSON 1.1 REQUIRED)  # a peer
  find_package(Threads REQUIRED)  # the two threads that search
  # Peers that are named as not had where they are not installed.
  find_package(OpenMP QUIET COMPONENTS CXX)
  if(OpenMP_CXX_FOUND)
    find_package(faiss 1.7 QUIET)
  endif()
endif()
