#!/usr/bin/env bash
# Checks the packages that cmake/debian/build.sh made: lintian, what is in them, and its tests with
# the packages installed in a clean root made from this machine's package sources.
#   cmake/debian/check.sh OUT    OUT holds the packages and the copy they were built in
set -euo pipefail
out=$(cd "$1" && pwd)
root=$out/root
changes=$(find "$out" -maxdepth 1 -name 'haggle_*.changes')

fail() {
  echo "$*" >&2
  exit 1
}

run_lintian() {
  lintian --allow-root --fail-on error,warning --info --tag-display-limit 0 "$changes"
}

# contents PACKAGE: the paths in a package.
contents() {
  dpkg-deb --fsys-tarfile "$(find "$out" -maxdepth 1 -name "$1_*.deb")" | tar -t
}

# holds PACKAGE PATTERN
holds() {
  contents "$1" | grep -E "$2" >/dev/null || fail "$1 has no $2"
}

check_contents() {
  holds libhaggle1 '/libhaggle\.so\.1$'
  holds libhaggle-dev '/haggle/haggle\.h$'
  holds libhaggle-dev '/pkgconfig/haggle\.pc$'
  holds python3-haggle '/haggle/__init__\.py$'
  if contents python3-haggle | grep '\.so'; then fail "python3-haggle has a second library"; fi
}

# Where this machine gets the packages of its release from.
sources() {
  local file
  for file in /etc/apt/sources.list.d/debian.sources /etc/apt/sources.list; do
    if [[ -s $file ]]; then echo "$file"; return; fi
  done
}

# A root with nothing but the essential packages and what the tests are built with.
make_root() {
  local release tools=gcc,g++,libc6-dev,pkg-config,cmake,make
  release=$(. /etc/os-release && echo "$VERSION_CODENAME")
  rm -rf "$root"
  mmdebstrap --variant=minbase --include="$tools" "$release" "$root" "$(sources)"
}

install_in_root() {
  mkdir -p "$root/packages" "$root/source/tests"
  cp "$out"/*.deb "$root/packages/"
  cp -r "$out/haggle/debian" "$root/source/"
  cp -r "$out/haggle/tests/packaging" "$root/source/tests/"
  cp /etc/resolv.conf "$root/etc/"
  chroot "$root" apt-get update -q
  chroot "$root" sh -c 'DEBIAN_FRONTEND=noninteractive apt-get install -q -y \
    --no-install-recommends /packages/libhaggle*.deb /packages/python3-haggle*.deb'
  if chroot "$root" dpkg -l | grep -E 'libeigen|libfmt|nlohmann'; then
    fail "a private dependency was installed"
  fi
}

run_tests() {
  local test
  for test in c-program cpp-program python-package; do
    chroot "$root" "/source/debian/tests/$test"
  done
}

trap 'rm -rf "$root"' EXIT
run_lintian
check_contents
make_root
install_in_root
run_tests
# Removed again, nothing is left behind.
chroot "$root" apt-get purge -q -y libhaggle1 libhaggle-dev python3-haggle
if chroot "$root" find /usr -name '*haggle*' | grep .; then fail "something is left behind"; fi
