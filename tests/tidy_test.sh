#!/bin/sh
# The checkers of our rules are tested by making them fail: each rule fires on a
# file with one mistake planted, and on no file without.
set -u
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
bad=0
mkdir "$dir/tree"

# fires RULE FILE [SED]: standard input stands at the end of a copy of core's
# job (or of its header, or of a script), or SED is what has been done to it;
# RULE has to fire there.
fires() {
	[ -d "$dir/tree/${2%/*}" ] || mkdir -p "$dir/tree/${2%/*}"
	case $2 in
	*.h) guard=$(echo "${2%.h}_H" | tr a-z/- A-Z__)
	    sed "s/CORE_JOB_H/$guard/; ${3:-}" core/plan/job.h
	    cat ;;
	*.c) if [ -n "${3:-}" ]; then
		sed "$3" core/plan/job.c
		cat
	else
		cat core/plan/job.c -
	fi ;;
	*) echo '#!/bin/sh'
	    cat ;;
	esac >"$dir/tree/$2"
	echo "$2	$1" >>"$dir/wanted"
}

# function NAME LINES: so long a one.
function() {
	printf '\nvoid\n%s(void)\n{\n' "$1"
	seq "$2" | sed 's/.*/	;/'
	echo '}'
}

function long_one 71 | fires 'a function of 71 lines' core/a/long.c
seq 400 | sed 's/.*/\/* *\//' | fires 'a file has at most 400' core/a/many.c
printf '/* %080d */\n' 1 | fires 'more than 80 columns' core/a/wide.c
for name in util_it job_util manager_of my_job do_it job_data_helper; do
	printf 'int\n%s(void)\n{\n\treturn 0;\n}\n' $name |
	    fires 'a banned name$' core/a/$name-named.c
done
echo 'struct event_handler {' | fires 'a banned name$' core/a/named.h
fires 'a banned name for a file' core/a/job-util.c </dev/null
printf 'int\nf(int n)\n{\n\tif (n)\n\t\tgoto a;\n\tgoto b;\na:\n\tn = 2;\nb:\n\treturn n;\n}\n' |
    fires 'goto one exit label' core/a/exit.c
echo 'typedef int number;' | fires 'no typedef' core/a/type.c
echo 'static int counter = 0;' | fires 'no static that changes' core/a/kept.c
echo '#define _GNU_SOURCE' | fires 'not in this tree' tools/gnu.c
echo '/* TO''DO */' | fires 'a NEEDSWORK' core/a/later.c
echo 'enum { ON_ONE = 1, ON_TWO = 2, ON_MORE = 4, ON_BOTH = 4 };' |
    fires 'the same bit of one set' core/a/set.c
printf 'enum verb { V_A = 1, V_B = 2,	/* why\n\t\t\tat length */\n    V_C = 1 << 4,\n    V_D = 16 };\n' |
    fires 'the same bit of one set' core/a/verbs.c
echo 'int x; ' | fires 'blanks at the end' core/a/blank.c
only='core includes core and ISO C only'
echo '#include "core/formats/json/units.h"' | fires "$only" core/a/json.c
echo '#include <time.h>' | fires "$only" core/a/time.c
echo '#include "tests/posts_fixture.h"' | fires "$only" core/a/posts.h
echo '#include "backends/sim/sim.h"' | fires "$only" core/a/sim.c
only='core/formats includes core, jansson and libcrypto only'
echo '#include "tools/file.h"' | fires "$only" core/formats/a/file.c
echo '#include <unistd.h>' | fires "$only" core/formats/a/unix.c
echo '#include "tests/posts_fixture.h"' |
    fires 'nothing but a test includes tests' tools/posts.c
echo '#include "tools/file.h"' |
    fires 'a backend does not include tools' backends/sim/a/file.c
for call in 'printf("%s", x)' 'fprintf(stderr, "x")' 'fputs(x, stdout)' \
    'puts(x)' 'fwrite(x, 1, n, stdout)' 'putchar(c)' 'perror(x)' \
    'vprintf(x, list)'; do
	printf '\t%s;\n' "$call" |
	    fires 'what is printed goes through' "tools/report/${call%%(*}.c"
done
printf '\tsnprintf(room, 8, "x");\n\tsay("%%s", x);\n' |
    fires '' tools/report/say-well.c
echo '#include "file.h"' | fires 'paths begin at the root' tools/near.c
fires 'a header opens with' core/a/opens.h 1d </dev/null
fires 'no guard' core/a/open.h '/^#ifndef/d' </dev/null
fires 'no guard' core/a/other.h 's/_OTHER_H/_OHTER_H/' </dev/null
fires 'a header' core/a/twice.h 1d </dev/null
sed 's/CORE_JOB_H/CORE_A_TWICE_H/' core/plan/job.h >"$dir/tree/core/a/again.h"
printf 'CORE_A_TWICE_H\ttwo headers with this guard\n' >>"$dir/wanted"
fires 'includes are sorted' core/a/sorted.c \
    's|^#include <string.h>|#include <string.h>\n#include <stdio.h>|' </dev/null
