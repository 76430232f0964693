#!/usr/bin/env bash
# Builds the Debian packages in a copy of the tree, in which cmake/debian is debian.
#   cmake/debian/build.sh OUT    the packages and the .changes file go to OUT
# Needs what Build-Depends in cmake/debian/control names.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
mkdir -p "$1"
out=$(cd "$1" && pwd)
copy=$out/haggle

rm -rf "$copy" "$out"/*.deb "$out"/*.changes "$out"/*.buildinfo
mkdir -p "$copy"
tar -C "$root" -c --exclude=./build* --exclude=./.git . | tar -x -C "$copy"
mv "$copy/cmake/debian" "$copy/debian"
cd "$copy"
dpkg-buildpackage --no-sign --build=binary --jobs=auto
