#!/bin/sh
# Every scenario is listed in scenarios/README.md, and everything listed there
# is one.
set -u
listed=$(grep -o '`[a-z0-9-]*`' scenarios/README.md | tr -d '`' | sort -u |
    grep -vx why)
there=$(printf '%s\n' scenarios/*.json | sed 's,.*/,,; s/\.json$//' | sort)
printed=$(printf '%s\n' scenarios/*.out | sed 's,.*/,,; s/\.out$//' | sort)
failed=0

# differs LIST OTHER WHAT: what only one of them has.
differs() {
	[ "$1" = "$2" ] || {
		printf '%s\n' "$1" "$2" | sort | uniq -u | sed "s,\$,: $3,"
		failed=1
	}
}

differs "$listed" "$there" 'not both a scenario and in scenarios/README.md'
differs "$there" "$printed" 'not both .json and .out'
echo "       $(echo "$listed" | wc -w) scenarios listed"
exit $failed
