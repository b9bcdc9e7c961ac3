#!/bin/sh
# P7, and its checker tested by making it fail: an object that asks for the
# time is found out, and so is one that opens a file.
set -u
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
bad=0

finds() {
	printf '%b' "$2" >"$dir/planted.c"
	gcc -std=c11 -D_POSIX_C_SOURCE=200809L -I. -c -o "$dir/planted.o" \
	    "$dir/planted.c" || exit 1
	if tests/purity make "$dir/planted.o" >"$dir/out" 2>&1 ||
	    ! grep -q "^	$1$" "$dir/out"; then
		echo "not found: $1"
		cat "$dir/out"
		bad=1
	fi
}

finds time '#include <time.h>\nlong f(void);\nlong f(void) { return (long)time(NULL); }\n'
finds fopen '#include <stdio.h>\nvoid *f(void);\nvoid *f(void) { return fopen("x", "r"); }\n'
finds getenv '#include <stdlib.h>\nchar *f(void);\nchar *f(void) { return getenv("X"); }\n'
finds rand '#include <stdlib.h>\nint f(void);\nint f(void) { return rand(); }\n'

printf '#include <string.h>\nsize_t f(const char *);\nsize_t f(const char *s) { return strlen(s); }\n' \
    >"$dir/pure.c"
gcc -c -o "$dir/pure.o" "$dir/pure.c"
tests/purity make "$dir/pure.o" >/dev/null || {
	echo "strlen was refused"
	bad=1
}
exit $bad
