# Sanitizers and coverage, for everything built in this folder and below.
if(HAGGLE_SANITIZE)
  string(REPLACE ";" "," haggle_sanitizers "${HAGGLE_SANITIZE}")
  add_compile_options(-fsanitize=${haggle_sanitizers} -fno-sanitize-recover=all
                      -fno-omit-frame-pointer)
  add_link_options(-fsanitize=${haggle_sanitizers})
  # A program in C that links a library in C++ needs what its sanitizers call.
  add_link_options(
    "$<$<AND:$<LINK_LANGUAGE:C>,$<C_COMPILER_ID:Clang>>:-fsanitize-link-c++-runtime>")
  link_libraries("$<$<AND:$<LINK_LANGUAGE:C>,$<C_COMPILER_ID:Clang>>:stdc++>")
endif()

if(HAGGLE_COVERAGE)
  add_compile_options(--coverage -fprofile-abs-path)
  add_link_options(--coverage)
endif()
