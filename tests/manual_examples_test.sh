#!/bin/sh
# Every example of the manual is tested, and every key that a schema has or the
# program writes is described; tests/schema/manual.py says how.
#
# The test itself is tested with pages that have a mistake: each must be found.
set -u
B=${B:-build}
dir=$(mktemp -d) || exit 1
trap 'rm -rf "$dir"' EXIT
LC_ALL=C.UTF-8
export LC_ALL

python=
for try in /usr/bin/python3 python3; do
	python=$("$try" -c 'import sys, jsonschema
print(sys.executable)' 2>/dev/null) && break
done
if [ -z "$python" ]; then
	echo "no python3-jsonschema: the examples are not tested"
	exit 0
fi

# wrong PAGE SED: with this change a mistake is found in the page.
n=0
wrong() {
	n=$((n + 1))
	mkdir "$dir/$n"
	sed "$2" "docs/$1" >"$dir/$n/$1"
	if cmp -s "docs/$1" "$dir/$n/$1"; then
		echo "$1: nothing to change: $2"
		exit 1
	fi
}

wrong domferry-site.5 's/"vcpus": 4,/"vcpus": "4",/'
wrong domferry-site.5 's/unknown key "vcpu" in/unknown key "vcpus" in/'
wrong domferry-site.5 '/^\.It Va fencing/d'
wrong domferry-site.5 's/^\.It Va fencing/.It Va fence/'
wrong domferry-scenario.5 's/"exit 4"/"exit 5"/'
wrong domferry-scenario.5 '/^\.\\" no example/d'
wrong domferry-plan.5 's/"limit_ms":180000/"limit_ms":180001/'
wrong domferry-plan.5 '/^\.It Va savepoint/d'
wrong domferry-run.5 's/^the same$/another/'
wrong domferry-run.5 '/^\.Va settled_by/d'
wrong domferry-events.5 's/"took_ms":38240/"took_ms":38241/'
wrong domferry-events.5 '/^\.It Va skip/d'

"$python" -B tests/schema/manual.py "$B/domferry" "$B/journal-check" \
    docs/*.[1-9] --wrong "$dir"/*/*
