#!/bin/sh
# Sources that are compiled together are what they are one by one (tests/bundle):
# a name that two of them use for different things stays two things, and what
# makes one of them wrong by itself is still found.
set -u
bad=0
root=$PWD
dir=$(mktemp -d) || exit 1
trap 'rm -rf "$dir"' EXIT
cd "$dir" || exit 1

wrong() {
	echo "$*"
	bad=1
}

# bundled FILE...: share them out; how many bundles there are.
bundled() {
	rm -rf bundles
	made=$("$root/tests/bundle" bundles "$@" | wc -l)
}

# runs: these bundles are a program, and it ends well.
runs() {
	# shellcheck disable=SC2086
	gcc -Wall -Wextra -Werror -I. -o all bundles/*.c 2>said && ./all 2>>said ||
	    { wrong "$*"; cat said bundles/*.c; }
}

cat >one.c <<'end'
#include "one.h"
enum { ROOM = 1 };
static const int rows[] = { 1, ROOM };
static int last(void) { return rows[1]; }
int one(void) { return last() + (int)sizeof(rows); }
end
cat >other.c <<'end'
#include "one.h"
#define ROOM 5
struct row { char text[ROOM]; };
static const struct row rows[3];
static int last(void) { return (int)sizeof(rows); }
int other(void) { return last(); }
end
cat >main.c <<'end'
#include "one.h"
static int last(void) { return one() == 9 && other() == 15 ? 0 : 1; }
int main(void) { return last(); }
end
printf 'int one(void);\nint other(void);\n' >one.h

# Names of their own, which clash: one bundle all the same.
bundled one.c other.c main.c
[ "$made" = 1 ] || wrong "clashing names of files: $made bundles"
runs 'names of files are mixed up'

# Who needs an #include of another file is found where each is compiled by itself.
sed '/include "one/d' main.c >less.c
bundled one.c less.c other.c
[ "$made" = 1 ] || wrong "a file without its include: $made bundles"
runs 'what is missing in one file another has'
! clang -std=c11 -Werror -fsyntax-only -I. less.c 2>said ||
    wrong 'an #include that is missing is not found'
grep -q "declaration of function 'one'" said || wrong "$(cat said)"

# A name that a header has as well stays what it is: each in a bundle of its own.
printf '#ifndef A\n#define A\nstruct last {\n\tint last;\n};\n#endif\n' >a.h
printf '#ifndef B\n#define B\nstruct last {\n\tchar b;\n};\n#endif\n' >b.h
sed -i '1s/^/#include "a.h"\n/; s/return last()/struct last l = { 0 }; return l.last + last()/' one.c main.c
sed -i '1s/^/#include "b.h"\n/' other.c
bundled one.c other.c main.c
[ "$made" = 3 ] || wrong "clashing names of headers: $made bundles"
runs 'names of headers are mixed up'

# What does not go together is put together of its parts.
printf '#include "one.c"\n#include "other.c"\n#include "main.c"\n' >bundles/1.c
! gcc -I. -c -o 1.o bundles/1.c 2>said || wrong 'there is nothing to part'
"$root/tests/bundle" --apart 1.o bundles/1.c -- gcc -I. -MMD >said &&
    gcc -o all 1.o && ./all || wrong "in parts: $(cat said)"
grep -q '^1.o:' 1.d && grep -q b.h 1.d || wrong 'what its parts depend on'

# Defects that cppcheck finds are named where they stand (tests/lint).
echo 'int beyond(void) { int a[4]; a[4] = 1; return a[0]; }' >>other.c
echo 'int nothing(int *p) { if (!p) *p = 1; return *p; }' >>one.c
bundled one.c other.c main.c
cppcheck --quiet -I. --enable=warning bundles >said 2>&1
grep -q '^other.c:8:.*out of bounds' said && grep -q '^one.c:7:.*[Nn]ull' said ||
    wrong "cppcheck does not see: $(cat said)"
exit $bad
