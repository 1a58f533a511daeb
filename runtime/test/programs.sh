#!/bin/sh
# Builds each program of programs/ with the compiler and compares output and exit status with the interpreter's.
# Usage: programs.sh PYTHON [program.py...]
set -u
python=$1
shift
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
[ $# -gt 0 ] || set -- "$here"/programs/*.py
failed=0
for program in "$@"; do
  name=$(basename "$program" .py)
  if ! node "$here/../../server/bin/taipan.js" build "$program" -o "$work/$name" --python "$python" > "$work/log" 2>&1; then
    cat "$work/log"
    failed=1
    continue
  fi
  expected=0 actual=0
  "$python" "$program" first second > "$work/expected" 2>&1 || expected=$?
  "$work/$name" first second > "$work/actual" 2>&1 || actual=$?
  if diff "$work/expected" "$work/actual" && [ "$expected" = "$actual" ]; then
    echo "$name: equal, exit status $actual"
  else
    echo "$name: differs, exit status $actual, expected $expected"
    failed=1
  fi
done
exit $failed
