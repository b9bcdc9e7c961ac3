#!/bin/sh
# bench: everything can be measured, and the figures that do not depend on the
# machine keep their limits: requests of a procedure, bytes of a guest, how many
# times what a bare process takes a command takes (300 are wanted; a few starts
# on a busy machine may say more).
set -u
B=${B:-build}
out=$(mktemp)
trap 'rm -f "$out"' EXIT
bad=0

"$B"/domferry-bench --short >"$out" 2>&1 || {
	cat "$out"
	exit 1
}

# $1: the name of a figure; $2: the most that it may be.
at_most() {
	value=$(sed -n "s/^{\"bench\":\"$1\",\"value\":\([0-9]*\)[.,].*/\1/p" "$out")
	if [ -z "$value" ] || [ "$value" -gt "$2" ]; then
		echo "$1 is ${value:-missing}; it may be at most $2"
		bad=1
	fi
}

at_most requests-switch 20
at_most requests-create 145
at_most requests-p2v 185
at_most world-bytes-per-guest 1024
at_most node-death-rss 39
at_most whatif-pairs-rss 24
at_most whatif-all-rss 24
# A program that counts what it runs starts slowly.
[ "${COUNTED:-}" = yes ] || {
	at_most start-shell 300
	at_most start-client 380
}
for name in rehearsals-create rehearsals-p2v rehearsals-p2v-journal scenarios \
    events sweep-pairs policy-node-death-1000 policy-node-death-4000 \
    policy-pairs-1000 reach-question reach-here reach-change; do
	grep -q "^{\"bench\":\"$name\",\"value\":[1-9]" "$out" || {
		echo "$name was not measured"
		bad=1
	}
done
# A disk that others use may take a second for one record; and what takes no
# millisecond is 0.
for name in journal-records journal-records-synced node-death-10 \
    node-death-100 node-death-1000 node-death-4000 node-death-growth \
    node-death-process whatif-pairs whatif-pairs-process whatif-all-process; do
	grep -q "^{\"bench\":\"$name\",\"value\":[0-9]" "$out" || {
		echo "$name was not measured"
		bad=1
	}
done
"$B"/domferry-bench --long >"$out" 2>&1
[ $? = 2 ] || {
	echo "an unknown argument is not refused"
	bad=1
}
exit $bad
