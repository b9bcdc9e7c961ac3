#!/bin/sh
# Calls on files fail once, or from then on, under the program that is shipped.
# No such failure crashes a rehearsal or a resume, damages a journal, or leaves a
# run that cannot go on.
#
# strace makes the calls fail that are on files of the run directory, on the
# site file and on standard output.  When the disk works again, the run in
# the directory is resumed, or a new one is started if there is none: both
# arrive in the world of an undisturbed run.
#
# A tracer is slow: sixteen failures of a short job are enough to see that
# tests/tools/disk_test.c, which gives every error to every call, tests what the
# program does.  THOROUGH=yes (make strace) does all of it here too.
set -u
B=${B:-build}
df=$B/domferry
posts=scenarios/sites/posts.json
calls=openat,write,pwrite64,fsync,ftruncate,rename,link,mkdir,close,unlink
calls=$calls,fcntl
dir=$(mktemp -d) || exit 1
trap 'rm -rf "$dir"' EXIT
dir=$(cd "$dir" && pwd -P)
LC_ALL=C
export LC_ALL
unset DOMFERRY_SITE
# A traced process cannot look for leaks.
ASAN_OPTIONS=${ASAN_OPTIONS:-}:detect_leaks=0
export ASAN_OPTIONS

if ! strace -o /dev/null true 2>/dev/null; then
	echo "no strace: no call is made to fail"
	exit 0
fi
if [ -x "$B/journal-check" ]; then
	sound() { "$B/journal-check" "$1/journal.jsonl"; }
else
	echo "no $B/journal-check: soundness is not checked"
	sound() { :; }
fi

world() {
	sed -n 's/^world *//p' "$1"
}

lines() {
	if [ -f "$1" ]; then wc -l <"$1"; else echo 0; fi
}

wrong() {
	echo "$job, $verb, $call: $*"
	sed 's/^/	/' "$w/err"
}

# The verb under strace, in $w/run; the rest are its options.
# shellcheck disable=SC2094
traced() {
	set -- "$@" -P "$PWD/$posts"
	for name in '' /lock /journal.jsonl /site.json /site.json.new \
	    /plan.json /plan.json.new /reserve /events.jsonl /remaining.txt \
	    /remaining.txt.new /report.txt /report.txt.new; do
		set -- "$@" -P "$w/run$name"
	done
	if [ "$verb" = rehearse ]; then
		# shellcheck disable=SC2086
		timeout 60 strace -y -o "$w/trace" -P "$w/out" "$@" "$df" \
		    rehearse $job -s "$PWD/$posts" --run "$w/run"
	else
		timeout 60 strace -y -o "$w/trace" -P "$w/out" "$@" "$df" \
		    resume "$w/run"
	fi >"$w/out" 2>"$w/err"
}

# Where the verb begins: without a run, or with one that was interrupted in the
# middle of a line.
begin() {
	rm -rf "$w/run" "$w/other"
	if [ "$verb" = resume ]; then cp -r "$dir/broken" "$w/run"; fi
}

# After a failed fsync the state of the pages is unknown, so it must not be
# called again for that file.  One that is removed and made anew is another.
fsync_once() {
	awk '/^unlink\(/ {
		split($0, part, "\"")
		delete failed[part[2]]
	}
	/^fsync/ {
		file = $0
		sub(/^fsync\([0-9]*</, "", file)
		sub(/>.*/, "", file)
		if (file in failed) exit 1
		if (/EIO/) failed[file] = 1
	}' "$w/trace"
}

# The disk works again.  What has not begun is not in the way of the next try,
# unless it could not be removed.
heal() {
	if [ "$(lines "$w/run/journal.jsonl")" -lt 2 ]; then
		again=$w/run
		if [ -e "$w/run" ]; then
			grep -q '(INJECTED)' "$w/trace" || wrong "in the way"
			again=$w/other
		fi
		# shellcheck disable=SC2086
		"$df" rehearse $job -s $posts --run "$again" >"$w/out" \
		    2>"$w/err" || wrong "a new run: status $?"
		[ "$(world "$w/out")" = "$arrived" ] ||
		    wrong "a new run: another world"
		return
	fi
	"$df" resume "$w/run" >"$w/out" 2>"$w/err" ||
	    wrong "resumed: status $?"
	[ "$(world "$w/out")" = "$arrived" ] ||
	    grep -q 'run-ended: .* has arrived$' "$w/err" ||
	    wrong "resumed: another world"
	sound "$w/run" >"$w/err" 2>&1 || wrong "not sound at the end"
}

# The call fails with that error at that time: "7", or "7+" for ever.
inject() {
	call="$1 $2 at $3"
	begin
	traced -e trace="$1",unlink -e inject="$1:error=$2:when=$3"
	got=$?
	case $got in
	0) ;;
	3|6|8) grep -q '^domferry: ' "$w/err" || wrong "nothing was said" ;;
	*) wrong "status $got" ;;
	esac
	fsync_once || wrong "a failed fsync was asked again"
	if [ "$got" != 6 ] && grep -q 'journal.jsonl>.*EIO.*INJ' "$w/trace" &&
	    [ "$1" = fsync ]; then
		wrong "status $got after a failed fsync of the journal"
	fi
	if [ "$(lines "$w/run/journal.jsonl")" -ge 2 ]; then
		sound "$w/run" >"$w/sound" 2>&1 || {
			cat "$w/sound" >>"$w/err"
			wrong "not sound"
		}
	fi
	heal
	echo "$got" >>"$w/endings"
}

