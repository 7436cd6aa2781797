#!/usr/bin/env bash
# Builds the kit of a language from a copy, as `hmmspec adapter new` makes one, and runs its tests:
#
#     test.sh LANGUAGE, or test.sh traces for the converter of traces
#
# Exit code 0 if all went well, 1 if not, 64 for a language without a kit, 77 if a tool that it needs is not there. In C and
# C++ the tests are recorded sessions: every skeleton answers sessions/protocol.jsonl, and what has all operations answers
# sessions/operations.jsonl as well. Python and Rust have tests of their own. `.ci/adapters` runs this, and what it does not
# know: whether hmmspec takes what is answered.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
language=${1:-}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Ends the test if one of these programs is not there.
need() {
    local tool
    for tool in "$@"; do
        if ! command -v "$tool" >/dev/null; then
            echo "SKIPPED: the kit for $language needs $tool, which is not installed."
            exit 77
        fi
    done
}

# Builds in the copy of the kit.
build() {
    echo "==> $*"
    (cd "$work/$language" && "$@")
}

# Runs a session through a program, which is named from the copy of the kit.
session() {
    local name=$1
    shift
    echo "==> session $name: $*"
    (cd "$work/$language" && python3 "$here/session.py" "$here/sessions/$name.jsonl" "$@")
}

copy() {
    mkdir "$work/$language"
    # Without what was built in place.
    (cd "$here/$language" && tar --exclude=./build --exclude=./target --exclude=./bin --exclude=./obj --exclude=__pycache__ -cf - .) | tar -xf - -C "$work/$language"
}

# Builds with a compiler and runs what comes of it: VARIABLE COMPILER PROGRAM...
made_by() {
    local variable=$1 compiler=$2 program
    shift 2
    build make clean
    build make "$variable=$compiler"
    for program in "$@"; do
        session protocol "build/$program"
    done
}

# Each compiler of these that is there; without any of them the test is skipped.
compilers() {
    local compiler found=
    for compiler in "$@"; do
        if command -v "$compiler" >/dev/null; then found+=" $compiler"; fi
    done
    if [[ -z $found ]]; then need "$1"; fi
    echo "$found"
}

case $language in
    c)
        need make python3
        available=$(compilers gcc clang) || { echo "$available"; exit 77; }
        copy
        for compiler in $available; do
            made_by CC "$compiler" skeleton toy
            session operations build/toy
        done
        ;;
    cpp)
        need make python3
        available=$(compilers g++ clang++) || { echo "$available"; exit 77; }
        copy
        for compiler in $available; do
            made_by CXX "$compiler" skeleton
        done
        ;;
    python)
        need python3
        copy
        build python3 -m unittest -q
        ;;
    rust)
        need cargo
        copy
        # No crates, and so no network.
        build cargo build --quiet --release --offline
        build cargo test --quiet --offline
        ;;
    csharp)
        need dotnet
        copy
        build dotnet build --nologo -v quiet
        ;;
    traces)
        need python3
        copy
        build python3 -m unittest -q
        ;;
    *)
        echo "usage: test.sh c|cpp|python|rust|csharp|traces" >&2
        exit 64
        ;;
esac
echo "The kit for $language is as it should be."
