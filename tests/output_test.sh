#!/bin/sh
# What is printed or written arrives, or the status says that it did not; what
# did not arrive is not in the way of the next try.
#
# Every verb prints to a device that is full, writes to a file that may not grow
# and to a disk that is full, and begins with each of the standard descriptors
# closed.
set -u
B=${B:-build}
df=$PWD/$B/domferry
case $B in /*) df=$B/domferry ;; esac
posts=$PWD/scenarios/sites/posts.json
check=${df%/*}/journal-check
bad=0
dir=$(mktemp -d) || exit 1
trap 'rm -rf "$dir"' EXIT
LC_ALL=C
export LC_ALL
unset DOMFERRY_SITE

wrong() {
	echo "$*"
	sed 's/^/	/' "$dir/err"
	bad=1
}

# A run that was interrupted, if these words are about one.
broken() {
	case $1 in *"$dir/broken"*) ;; *) return ;; esac
	rm -rf "$dir/broken"
	"$df" rehearse switch ldom1 -s "$posts" --run "$dir/broken" \
	    -F 'crash after group-switch' >/dev/null 2>&1
}

# Whatever a verb prints: STATUS, which it has when all arrives, and its words.
verbs() {
	cat <<end
0 check $posts
0 check -j $posts
0 new site
0 plan create ldom1 -s $posts
0 plan create ldom1 -s $posts -j
0 plan create ldom1 -s $posts --commands
0 plan create ldom1 -s $posts -w -
5 plan create ldom1 -s $posts --commands -e
0 rehearse switch ldom1 -s $posts
0 rehearse switch ldom1 -s $posts -j
0 run scenarios/no-room.json
0 run -v scenarios/no-room.json
0 run -j scenarios/no-room.json
0 run --tap scenarios/no-room.json
0 run --junit - scenarios/no-room.json
0 explore switch ldom1 -s $posts
0 explore switch ldom1 -s $posts -j
0 report $dir/ended
0 resume $dir/broken
0 resume -j $dir/broken
1 rollback $dir/broken
0 explain pool-busy
0 explain pool-busy -j
0 help
0 help plan
0 --version
end
}

full_device() {
	"$df" rehearse switch ldom1 -s "$posts" --run "$dir/ended" \
	    >"$dir/out" 2>"$dir/err" || wrong "a run: status $?"
	verbs >"$dir/list"
	while read -r status words; do
		broken "$words"
		# shellcheck disable=SC2086
		"$df" $words >"$dir/out" 2>"$dir/err"
		got=$?
		[ $got = "$status" ] || wrong "$words: status $got"
		case $status in 0|5) status=3 ;; esac
		broken "$words"
		# shellcheck disable=SC2086
		"$df" $words >/dev/full 2>"$dir/err"
		got=$?
		if [ $got != "$status" ] ||
		    ! grep -q '^domferry: output-lost: standard output: ' \
		    "$dir/err"; then
			wrong "$words >/dev/full: status $got"
		fi
	done <"$dir/list"
}

# A file that is opened never gets the number of a standard descriptor.
closed() {
	subset=$1
	shift
	case $subset in
	0) "$@" <&- ;;
	1) "$@" >&- ;;
	2) "$@" 2>&- ;;
	01) "$@" <&- >&- ;;
	02) "$@" <&- 2>&- ;;
	12) "$@" >&- 2>&- ;;
	012) "$@" <&- >&- 2>&- ;;
	esac >/dev/null 2>&1
}
closed_descriptors() {
	"$df" plan switch ldom1 -s "$posts" -w "$dir/plan" >"$dir/err" 2>&1 ||
	    wrong "plan -w: status $?"
	for subset in 0 1 2 01 02 12 012; do
		run=$dir/run$subset
		closed "$subset" "$df" rehearse switch ldom1 -s "$posts" --run "$run" \
		    -F 'crash after group-switch'
		got=$?
		[ $got = 6 ] || wrong "closed $subset: rehearse: status $got"
		"$check" "$run/journal.jsonl" >"$dir/err" 2>&1 ||
		    wrong "closed $subset: rehearse: not sound"
		head -1 "$run/lock" | grep -q '^{"who":' ||
		    wrong "closed $subset: something else is in the lock"
		closed "$subset" "$df" report "$run"
		got=$?
		[ $got = 9 ] || wrong "closed $subset: report: status $got"
		closed "$subset" "$df" resume "$run"
		got=$?
		[ $got = 0 ] || wrong "closed $subset: resume: status $got"
		"$check" "$run/journal.jsonl" >"$dir/err" 2>&1 ||
		    wrong "closed $subset: resume: not sound"
		closed "$subset" "$df" plan switch ldom1 -s "$posts" -w "$dir/plan.$subset"
		cmp "$dir/plan" "$dir/plan.$subset" >"$dir/err" 2>&1 ||
		    wrong "closed $subset: another plan"
	done
}

# Files that verbs write.  When a file cannot be written, nothing of it is left,
# and when there is space the same command works.
small=$dir/small
mkdir "$small"
written() {
	cat <<end
new site -w $small/file
plan create ldom1 -s $posts -w $small/file
run --junit $small/file scenarios/no-room.json
rehearse switch ldom1 -s $posts --run $small/file
end
}

# refused STATUS WORDS: the command could not write, and has left nothing.
refused() {
	if [ "$1" != 3 ] || ! grep -q '^domferry: file-unwritable: ' \
	    "$dir/err"; then
		wrong "$2: status $1"
	fi
	for left in "$small"/file*; do
		[ ! -e "$left" ] || wrong "$2: left $(ls -ld "$left")"
	done
}

again() {
	"$@" >"$dir/out" 2>"$dir/err" || wrong "$* again: status $?"
	rm -rf "$small"/file*
}

# What is printed goes through a pipe, which is no file.
no_file_grows() {
	written >"$dir/list"
	while read -r words; do
		{
			(
				ulimit -f 0
				# shellcheck disable=SC2086
				exec "$df" $words
			)
			echo $? >"$dir/got"
		} 2>&1 | cat >"$dir/err"
		refused "$(cat "$dir/got")" "$words, and no file may grow"
		# shellcheck disable=SC2086
		again "$df" $words
	done <"$dir/list"
}

# On a disk with so many KiB left: it is all there, or nothing; a run that has
# begun goes on when there is space.
disk_full() {
	mount -t tmpfs -o size=2048k none "$small" || exit 1
	written >"$dir/list"
	for kib in 0 8 24 32 64 128 200 256 384 512 768; do
		while read -r words; do
			head -c $(((2048 - kib) * 1024)) /dev/zero \
			    >"$small/fill" 2>/dev/null
			# shellcheck disable=SC2086
			"$df" $words >"$dir/out" 2>"$dir/err"
			got=$?
			: >"$small/fill"
			echo "$got" >>"$dir/statuses"
			case $got in
			0) rm -rf "$small"/file* ;;
			6) again "$df" resume "$small/file"; continue ;;
			*) refused $got "$words, and $kib KiB are left" ;;
			esac
			# shellcheck disable=SC2086
			again "$df" $words
		done <"$dir/list"
	done
	for status in 0 3; do
		grep -qx $status "$dir/statuses" || wrong "no status $status"
	done
	umount "$small"
}

if [ "${1:-}" = mounted ]; then
	disk_full
	exit $bad
fi
[ ! -w /dev/full ] || full_device
closed_descriptors
no_file_grows
if unshare -rm mount -t tmpfs none "$small" 2>/dev/null; then
	unshare -rm sh "$0" mounted || bad=1
else
	echo "no disk can be mounted here: none was full"
fi
exit $bad
