#!/bin/sh
# Every story stands in scenarios/README.md, and all that stands there is one.
set -u
told=$(grep -o '`[a-z0-9-]*`' scenarios/README.md | tr -d '`' | sort -u)
failed=0
for file in scenarios/*.json; do
	name=$(basename "$file" .json)
	echo "$told" | grep -qx -e "$name" && [ -e "scenarios/$name.out" ] ||
	    { echo "$file: not in scenarios/README.md, or without .out"
	    failed=1; }
done
for name in $told; do
	[ "$name" = why ] || [ -e "scenarios/$name.json" ] ||
	    { echo "scenarios/README.md: $name is no story"; failed=1; }
done
echo "       $(echo "$told" | wc -w) stories told"
exit $failed
