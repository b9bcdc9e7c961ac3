#!/bin/sh
# A run that is killed at any record that is synced to disk can be resumed, to
# the same world as an undisturbed run, and rolled back, to the world in which
# it began.
#
# Two ways to die: SIGKILL at the n-th fsync of the journal (strace puts it
# there; the program is the one that is shipped), and the fault "crash after
# record n".  A few of them are enough to see that tests/tools/disk_test.c, which
# takes so many more, tests what the program does; THOROUGH=yes (make strace)
# takes all of them, both ways.  The world in which the run began comes from a
# rehearsal that its checks refuse: nothing was done in it and nothing was
# undone.
set -u
B=${B:-build}
df=$B/domferry
posts=scenarios/sites/posts.json
dir=$(mktemp -d) || exit 1
trap 'rm -rf "$dir"' EXIT
dir=$(cd "$dir" && pwd -P)
LC_ALL=C
export LC_ALL
unset DOMFERRY_SITE
# A traced process cannot look for leaks.
ASAN_OPTIONS=${ASAN_OPTIONS:-}:detect_leaks=0
export ASAN_OPTIONS

if [ -x "$B/journal-check" ]; then
	sound() { "$B/journal-check" "$1/journal.jsonl"; }
else
	echo "no $B/journal-check: soundness is not checked"
	sound() { :; }
fi

# Can it trace at all?  A container may forbid it.
if strace -o /dev/null true 2>/dev/null; then
	ways='KILL crash'
else
	echo "no strace: nothing is killed by SIGKILL"
	ways=crash
fi

wrong() {
	echo "$*" >>"$w/wrong"
	tail -5 "$w/out" >>"$w/wrong"
}

world() {
	sed -n 's/^world *//p' "$1"
}

# The record before the first command of that name.
intent() {
	sed -n "s/^{\"n\":\([0-9]*\),\"type\":\"intent\",.*\"op\":{\"name\":\"$1\",.*/\1/p" \
	    "$dir/whole/journal.jsonl" | head -1
}

# Is the journal sound that the last process has left?
look() {
	sound "$1" >"$w/sound" 2>&1 || {
		wrong "$job, $how $n: the journal of $1 is not sound"
		cat "$w/sound" >>"$w/wrong"
	}
}

# Resume or roll back: $1 the verb, $2 the directory, $3 the status, $4 the
# world.  A run that has ended prints no world.
continue_run() {
	"$df" "$1" "$2" >"$w/out" 2>&1
	got=$?
	if [ "$got" != "$3" ]; then
		wrong "$job, $how $n, $1: status $got, wanted $3"
	elif [ "$(world "$w/out")" != "$4" ] &&
	    ! grep -q 'run-ended: .* has arrived$' "$w/out"; then
		wrong "$job, $how $n, $1: another world"
	fi
	look "$2"
}

# Die at record n, the k-th that is synced; then resume, and roll back.
die() {
	rm -rf "$w/run" "$w/back"
	if [ "$how" = KILL ]; then
		# shellcheck disable=SC2086
		{ strace -o /dev/null -P "$w/run/journal.jsonl" \
		    -e trace=fsync -e inject=fsync:signal=KILL:when="$k" \
		    "$df" rehearse $job -s $posts --run "$w/run"; } \
		    >"$w/out" 2>&1
		got=$?
		wanted=137
	else
		# shellcheck disable=SC2086
		"$df" rehearse $job -s $posts --run "$w/run" \
		    --fault "crash after record $n" >"$w/out" 2>&1
		got=$?
		wanted=6
	fi
	[ "$got" = "$wanted" ] ||
	    wrong "$job, $how $n: status $got, wanted $wanted"
	[ "$(wc -l <"$w/run/journal.jsonl")" = $((n + 1)) ] ||
	    wrong "$job, $how $n: another number of records"
	look "$w/run"
	cp -r "$w/run" "$w/back"
	# What came about at an unknown time, and must not have, is taken back
	# first: then it is tried again.
	if [ "$n" = "$prompt" ]; then
		"$df" resume "$w/run" >"$w/out" 2>&1
		[ $? = 1 ] || wrong "$job, $how $n: it is believed"
	fi
	continue_run resume "$w/run" 0 "$arrived"
	if [ "$n" -lt "$point" ]; then
		continue_run rollback "$w/back" 1 "$untouched"
	elif [ "$n" = "$point" ]; then
		continue_run rollback "$w/back" 6 "$arrived"
	else
		continue_run rollback "$w/back" 4 ""
	fi
	echo >>"$w/died"
}

