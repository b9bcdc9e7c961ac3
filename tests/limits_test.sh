#!/bin/sh
# What check takes never strands a run: a run that was interrupted on a site at
# a limit goes on, goes back and is reported; and what it reserves on disk
# follows from what it can write.
set -u
B=${B:-build}
df=$B/domferry
bad=0
dir=$(mktemp -d) || exit 1
trap 'rm -rf "$dir"' EXIT
unset DOMFERRY_SITE
# Much memory in large pages: see tests/run.
GLIBC_TUNABLES=glibc.malloc.hugetlb=1
export GLIBC_TUNABLES

wrong() {
	echo "$*"
	sed 's/^/	/' "$dir/err" | cut -c1-300
	bad=1
}

# A site with that as its timing, and what else there is for it.
site() {
	cat <<end
{ "site": "small",
  "nodes": [ { "name": "a", "vcpus": 64, "memory": "64G" },
    { "name": "b", "vcpus": 64, "memory": "64G" } ],
  "devices": [ { "name": "d1", "size": "20G" } ],
  "services": { "vsw": [ { "name": "vsw0", "net_dev": "nxge0" } ],
    "vds": [ { "name": "vds0" } ],
    "vcc": [ { "name": "vcc0", "ports": "5000-5031" } ] },
  "files": [ { "file": "/pfile", "use": "password" } ],
  "guests": [ { "name": "g1", "vcpus": 4, "memory": "4G",
    "pool": { "device": "d1" }, "disks": [ { "size": "10G" } ],
    "nets": [ { "vsw": "vsw0" } ],
    "agent": { "properties": { "Stop_timeout": "$2" } } } ],
  "timing": { $1 } }
end
}

# So many bytes of that character.
bytes() {
	head -c "$1" /dev/zero | tr '\0' "$2"
}

# goes_on NAME JOB...: interrupted in its middle, it can be taken up.
large=
goes_on() {
	name=$1
	shift
	"$df" check "$dir/site" >"$dir/out" 2>"$dir/err" || {
		[ $? = 4 ] || wrong "$name: check"
	}
	for how in 'crash before record 9' 'crash after record 21'; do
		[ "$name $how" != "$large crash before record 9" ] || continue
		rm -rf "$dir/run"
		"$df" rehearse "$@" -s "$dir/site" --run "$dir/run" \
		    -F "$how" >"$dir/out" 2>"$dir/err"
		got=$?
		[ $got = 6 ] || wrong "$name: rehearse: status $got"
		reserve=$(($(wc -c <"$dir/run/reserve")))
		if [ "$reserve" -lt 65536 ] ||
		    [ "$reserve" -gt $((16 * 1024 * 1024 + 65536)) ]; then
			wrong "$name: $reserve bytes are reserved"
		fi
		"$df" report "$dir/run" >"$dir/out" 2>"$dir/err"
		got=$?
		[ $got = 6 ] || [ $got = 9 ] ||
		    wrong "$name: report: status $got"
		cp -r "$dir/run" "$dir/back"
		"$df" resume "$dir/run" >"$dir/out" 2>"$dir/err" ||
		    wrong "$name: resume: status $?"
		"$df" rollback "$dir/back" >"$dir/out" 2>"$dir/err"
		got=$?
		[ $got = 1 ] || wrong "$name: rollback: status $got"
		rm -rf "$dir/back"
	done
}

refused() {
	"$df" check "$dir/site" >"$dir/out" 2>"$dir/err"
	got=$?
	if [ $got != 3 ] || ! grep -q "$2" "$dir/err"; then
		wrong "$1: check: status $got"
	fi
}

# Every byte of a comment takes two in the journal.
site '' 900 >"$dir/small"
rest=$((16 * 1024 * 1024 - $(wc -c <"$dir/small") - 3))
{ printf '//'; bytes $rest '"'; echo; cat "$dir/small"; } >"$dir/site"
large='a site of 16 MiB'		# which is slow: once is enough
goes_on "$large" switch g1
{ printf '//"'; bytes $rest '"'; echo; cat "$dir/small"; } >"$dir/site"
refused 'a site of 16 MiB and a byte' 'more than 16777216 bytes'

{ printf '// Gr\303\266\303\237e\n'; cat "$dir/small"; } >"$dir/site"
goes_on 'a comment in UTF-8' switch g1
{ printf '// Gr\366\337e\n'; cat "$dir/small"; } >"$dir/site"
refused 'a comment in Latin-1' ':1:6: the byte 0xf6: expected a character'

# A step may take all of the year that a plan may take, and no more.
site '"group-switch": "364d"' 604800 >"$dir/site"
goes_on 'a switch of 364 days' switch g1
site '"group-switch": "365d"' 604800 >"$dir/site"
"$df" rehearse switch g1 -s "$dir/site" --run "$dir/no" >"$dir/out" \
    2>"$dir/err"
got=$?
if [ $got != 3 ] || [ -e "$dir/no" ] ||
    ! grep -q 'too-many: .*no job may take more' "$dir/err"; then
	wrong "a switch of 365 days: status $got"
fi
site '"group-switch": "366d"' 900 >"$dir/site"
refused 'a time of 366 days' 'expected a duration'
site '"disk-create": "1s + 300d/G"' 900 >"$dir/site"
refused 'ten times 300 days' 'at most 365d for 10G'

# It asks for what does not come, to the end of its limit: what it writes has
# been reserved.
site '"disk-create": "20d"' 900 >"$dir/site"
"$df" rehearse create g1 -s "$dir/site" --run "$dir/long" \
    -F 'late 100d disk-create, times always' >"$dir/out" 2>"$dir/err"
got=$?
asked=$(grep -c '"name":"command-state"' "$dir/long/journal.jsonl")
if [ $got != 9 ] || [ "$asked" -lt 3000 ]; then
	wrong "late for ever: status $got, asked $asked times"
fi
"$df" rehearse create g1 -s "$dir/site" --run "$dir/kept" \
    -F 'crash before record 3' >"$dir/out" 2>"$dir/err"
got=$?
[ $got = 6 ] || wrong "kept: status $got"
written=$(($(wc -c <"$dir/long/journal.jsonl")))
reserve=$(($(wc -c <"$dir/kept/reserve")))
[ "$written" -le "$reserve" ] ||
    wrong "$written bytes are written, and $reserve were reserved"
[ "$reserve" -le $((16 * 1024 * 1024 + 65536)) ] ||
    wrong "$reserve bytes are reserved"
exit $bad
