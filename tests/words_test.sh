#!/bin/sh
# What people read: lines as wide as the terminal, a dead node once, questions
# with their commands, and always something to type next, in one form.
#
# Each claim is tested on the accounts of many jobs with many faults.
set -u
B=${B:-build}
df=$PWD/$B/domferry
case $B in /*) df=$B/domferry ;; esac
PATH=${df%/*}:$PATH
export PATH
posts=scenarios/sites/posts.json
bad=0
dir=$(mktemp -d) || exit 1
trap 'rm -rf "$dir"' EXIT
LC_ALL=C
export LC_ALL
unset DOMFERRY_SITE COLUMNS

# The system's own starts faster than what may lie before it in PATH.
python=/usr/bin/python3
[ -x $python ] || python=python3

wrong() {
	echo "$*"
	bad=1
}

# Jobs, and what goes wrong in them.
tried() {
	for job in 'switch ldom1' 'create ldom1' 'p2v system1' 'retire ldom1'; do
		echo "$job	refuse any, nth 3, times always"
		echo "$job	power-off node2"
		echo "$job	power-off node1, at 35s"
		echo "$job	power-off node2, at 70s"
		echo "$job	drop primary-vds0 on node2"
		echo "$job	lose any, nth 2"
	done
	echo "p2v system1	power-off node1, at 2h"
}

# What stands below "next": a comment, a command of ours, or PLACE, a tab and a
# command; and ours can be typed as they stand.  One program looks at all of it:
# to start one takes longer.
next_has_one_form() {
	: >"$2"
	: >"$dir/typed"
	awk -v what="$1" -v below="$2" -v typed="$dir/typed" '
		function wrong(why) { print what ": " why; bad = 1 }
		on { print >below; lines++ }
		on && lines == 1 && !/^# / { wrong("what is it for?") }
		on && /^domferry / { print >typed; ours++ }
		on && !/^(# .|domferry .|[a-z]+:?[a-z0-9]*	.)/ {
			wrong("another form: " $0) }
		$0 == "next" { on = 1 }
		END { if (!ours) wrong("nothing to type next")
			if (!lines) wrong("what is it for?")
			exit bad }' "$dir/out" || bad=1
	while read -r line; do
		sh -c "$line" >/dev/null 2>"$dir/err"
		case $? in
		2|3) wrong "$1: cannot be typed: $line: $(cat "$dir/err")" ;;
		esac
	done <"$dir/typed"
}

# A program is told the same: "next" has our commands, "by_hand" the others.
json_says_the_same() {
	"$python" - "$dir" <<'END' || bad=1
import json
import sys

folder, bad = sys.argv[1], 0
with open(folder + '/list') as file:
    tries = [', '.join(line.rstrip('\n').split('\t')) for line in file]
for n, what in enumerate(tries, 1):
    with open('%s/json%d' % (folder, n)) as file:
        end = json.loads(file.readlines()[-1])
    with open('%s/next%d' % (folder, n)) as file:
        said = file.read().splitlines()
    got = end['next'] + end.get('by_hand', [])
    wanted = [line for line in said if line.startswith('domferry ')] + \
        [line for line in said if '\t' in line]
    if [line for line in wanted if line[0] != '#'] != \
            [line for line in got if line[:1] != '#']:
        print('%s: --json says something else: %s' % (what, got))
        bad = 1
    for line in got:
        if line[:1] == '#' and line not in said:
            print('%s: only in --json: %s' % (what, line))
            bad = 1
if not tries:
    print('nothing was tried')
    bad = 1
sys.exit(bad)
END
}

# No line is printed again and again, whatever its time: one that is silent is
# named once.  Every question is a command, and below it is its answer.  The
# remedy is said once, and fits a run without a directory.
questions_have_answers() {
	awk -v what="$1" '
		function wrong(why) { print what ": " why; bad = 1 }
		{ plain = $0; sub(/\+[0-9:]*/, "", plain) }
		!ended && NR > 1 && plain == before && plain != "" &&
		    plain !~ /\(already/ { wrong("twice: " plain) }
		{ before = plain }
		$0 == "next" { ended = 1 }
		asked && substr($0, 1, 26) !~ /^ *$/ {
			wrong("no answer below: " last) }
		{ asked = 0 }
		/^  \+[0-9:]+ .* \? / { asked = 1; last = $0 }
		/^  \+[0-9:]* .*\? / { questions++ }
		/ \? [a-z]+-state/ { wrong("no command: " $0) }
		/ no answer$/ { sub(/\+[0-9:]+/, "", last)
			if (++silent[last] == 3)
				wrong("asked in vain again: " last) }
		/resume the run|domferry resume/ { wrong("nothing to resume") }
		END { if (!questions) wrong("no question")
			exit bad }' "$dir/out" || bad=1
}

