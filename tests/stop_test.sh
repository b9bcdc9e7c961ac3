#!/bin/sh
# Ctrl-C, kill and a terminal that is closed stop a run before its next
# operation; a reader that goes away does not stop it.  Whatever comes, the
# journal is sound and the run can be resumed or rolled back.
#
# strace sends the signals, each at some of the journal's fsyncs: so they come
# in the middle of the run.
set -u
B=${B:-build}
df=$PWD/$B/domferry
case $B in /*) df=$B/domferry ;; esac
check=${df%/*}/journal-check
posts=$PWD/scenarios/sites/posts.json
bad=0
dir=$(mktemp -d) || exit 1
trap 'rm -rf "$dir"' EXIT
LC_ALL=C
export LC_ALL
unset DOMFERRY_SITE
# A traced process cannot look for leaks.
ASAN_OPTIONS=${ASAN_OPTIONS:-}:detect_leaks=0
export ASAN_OPTIONS

wrong() {
	echo "$*"
	tail -5 "$dir/err" 2>/dev/null | sed 's/^/	/'
	bad=1
}

sound() {
	"$check" "$run/journal.jsonl" >"$dir/sound" 2>&1 ||
	    wrong "$1: the journal is not sound"
}

# A run to be resumed or rolled back: it ended after some records.
begin() {
	rm -rf "$run"
	[ "$verb" = rehearse ] || "$df" rehearse maintain ldom1 -s "$posts" \
	    --run "$run" -F 'crash after record 24' >/dev/null 2>&1
}

# The words of the verb.
words() {
	case $verb in
	rehearse) echo "rehearse maintain ldom1 -s $posts --run $run" ;;
	*) echo "$verb $run" ;;
	esac
}

# Its status when nothing stops it.
ended() {
	case $verb in rollback) echo 1 ;; *) echo 0 ;; esac
}

signals() {
	for signal in INT TERM HUP; do
		for k in 2 4; do
			begin
			# shellcheck disable=SC2046
			strace -o /dev/null -P "$run/journal.jsonl" \
			    -e trace=fsync -e inject=fsync:signal=$signal:when=$k \
			    "$df" $(words) >"$dir/out" 2>"$dir/err"
			got=$?
			[ $got = 6 ] ||
			    wrong "$verb, SIG$signal at $k: status $got"
			grep -q "^domferry: stopped: SIG$signal: " "$dir/err" ||
			    wrong "$verb, SIG$signal at $k: it does not say so"
			grep -q "^domferry resume $run\$" "$dir/out" ||
			    wrong "$verb, SIG$signal at $k: no way on"
			sound "$verb, SIG$signal at $k"
			"$df" resume "$run" >"$dir/out" 2>"$dir/err"
			got=$?
			[ $got = "$(ended)" ] || wrong \
			    "$verb, SIG$signal at $k, resume: status $got"
		done
	done
}

# nohup has made SIGHUP ignored: so it stays.
ignored() {
	begin
	(
		trap '' HUP
		# shellcheck disable=SC2046
		exec strace -o /dev/null -P "$run/journal.jsonl" \
		    -e trace=fsync -e inject=fsync:signal=HUP:when=2 \
		    "$df" $(words)
	) >"$dir/out" 2>"$dir/err"
	got=$?
	[ $got = "$(ended)" ] || wrong "$verb under nohup: status $got"
}

# A reader that is gone before the first line, which is seen by what is killed
# when it writes; and one that takes a line of more than a pipe can hold.
pipes() {
	begin
	# shellcheck disable=SC2046
	{
		while (echo) 2>/dev/null; do :; done
		"$df" $(words) 2>"$dir/err"
		echo $? >"$dir/status"
	} | :
	grep -q '^domferry: output-lost: standard output: ' "$dir/err" ||
	    wrong "$verb, nobody reads: it does not say so"
	piped "$verb, nobody reads"
	begin
	# shellcheck disable=SC2046
	{
		"$df" $(words) -j 2>"$dir/err"
		echo $? >"$dir/status"
	} | head -1 >"$dir/out"
	[ "$(wc -l <"$dir/out")" = 1 ] || wrong "$verb, head: $(cat "$dir/out")"
	piped "$verb, head"
}

piped() {
	got=$(cat "$dir/status")
	case $got in
	3) grep -q '^domferry: [a-z-]*: standard output: ' \
	    "$dir/err" || wrong "$1: it does not say so" ;;
	"$(ended)") ;;
	*) wrong "$1: status $got" ;;
	esac
	sound "$1"
	"$df" report "$run" >"$dir/out" 2>"$dir/err"
	got=$?
	[ $got = "$(ended)" ] || wrong "$1: the run has not ended: $got"
}

run=$dir/run
for verb in rehearse resume rollback; do
	if strace -o /dev/null true 2>/dev/null; then
		signals
		ignored
	else
		echo "no strace: no signal is sent"
	fi
	pipes
done
exit $bad
