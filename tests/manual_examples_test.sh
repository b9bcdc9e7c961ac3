#!/bin/sh
# Every example of the manual is tried, and every key that a schema knows or
# the program writes is described; tests/schema/manual.py says how.
#
# That is tested by pages with a mistake in them: each has to be told.
set -u
B=${B:-build}
dir=$(mktemp -d) || exit 1
trap 'rm -rf "$dir"' EXIT
LC_ALL=C.UTF-8
export LC_ALL

python=
for try in python3 /usr/bin/python3; do
	"$try" -c 'import jsonschema' 2>/dev/null && python=$try && break
done
if [ -z "$python" ]; then
	echo "no python3-jsonschema: the examples are not tried"
	exit 0
fi

tried() {
	"$python" -B tests/schema/manual.py "$B/domferry" "$B/journal-check" \
	    "$@"
}

tried docs/*.[1-9] || exit 1

# wrong PAGE SED: the page so changed is told to be wrong.
wrong() {
	sed "$2" "docs/$1" >"$dir/$1"
	if cmp -s "docs/$1" "$dir/$1"; then
		echo "$1: nothing to change: $2"
		exit 1
	fi
	if tried "$dir/$1" >"$dir/out" 2>&1; then
		echo "not told: $1: $2"
		cat "$dir/out"
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