tried >"$dir/list"
n=0
while IFS='	' read -r job fault; do
	n=$((n + 1))
	# shellcheck disable=SC2086
	"$df" rehearse $job -s $posts -F "$fault" -v >"$dir/out" 2>&1
	questions_have_answers "$job, $fault"
	next_has_one_form "$job, $fault" "$dir/next$n"
	# shellcheck disable=SC2086
	"$df" rehearse $job -s $posts -F "$fault" -j >"$dir/json$n" 2>/dev/null
done <"$dir/list"
json_says_the_same

# A run with a directory, in every ending; --json ends with "end".
for fault in '' 'refuse group-switch, times always' 'power-off node2, at 70s' \
    'drop primary-vds0 on node2' 'crash after group-switch'; do
	rm -rf "$dir/run"
	"$df" rehearse switch ldom1 -s $posts --run "$dir/run" \
	    ${fault:+-F "$fault"} >"$dir/out" 2>/dev/null
	status=$?
	case $fault in
	power*|crash*|refuse*) grep -qx "domferry resume $dir/run" "$dir/out" ||
	    wrong "$fault: how does it go on?" ;;
	esac
	"$df" report -v "$dir/run" >"$dir/text" 2>&1
	told=$?
	"$df" report --json "$dir/run" >"$dir/json" 2>&1
	got=$?
	[ $got = $told ] || wrong "$fault: report --json: status $got, not $told"
	[ $got = $status ] || [ $status = 6 ] ||
	    wrong "$fault: report: status $got, not $status"
	head -1 "$dir/json" | grep -q '^{"type":"version".*"verb":"report"}$' ||
	    wrong "$fault: report --json: $(head -1 "$dir/json")"
	tail -1 "$dir/json" | grep -q "^{\"type\":\"end\".*\"exit\":$got}\$" ||
	    wrong "$fault: report --json: $(tail -1 "$dir/json")"
	grep -v '^{"type":"[a-z]*",.*}$' "$dir/json" &&
	    wrong "$fault: report --json: not only lines of JSON"
	[ "$(grep -c '^{"type":"op"' "$dir/json")" -gt 3 ] ||
	    [ $got = 4 ] || wrong "$fault: report --json: no operations"
done

