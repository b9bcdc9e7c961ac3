#!/bin/sh
# P7, and its checker tested by making it fail: an object that asks for the time
# is found out, and so is one that opens a file or remembers something.
set -u
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
bad=0

# $1: C text, on standard output of printf %b; compiled to planted.o.
compile() {
	printf '%b' "$1" >"$dir/planted.c"
	gcc -std=c11 -D_POSIX_C_SOURCE=200809L -I. -c -o "$dir/planted.o" \
	    "$dir/planted.c" || exit 1
}

# finds RULE WHAT TEXT: the rule reports WHAT about an object made of TEXT.
finds() {
	compile "$3"
	if tests/purity "$1" "$dir/planted.o" >"$dir/out" 2>&1 ||
	    ! grep -q "^	.*$2$" "$dir/out"; then
		echo "not found: $2"
		cat "$dir/out"
		bad=1
	fi
}

passes() {
	compile "$2"
	tests/purity "$1" "$dir/planted.o" >"$dir/out" 2>&1 || {
		echo "refused: $2"
		cat "$dir/out"
		bad=1
	}
}

finds core time '#include <time.h>\nlong f(void);\nlong f(void) { return (long)time(NULL); }\n'
finds core fopen '#include <stdio.h>\nvoid *f(void);\nvoid *f(void) { return fopen("x", "r"); }\n'
finds core getenv '#include <stdlib.h>\nchar *f(void);\nchar *f(void) { return getenv("X"); }\n'
finds core rand '#include <stdlib.h>\nint f(void);\nint f(void) { return rand(); }\n'
finds core json_true '#include <jansson.h>\nvoid *f(void);\nvoid *f(void) { return json_true(); }\n'
finds formats json_load_file '#include <jansson.h>\nvoid *f(void);\nvoid *f(void) { return json_load_file("x", 0, NULL); }\n'
finds formats time '#include <time.h>\nlong f(void);\nlong f(void) { return (long)time(NULL); }\n'
finds state .bss 'int f(void);\nint f(void) { static int n; return n++; }\n'
finds state .data 'int counter = 1;\n'
finds state .data.rel.local 'const char *last = "x";\n'

passes core '#include <string.h>\nsize_t f(const char *);\nsize_t f(const char *s) { return strlen(s); }\n'
passes formats '#include <jansson.h>\nvoid *f(void);\nvoid *f(void) { return json_true(); }\n'
passes state 'const char *const table[] = { "a", "b" };\n'

# The same of a whole tree: a line planted in core itself, found by way of make.
# The other objects are those that are there.
B=${B:-build}
[ -e "$B/core/base/arena.o" ] || B=build/clang-O0
mkdir -p "$dir/tree/build"
cp -rp Makefile core backends tools tests "$dir/tree"
cp -rp "$B/core" "$B/backends" "$B/tools" "$dir/tree/build"
# clang compiles links to the sources, which make would take for them.
find "$dir/tree/build" -name '*.c' -exec rm -f {} +
printf '#include <time.h>\nlong planted(void);\nlong\nplanted(void)\n{\n\treturn (long)time(NULL);\n}\n' \
    >>"$dir/tree/core/run/run.c"
if (cd "$dir/tree" && B=build tests/purity make) >"$dir/out" 2>&1 ||
    ! grep -q '^	time$' "$dir/out"; then
	echo "not found: time() in core/run/run.c"
	tail -5 "$dir/out"
	bad=1
fi
exit $bad