# Whether the k-th record is one to die at: few, and by SIGKILL if that can be.
sampled() {
	[ -n "${THOROUGH:-}" ] ||
	    { [ "$1" = "${ways%% *}" ] && [ $(($2 % 29)) = 5 ]; }
}

# One of two workers: every other record.
work() {
	w=$dir/$1
	mkdir "$w"
	k=0
	for n in $records; do
		k=$((k + 1))
		[ $((k % 2)) = "$1" ] || continue
		for how in $ways; do
			sampled $how "$k" || continue
			# The fault is armed when there is a run already.
			[ "$how$k" = crash1 ] || die
		done
	done 2>/dev/null
}

bad=0
# With locks, as a real run, but for one.
set -- 'switch ldom1' 'p2v system1 --locks'
[ -z "${THOROUGH:-}" ] || set -- "$@" 'services --locks' \
    'switch ldom1 --locks' 'create ldom1 --locks' 'migrate ldom1 --locks' \
    'maintain ldom1 --set hostid=1f --locks' 'retire ldom1 --locks'
for job in "$@"; do
	# shellcheck disable=SC2086
	"$df" rehearse $job -s $posts --run "$dir/whole" >"$dir/out" 2>&1 || {
		cat "$dir/out"
		exit 1
	}
	arrived=$(world "$dir/out")
	# shellcheck disable=SC2086
	"$df" rehearse $job -s $posts --fault 'lose node-state, times always' \
	    >"$dir/out" 2>&1
	[ $? = 4 ] || bad=1
	untouched=$(world "$dir/out")
	if [ -z "$arrived" ] || [ -z "$untouched" ] ||
	    [ "$arrived" = "$untouched" ]; then
		echo "$job: no two worlds"
		bad=1
	fi
	records=$(sed -n 's/^{"n":\([0-9]*\),"type":"\([a-z]*\)",.*/\1 \2/p' \
	    "$dir/whole/journal.jsonl" |
	    sed -n 's/ \(plan\|intent\|turn\|resumed\|end\)$//p')
	synced=$(echo "$records" | wc -l)
	prompt=$(intent source-stop)
	point=$(intent ask)
	point=${point:-1000000}
	work 0 &
	work 1
	wait
	deaths=$(cat "$dir"/[01]/died 2>/dev/null | wc -l)
	echo "$job: $synced records are synced, $deaths deaths, each resumed" \
	    "and rolled back"
	[ "$deaths" -gt 0 ] || bad=1
	# All is done, and only the word of it is missing.
	last=$(($(wc -l <"$dir/whole/journal.jsonl") - 1))
	for at in "after record $((last - 1))" "before record $last"; do
		rm -rf "$dir/last"
		# shellcheck disable=SC2086
		"$df" rehearse $job -s $posts --run "$dir/last" \
		    --fault "crash $at" >"$dir/out" 2>&1
		[ $? = 6 ] || {
			echo "$job, crash $at: it reports that it has arrived"
			bad=1
		}
		"$df" resume "$dir/last" >"$dir/out" 2>&1 || bad=1
	done
	if [ -s "$dir/0/wrong" ] || [ -s "$dir/1/wrong" ]; then
		cat "$dir"/[01]/wrong
		bad=1
	fi
	rm -rf "$dir/whole" "$dir/0" "$dir/1"
done
exit $bad
