#!/bin/sh
# The report of run --junit, as users request it and as CI servers read it.
set -u
B=${B:-build}
df=$B/domferry
bad=0
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
one=scenarios/hostid-while-active.json
fails=scenarios/failing/expectation-not-met.json

# status WANTED COMMAND...: standard output and error go to files.
status() {
	wanted=$1
	shift
	"$@" >"$dir/out" 2>"$dir/err"
	got=$?
	[ "$got" = "$wanted" ] || wrong "$*: status $got, wanted $wanted"
}

wrong() {
	echo "$*"
	bad=1
}

# The whole library.
library=$(ls scenarios/*.json scenarios/failing/*.json)

# On standard output nothing else is printed; two runs give the same bytes.
# shellcheck disable=SC2086
status 7 "$df" run $library --junit -
[ -s "$dir/err" ] && wrong "something is said beside the report"
head -1 "$dir/out" | grep -q '^<?xml' || wrong "no XML at the beginning"
cp "$dir/out" "$dir/first.xml"
# shellcheck disable=SC2086
status 7 "$df" run --junit=- $library
cmp "$dir/out" "$dir/first.xml" || wrong "the bytes differ"
grep -E 'timestamp=|hostname=' "$dir/out" && wrong "a time or a machine"
if command -v xmllint >/dev/null; then
	xmllint --noout --nonet --relaxng tests/junit.rng "$dir/first.xml" \
	    2>"$dir/err" || wrong "$(cat "$dir/err")"
	n=$(xmllint --xpath 'count(//testsuite)' "$dir/first.xml")
	# shellcheck disable=SC2086
	set -- $library
	[ "$n" -eq $# ] || wrong "$n suites, wanted $#"
fi
for way in --tap --json --verbose; do
	# shellcheck disable=SC2086
	status 7 "$df" run $way $library --junit -
	cmp "$dir/out" "$dir/first.xml" || wrong "$way prints more"
done

# With a file, the other output and the status stay the same.
for way in --tap --json --verbose --seed=3; do
	for file in $one $fails "$dir/nothing.json"; do
		"$df" run $way "$file" >"$dir/plain" 2>"$dir/said"
		status $? "$df" run $way "$file" --junit "$dir/report.xml"
		cmp "$dir/out" "$dir/plain" || wrong "$way $file: prints else"
		cmp "$dir/err" "$dir/said" || wrong "$way $file: says else"
		tail -1 "$dir/report.xml" | grep -q '^</testsuites>$' ||
		    wrong "$way $file: half a report"
	done
done
set -- "$dir"/report*
[ $# = 1 ] || wrong "left behind: $*"

# The command that reproduces a failure has the seed and the end.
status 7 "$df" run $fails --seed 3 --stop-at 1h30m --junit -
grep -q "^again     domferry run $fails --seed 3 --stop-at 5400000ms\$" \
    "$dir/out" || wrong "no command to see it again"

# A file that cannot be read is an error and does not stop the others.
status 3 "$df" run $one "$dir/nothing.json" $one --junit -
grep -q '<testsuites .* tests="7" failures="0" errors="1"' "$dir/out" ||
    wrong "no error of the file"
grep -q 'file-unreadable' "$dir/err" || wrong "no message about the file"

# Only a report is replaced: if FILE was forgotten, no scenario is overwritten.
cp $one "$dir/mine.json"
status 3 "$df" run --junit "$dir/mine.json" $one
grep -q 'file-exists' "$dir/err" || wrong "nothing is said"
[ -s "$dir/out" ] && wrong "it is played before it is refused"
cmp $one "$dir/mine.json" || wrong "a scenario is overwritten"
status 3 "$df" run --junit "$dir/no/report.xml" $one
grep -q 'file-unwritable' "$dir/err" || wrong "nothing is said"
status 2 "$df" run $one --junit
status 2 "$df" check --junit x
exit $bad