# What call $at of that name is made to fail with.  What is interrupted for ever
# never ends.
failures() {
	turn=$((turn + 1))
	set -- ENOSPC EIO EDQUOT EROFS EINTR
	if [ -z "${THOROUGH:-}" ]; then
		shift $((turn % 5))
		set -- "$1"
	fi
	for error in "$@"; do
		echo "$name $error $at"
	done
	[ $((at % often)) = 0 ] || return
	echo "$name ENOSPC $at+"
	echo "$name EIO $at+"
}

# One of two workers: every other failure.
work() {
	w=$dir/$1
	mkdir -p "$w"
	while read -r name error at; do
		i=$((i + 1))
		[ $((i % 2)) = "$1" ] || continue
		inject "$name" "$error" "$at"
	done <"$dir/list" >"$w/wrong"
}

# Every $2-th call of the verb fails once; every $1-th call of a kind fails from
# then on.
verb_play() {
	often=$1
	w=$dir/0
	mkdir -p "$w"
	begin
	call=counted
	traced -e trace=$calls || wrong "undisturbed: status $?"
	cp "$w/trace" "$w/counted"
	turn=0
	for name in $(echo $calls | tr , ' '); do
		count=$(grep -c "^$name(" "$w/trace")
		at=1
		while [ "$at" -le "$count" ]; do
			failures
			at=$((at + $2))
		done
	done >"$dir/all"
	if [ -n "${THOROUGH:-}" ]; then
		cp "$dir/all" "$dir/list"
	else
		awk -v step=$(($(wc -l <"$dir/all") / 8 + 1)) \
		    'NR % step == 1 % step' "$dir/all" >"$dir/list"
	fi
	i=0
	work 0 &
	work 1
	wait
	echo "$job, $verb: $(grep -cE "^($(echo $calls |
	    tr , '|'))\(" "$dir/0/counted") calls," \
	    "$(wc -l <"$dir/list") failures;" \
	    "statuses $(cat "$dir"/[01]/endings | sort | uniq -c |
	    awk '{ printf "%s%s: %s", sep, $2, $1; sep = ", " }')"
	cat "$dir"/[01]/wrong
	[ ! -s "$dir/0/wrong" ] && [ ! -s "$dir/1/wrong" ] || bad=1
	cat "$dir"/[01]/endings | grep -qvx 0 || {
		echo "$job, $verb: no call has failed"
		bad=1
	}
	rm -rf "$dir"/[01]
}

# A file may grow to so many blocks and no further: the system takes half a
# line and refuses the rest.  What it has taken of the line is cut off again.
short_writes() {
	verb=resume
	w=$dir/0
	mkdir -p "$w"
	size=$(wc -c <"$dir/broken/journal.jsonl")
	blocks=$((size / 512 + 1))
	full=0
	while begin; do
		call="at most $blocks blocks"
		(
			trap '' XFSZ
			ulimit -f "$blocks"
			exec "$df" resume "$w/run"
		) >"$w/out" 2>"$w/err"
		got=$?
		[ "$got" = 0 ] && break
		full=$((full + 1))
		[ "$got" = 6 ] || wrong "status $got"
		[ -z "$(tail -c 1 "$w/run/journal.jsonl")" ] ||
		    wrong "half a line was left"
		sound "$w/run" >>"$w/err" 2>&1 || wrong "not sound"
		heal
		blocks=$((blocks + 1 + full / 8))
	done >"$w/wrong"
	echo "$job, resume: $full sizes of a file that can grow no more"
	cat "$w/wrong"
	[ ! -s "$w/wrong" ] && [ "$full" -gt 5 ] || bad=1
	rm -rf "$w"
}

# The sanitizers are slow: with them only some of the calls fail.
slow=1
grep -q __asan_init "$df" && slow=24
bad=0
played=0
while read -r record often step job; do
	[ -n "${THOROUGH:-}" ] || [ "${job%% *}" = switch ] || continue
	rm -rf "$dir/broken"
	# shellcheck disable=SC2086
	"$df" rehearse $job -s $posts >"$dir/out" || exit 1
	arrived=$(world "$dir/out")
	# shellcheck disable=SC2086
	"$df" rehearse $job -s $posts --run "$dir/broken" \
	    --fault "crash after record $record" >"$dir/out" 2>&1
	printf '{"n":44,"type":"outco' >>"$dir/broken/journal.jsonl"
	for verb in rehearse resume; do
		verb_play "$often" $((step * slow))
	done
	[ -z "${THOROUGH:-}" ] || short_writes
	played=$((played + 1))
done <<end
51 5 1 switch ldom1 --locks
265 1 149 create ldom1 --locks
end
[ $played != 0 ] || {
	echo "no job was played"
	bad=1
}
exit $bad
