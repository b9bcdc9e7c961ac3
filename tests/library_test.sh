#!/bin/sh
# Every scenario is listed in scenarios/README.md, and everything listed there
# is one.
set -u
listed=$(grep -o '`[a-z0-9-]*`' scenarios/README.md | tr -d '`' | sort -u)
failed=0
for file in scenarios/*.json; do
	name=$(basename "$file" .json)
	echo "$listed" | grep -qx -e "$name" && [ -e "scenarios/$name.out" ] ||
	    { echo "$file: not in scenarios/README.md, or without .out"
	    failed=1; }
done
for name in $listed; do
	[ "$name" = why ] || [ -e "scenarios/$name.json" ] ||
	    { echo "scenarios/README.md: $name is no scenario"; failed=1; }
done
echo "       $(echo "$listed" | wc -w) scenarios listed"
exit $failed