# As wide as wanted: words are wrapped there, and use three quarters of it.  A
# command is not broken, and a word is not cut.
width() {
	awk -v n="$1" '
		# A long place has a line of its own, its command the next.
		below { below = 0; next }
		/^  \+[0-9:]+  [^ ]+ *$/ { below = 1; next }
		/^ +[^ |+#]/ && !/^  \+/ && length($0) > n && NF > 1 &&
		    $0 !~ /^  (pass|warn|fail) / {
			print "wider than " n ": " $0; bad = 1 }
		/^  (pass|warn|fail) / && length($0) > n && NF > 4 {
			print "wider than " n ": " $0; bad = 1 }
		!/^  \+/ && length($0) > widest { widest = length($0) }
		END { if (widest < n * 3 / 4) {
			print "only " widest + 0 " of " n; bad = 1 }
			exit bad }' "$dir/out" || wrong "$2"
}
for n in 40 63 80 132 200; do
	export COLUMNS=$n
	"$df" check $posts | sed 1d >"$dir/out"
	width $n check
	"$df" rehearse p2v system1 -s $posts |
	    sed -n '/^collect/,/^next/p' >"$dir/out"
	width $n "p2v system1"
done
# What is out of bounds is the bound, and what is no number the usual width: a
# text that is wider than all of them is wrapped alike.
wide='the people who have it: '
while [ ${#wide} -lt 500 ]; do
	wide="$wide one and another"
done
sed "s/\"name\": \"ldom1\",/& \"owner\": { \"name\": \"$wide\" },/" $posts \
    >"$dir/wide.json"
for n in 40 80 190 200; do
	COLUMNS=$n "$df" check "$dir/wide.json" >"$dir/wide$n"
done
cmp -s "$dir/wide190" "$dir/wide200" && wrong "nothing is 200 wide"
for n in 0 1 39 x -5 '' 201 99999999999999999999; do
	export COLUMNS=$n
	"$df" check "$dir/wide.json" >"$dir/out"
	case $n in
	*9999|201) is=200 ;;
	1|39) is=40 ;;
	*) is=80 ;;
	esac
	cmp -s "$dir/wide$is" "$dir/out" ||
	    wrong "COLUMNS=$n is not $is columns wide"
done
unset COLUMNS

# Names as long as they may be leave the columns where they are.
long=x23456789012345678901234567890123456789012345678901234567890123
sed "s/\"node1\"/\"$long\"/g; s/node1:/$long:/g" $posts >"$dir/long.json"
"$df" rehearse switch ldom1 -s "$dir/long.json" >"$dir/out" 2>&1 ||
    wrong "a long name: $(tail -2 "$dir/out")"
grep "^  +[0-9:]*  $long." "$dir/out" | grep -v " $" &&
    wrong "a long name moves a column"
awk -v long="$long" 'begun && (substr($0, 1, 26) !~ /^ *$/ || substr($0, 27, 1) == " ") {
		print; bad = 1 }
	{ begun = 0 }
	/^  \+/ && index($0, long " ") == 14 { begun = 1; n++ }
	END { exit bad || n == 0 }' "$dir/out" ||
    wrong "a long name: no text in its column"
for words in "check $dir/long.json" "plan switch ldom1 -s $dir/long.json" \
    "rehearse switch ldom1 -s $dir/long.json"; do
	# shellcheck disable=SC2086
	"$df" $words >"$dir/out"
	grep -E "^(  (pass|warn|fail)  [a-z]+ +| +[0-9]+  |  )$long +[^ ]" "$dir/out" &&
	    wrong "a long name moves a column of: $words"
	grep -qE "^(  (pass|warn|fail)  [a-z]+ +| +[0-9]+  |  )$long *\$" \
	    "$dir/out" || wrong "where is the long name? $words"
done

# The account of a conversion.
"$df" rehearse p2v system1 -s $posts >"$dir/out"
sed '/source-off:/q' "$dir/out" | grep 'guest:system1' &&
    wrong "there is no guest yet"
grep -q 'source:system1 applications down (work)$' "$dir/out" ||
    wrong "whose downtime begins?"
sed -n '/ timeout: /,/^  +.*telnet/p' "$dir/out" |
    grep -q 'it took effect all the same: the run goes on$' ||
    wrong "a timeout is reported, and the run goes on without a word"
grep -q '^ *| F2_Upgrade$' "$dir/out" ||
    wrong "what the installer printed"
grep -A1 '^ *| F2_Upgrade$' "$dir/out" | grep -q '(ended after 1h30m)$' ||
    wrong "an upgrade of 90 minutes has one time"
grep '@port' "$dir/out" && wrong "what is @port?"
for fault in 'power-off node1, at 2h' 'panic node1, at 2h'; do
	"$df" rehearse p2v system1 -s $posts -F "$fault" >"$dir/out"
	grep -q 'did not take effect: *no-answer\|exported' "$dir/out" &&
	    wrong "$fault: nobody knows that"
	grep -q '^stuck after 2h00m' "$dir/out" || wrong "$fault: it goes on"
done
exit $bad
