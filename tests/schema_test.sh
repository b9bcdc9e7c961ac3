#!/bin/sh
# Schemas and reader agree on the scenarios and sites of the project, on every
# planted mistake, and on files with every key, altered at each place.
#
# The comparison is tested with wrong schemas: tests/schema/agree.py has a list
# of them, and here it is given a folder with one.
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
	echo "no python3-jsonschema: the schemas are not compared"
	exit 0
fi

# With a mistake in a schema the comparison must fail.
cp docs/schema/*.json "$dir"
sed 's/"maximum": 4096/"maximum": 255/' docs/schema/site.schema.json \
    >"$dir/site.schema.json"
if cmp -s docs/schema/site.schema.json "$dir/site.schema.json"; then
	echo "site.schema.json: nothing to alter"
	exit 1
fi
"$python" -B tests/schema/agree.py "$B/domferry" "$dir"
