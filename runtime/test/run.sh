#!/bin/sh
# Builds the hand-written program with the runtime for one Python and compares it with the interpreter's output, once
# with the functions entered through stub code and once through their native entry.
# Usage: run.sh PYTHON [work directory]
set -eu
python=$1
here=$(cd "$(dirname "$0")" && pwd)
work=${2:-$(mktemp -d)}
mkdir -p "$work"
version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
include=$("$python" -c "import sysconfig; print(sysconfig.get_path('include'))")
library=$("$python" -c "import sysconfig; print(sysconfig.get_config_var('LIBDIR'))")

cat > "$work/request.json" <<END
[{"name": "__main__", "file": "$here/program.py", "source": "$here/program.py", "output": "$work/program.blob",
  "compiled": [["add", 5], ["counter", 9], ["counter.<locals>.advance", 11], ["guarded", 18], ["fields", 25],
               ["Shape", 30], ["Shape.describe", 33]]}]
END
"$python" "$here/../python/prepare.py" < "$work/request.json" > "$work/program.json"
"$python" "$here/describe.py" "$work/program.json" "$work/program.blob" "$here/program.py" > "$work/sites.hpp"

objects=
for source in "$here"/../src/*.cpp; do
  object="$work/$(basename "$source" .cpp).o"
  g++ -std=c++17 -fno-exceptions -O2 -Wall -Wextra -Wno-unused-parameter -Wno-missing-field-initializers \
    -Wno-invalid-offsetof -I"$here/../include" -I"$include" -c "$source" -o "$object"
  objects="$objects $object"
done

expected=0
"$python" "$here/program.py" > "$work/expected.txt" 2>&1 || expected=$?
for native in 0 1; do
  g++ -std=c++17 -fno-exceptions -O1 -g -DPROGRAM_FILE="\"$here/program.py\"" -DNATIVE_ENTRIES=$native \
    -I"$work" -I"$here/../include" -I"$include" "$here/program.cpp" $objects \
    -L"$library" -Wl,-rpath,"$library" -lpython"$version" -o "$work/program$native"
  actual=0
  "$work/program$native" > "$work/actual$native.txt" 2>&1 || actual=$?
  diff "$work/expected.txt" "$work/actual$native.txt"
  [ "$expected" = "$actual" ] || { echo "exit status $actual, expected $expected"; exit 1; }
  echo "$version, native entries $native: $(wc -l < "$work/expected.txt") lines equal, exit status $actual"
done
