#!/bin/sh
# A fixed piece of make swarm: random lives on random sites.  And what is drawn:
# the same number, the same site; numbers that are none.
set -u
B=${B:-build}
df=$B/domferry
dir=$(mktemp -d) || exit 1
trap 'rm -rf "$dir"' EXIT
bad=0

wrong() {
	echo "$*"
	bad=1
}

# $1: the status that is wanted; then the words of a text that is wanted, and
# the command.
says() {
	wanted=$1 text=$2
	shift 2
	"$@" >"$dir/out" 2>&1
	status=$?
	[ $status = "$wanted" ] || wrong "$*: status $status, wanted $wanted"
	grep -qF -e "$text" "$dir/out" || wrong "$*: says no \"$text\":
$(head -5 "$dir/out")"
}

says 2 '--random-site needs a number, not "x"' \
    "$df" explore --random-site x switch g1
says 2 '--random-site needs a number, not "-1"' \
    "$df" new site --random-site -1
says 2 '--random-site needs N' "$df" explore --random-site
says 2 '--site' "$df" explore --random-site 1 -s "$dir/site.json"
says 2 'unknown option --random-site' "$df" check --random-site 1
says 0 '"random-9"' "$df" new site --random-site 9 -w -

# What new site writes is what explore takes.
"$df" new site --random-site 9 -w "$dir/site.json" || wrong "no site 9"
"$df" check -s "$dir/site.json" >/dev/null 2>"$dir/out"
! grep -q file-invalid "$dir/out" || wrong "site 9 has mistakes"
"$df" explore --random-site 9 services --seeds 5 >"$dir/drawn" 2>&1
"$df" explore -s "$dir/site.json" services --seeds 5 >"$dir/read" 2>&1
cmp -s "$dir/drawn" "$dir/read" ||
    wrong "a site that is written is explored otherwise: $(cat "$dir/drawn" \
    "$dir/read")"
# A job is drawn, too, and another one for another seed.
for seed in 1 2 3 4 5 6; do
	"$df" explore --random-site 9 --seed $seed --seeds 1 2>/dev/null |
	    head -1
done | sort -u >"$dir/jobs"
[ "$(wc -l <"$dir/jobs")" -gt 1 ] || wrong "one job: $(cat "$dir/jobs")"

OUT=$dir/swarm B=$B tests/swarm 1 60 30 >"$dir/out" 2>&1 ||
    wrong "$(cat "$dir/out")"
grep '^swarm:' "$dir/out"
awk '/^swarm:/ { exit !($2 >= 50 && $4 >= 1500 && $8 >= 4) }' "$dir/out" ||
    wrong "too little of a swarm: $(cat "$dir/out")"
exit $bad
