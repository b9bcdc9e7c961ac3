#!/bin/sh
# start: what is loaded when a command starts.  Most of what a start takes is to
# find libraries, so they are counted; make bench measures what comes of it.
set -u
B=${B:-build}
bad=0
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT

needed() {
	readelf -d "$1" 2>/dev/null | sed -n 's/.*(NEEDED).*\[\(.*\)\]/\1/p' |
	    grep -v -e '^libc\.so' -e '^ld-linux' -e '^libdl\.so'
}

# LINKED=shared wants all of it outside.
[ "${LINKED:-}" = shared ] && hand=no || hand=yes

# $1: a program; $2: what it may not need if its archive is at hand.
inside() {
	archive=$(${CC:-gcc} -print-file-name="$2.a")
	case $hand$archive in
	yes/*) if needed "$1" | grep -q "^$2\.so"; then
		echo "$1 needs $2.so, and $archive is at hand"
		bad=1
	fi ;;
	esac
}

case $hand$(${CC:-gcc} -print-file-name=libc.a) in
yes/*) readelf -d "$B/domferry-client" | grep -q NEEDED && {
	echo "domferry-client needs libraries, and libc.a is at hand"
	bad=1
} ;;
esac
inside "$B/domferry" libjansson
inside "$B/domferry" libcrypto
if needed "$B/domferry" | grep -v -e '^libjansson\.so' -e '^libcrypto\.so'; then
	echo "domferry needs a library more: each command pays for it"
	bad=1
fi

# loads LIBRARY yes|no COMMAND...: does the command load it?
loads() {
	library=$1
	wanted=$2
	shift 2
	LD_DEBUG=files LD_DEBUG_OUTPUT=$dir/files "$@" >"$dir/out" 2>&1
	got=no
	cat "$dir"/files.* | grep -q "file=$library.*; *generating link map" &&
	    got=yes
	rm -f "$dir"/files.*
	[ "$got" = "$wanted" ] || {
		echo "$*: $library is loaded: $got; wanted: $wanted"
		cat "$dir/out"
		bad=1
	}
}

state=$dir/site
posts=scenarios/sites/posts.json
loads libxml2 no "$B/domferry" shell -s "$posts" --state "$state" \
    --begin 'create ldom1' -- ldm ls
cat >"$dir/lines" <<'END'
printf '%b' '<a/>' | tee /a.xml
ldm add-domain -i /a.xml
END
loads libxml2 yes sh -c '"$1"/domferry shell --state "$2" <"$3"' sh "$B" "$state" \
    "$dir/lines"
grep -q '/a.xml: it has no constraints' "$dir/out" || {
	echo "add-domain -i has not read the document"
	cat "$dir/out"
	bad=1
}
loads libxml2 yes "$B/domferry" run --junit "$dir/report" scenarios/no-room.json

loads libarchive no "$B/domferry" shell --state "$state" -- ldm ls
echo none >"$dir/a.tar"
loads libarchive yes "$B/domferry" capture --diff "$dir/a.tar" "$dir/b.tar"
exit $bad