n=0
# script RULE LINE...: a test that has these lines.
script() {
	n=$((n + 1))
	rule=$1
	shift
	printf '%s\n' "$@" | fires "$rule" tests/planted${n}_test.sh
}
script 'with -E it is {N}' 'grep -qE ".\{40,\}" out'
script 'with -E it is {N}' 'sed -n -E "s/.\{$n\}//p" out'
script 'without -E it is' "grep -q '^.{81,}' out"
script 'a status that nobody sees' 'domferry check || true'
script 'a status that nobody sees' '(domferry check || :) >out'
script 'compared with itself' 'cmp -s "$dir/out" "$dir/out" || bad=1'
script 'compared with itself' 'diff out out'
script 'behind a pipe' 'cat list | while read -r line; do' \
    '	grep -q "$line" out || bad=1' done
script 'behind a pipe' 'cat list |' '    while read -r line; do' \
    '	grep -q "$line" out || wrong "$line"' '    done'
script 'no target runs it' '[ -n "${THOROUGH:-}" ] || exit 0'
script '' 'grep -qE "^.{81,} \{" out' 'grep "^.\{81,\}" ${1}' \
    'cmp -s out out.json' 'cat list | while read -r line; do' \
    '	echo "$line"' 'done | grep . && bad=1' 'as=$(command -v as || true)'
echo 'int n = every(3);' | fires 'no target runs it' tests/a/every_test.c
fires '' core/a/sound.c </dev/null
fires '' core/a/sound.h </dev/null

tests/tidy "$dir/tree" >"$dir/out" 2>&1 && bad=1
# A rule is words; a $ behind them is the end of the line.
awk -F '	' '
FILENAME == ARGV[1] {
	said[FNR] = $0
	next
}
{
	if ($2 == "") {
		for (line in said)
			if (index(said[line], $1))
				print said[line]
		next
	}
	rule = $2
	at_end = sub(/\$$/, "", rule)
	found = 0
	for (line in said) {
		at = index(said[line], rule)
		if (at && index(said[line], "tidy: " $1) == 1 && (!at_end ||
		    at + length(rule) > length(said[line])))
			found = 1
	}
	if (!found)
		print "not fired: " $2 ": " $1
}' "$dir/out" "$dir/wanted" >"$dir/unlike"
[ -s "$dir/wanted" ] && [ ! -s "$dir/unlike" ] || {
	cat "$dir/unlike"
	bad=1
}

# --- rooms: an include that runs up, a call that does, a circle, a stranger.
# crowded RULE: what tests/rooms says of the tree as it is now.
crowded() {
	if B=build tests/rooms "$dir/rooms" >"$dir/out" 2>&1 ||
	    ! grep -q "^rooms: .*$1" "$dir/out"; then
		echo "not fired: $1"
		head -3 "$dir/out"
		bad=1
	fi
	rm -rf "$dir/rooms"
}

# room FILE: standard input is what stands in it.
room() {
	mkdir -p "$dir/rooms/core" "$dir/rooms/backends" "$dir/rooms/tools" \
	    "$dir/rooms/${1%/*}"
	cat >"$dir/rooms/$1"
	case $1 in
	*.c) mkdir -p "$dir/rooms/build/${1%/*}"
	    gcc -c -o "$dir/rooms/build/${1%.c}.o" "$dir/rooms/$1" ;;
	esac
}

echo '#include "core/plan/plan.h"' | room core/op/op.h
crowded 'core/op may not lean on core/plan'
printf 'int up(void);\nint f(void);\nint f(void) { return up(); }\n' |
    room core/base/low.c
printf 'int up(void);\nint up(void) { return 1; }\n' | room core/run/high.c
crowded 'core/base/low.c calls up: core/base may not lean on core/run'
echo '#include "core/site/b.h"' | room core/op/a.h
echo '#include "core/op/a.h"' | room core/site/b.h
crowded 'a circle of 2 rooms: '
echo '#include "core/attic/old.h"' | room core/op/a.h
crowded 'has no room for core/attic/old.h'

# --- functions without a caller.
# lonely RULE: what tests/dead says of the tree as it is now; '': nothing.
lonely() {
	tests/dead "$dir/dead" >"$dir/out" 2>&1
	# Most lines of its list have no function here: it has looked.
	if ! grep -q '^dead: .*there is no function sim_backend' "$dir/out" ||
	    { [ -n "$1" ] && ! grep -q "^dead: .*$1" "$dir/out"; }; then
		echo "not fired: $1"
		bad=1
	elif [ -z "$1" ] && grep "core/" "$dir/out"; then
		bad=1
	fi
}

mkdir -p "$dir/dead/core" "$dir/dead/backends" "$dir/dead/tools" \
    "$dir/dead/tests"
cat >"$dir/dead/core/a.c" <<'A'
static int
near(void)
{
	return 1;
}

int
far(void)
{
	return near();
}

int
again(void)
{
	return far();	/* here itself */
}
A
echo 'int far(void);' >"$dir/dead/core/a.h"
printf '/* far\n * far() */\nint\nmain(void)\n{\n\treturn again() + "far"[0];\n}\n' \
    >"$dir/dead/tools/b.c"
lonely 'core/a.c: no other file names far'
echo 'int x(void) { return far(); }' >"$dir/dead/tests/a_test.c"
lonely 'core/a.c: only tests name far'
lonely 'tests/dead: there is no function sim_step'
printf 'int\nmain(void)\n{\n\treturn again() + far();\n}\n' \
    >"$dir/dead/tools/b.c"
lonely ''
printf 'void\nsim_step(void)\n{\n}\n' >"$dir/dead/core/c.c"
echo 'int y(void) { return sim_step(); }' >"$dir/dead/backends/d.c"
lonely 'the program names sim_step: it needs no line'
exit $bad
