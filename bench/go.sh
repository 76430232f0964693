#!/usr/bin/env bash
# Prints Go's figures: its calls against the same calls of the C library, in one run.
#   bench/go.sh TREE FIGURES [NAME]    TREE is a built tree; the rows go to the end of FIGURES
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
tree=$(cd "$1" && pwd)
if ! command -v go >/dev/null; then
  echo "go is not here: no figures of Go"
  exit 0
fi
# The newest Go on the path: its calls into C cost less with every release.
go=$(type -ap go | while read -r one; do echo "$("$one" env GOVERSION) $one"; done | sort -V |
  awk 'END { print $2 }')
cmake --install "$tree" --prefix "$tree/prefix" >/dev/null
libraries=$(dirname "$(find "$tree/prefix" -name libhaggle.so.1)")
export PKG_CONFIG_PATH=$libraries/pkgconfig LD_LIBRARY_PATH=$libraries
export GOPROXY=off GOTOOLCHAIN=local GOCACHE=$tree/go-cache
cd "$root/capi/go"
"$go" run ./internal/figures -json "$2" -only "${3:-}"
