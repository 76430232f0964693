# What the commands (tests/run, examples/run, bench/run) share. Sourced by bash, not run.

# Debian's programs first: its python3 is the one that sees its Python packages.
export PATH=/usr/bin:$PATH

# The packages of the given groups of cmake/packages.txt, one a line.
packages_of() {
  awk -v groups=" $* " 'index(groups, " " $1 " ") { print $2 }' "$root/cmake/packages.txt"
}

# The ones that are not installed. Where there is no dpkg nothing can be said, and nothing is.
packages_missing() {
  command -v dpkg-query >/dev/null || return 0
  comm -23 <(packages_of "$@" | sort -u) \
    <(dpkg-query -W -f '${Package} ${db:Status-Status}\n' | awk '$2 == "installed" { print $1 }' |
      sort -u)
}

as_root() {
  if [[ $EUID -eq 0 ]]; then "$@"; else sudo "$@"; fi
}

# Installs what the given groups lack, and says what. Status 1 when it cannot.
install_packages() {
  local missing log=$root/build/log/packages.log
  mapfile -t missing < <(packages_missing "$@")
  if [[ ${#missing[@]} -eq 0 ]]; then return 0; fi
  echo "installing: ${missing[*]}"
  if [[ $EUID -ne 0 ]] && ! command -v sudo >/dev/null; then
    echo "cannot install: neither root nor sudo" >&2
    return 1
  fi
  mkdir -p "${log%/*}"
  if ! { as_root apt-get update && as_root env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y --no-install-recommends "${missing[@]}"; } >"$log" 2>&1 </dev/null; then
    tail -n 5 "$log" >&2
    return 1
  fi
}

# configure NAME [CMAKE ARGUMENTS]: a build tree in build/NAME, with Ninja, Release if nothing else
# is said. Quiet where the tree is already configured so.
configure() {
  local tree=$root/build/$1 arguments="${*:2}"
  if [[ -f $tree/build.ninja && $(cat "$tree/.configured" 2>/dev/null) == "$arguments" ]]; then
    return 0
  fi
  # Afresh, because another compiler makes CMake forget the other arguments.
  cmake --fresh -S "$root" -B "$tree" -G Ninja -DCMAKE_BUILD_TYPE=Release --log-level=WARNING \
    "${@:2}" >/dev/null
  printf '%s\n' "$arguments" >"$tree/.configured"
}

# build NAME [TARGETS]: builds a configured tree with all processors.
build() {
  local targets=("${@:2}")
  cmake --build "$root/build/$1" --parallel "$(nproc)" ${targets:+--target "${targets[@]}"}
}
