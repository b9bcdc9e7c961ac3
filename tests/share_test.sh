#!/bin/sh
# The scripts of share/, under ksh93, mksh and bash, on folders with names that
# are hard to treat; and what domferry prints puts them there byte by byte.
set -u
B=${B:-build}
root=$(pwd)
bad=0
dir=$(mktemp -d) || exit 1
trap 'rm -rf "$dir"' EXIT
LC_ALL=C
export LC_ALL

wrong() {
	echo "$shell: $*"
	bad=1
}

# The shell under test is what "ksh" means.
use() {
	shell=$1
	mkdir -p "$dir/$shell" && ln -s "$(command -v "$shell")" \
	    "$dir/$shell/ksh"
	path=$PATH
}

# run STATUS WORDS WORD...: a script, its status and what it says.
run() {
	status=$1
	pattern=$2
	shift 2
	said=$(PATH=$dir/$shell:$path "$dir/$shell/ksh" "$@" 2>&1)
	got=$?
	case "$got $said" in
	"$status "*"$pattern"*) ;;
	*) wrong "$*: status $got, wanted $status with \"$pattern\""
	    printf '%s\n' "$said" ;;
	esac
}

# Sixteen files.
tree() {
	rm -rf "$1"
	mkdir -p "$1/a b/c" "$1/-x" "$1/new
line/below" "$1/.dots" "$1/empty"
	(
		cd "$1" || exit 1
		echo 1 >"a b/c/it's"
		echo 2 >'a b/"quoted"'
		echo 3 >./-n
		echo 4 >./-x/--
		echo 5 >'new
line/below/plain'
		echo 6 >'two
new
lines'
		echo 7 >' blanks '
		echo 8 >'back\slash\n'
		echo 9 >"$(printf 'Gr\303\266\303\237e \342\202\254')"
		printf 'no end' >'$HOME `id` $(id)'
		: >nothing
		echo 10 >'*?[a]{b}'
		echo 11 >'tab	and ;&|<>#!~'
		echo 12 >.dots/.hidden
		echo 13 >'new
line/\n'
		echo 14 >'ends with
'
	)
}

# some NAME...: a tree of these files of the other one alone, and its sums.  For
# each name with a newline many programs are started.
some() {
	rm -rf "$dir/some"
	mkdir "$dir/some"
	(cd "$dir/tree" && cp -R "$@" "$dir/some")
	run 0 '' share/sums "$dir/some" "$dir/sums-of-some"
}

# What is not as it was there is found: $1 says what, the rest does it to a copy.
differs() {
	what=$1
	shift
	rm -rf "$dir/copy"
	cp -R "$dir/some" "$dir/copy"
	(cd "$dir/copy" && "$@")
	said=$(PATH=$dir/$shell:$path "$dir/$shell/ksh" share/sums -c \
	    "$dir/copy" "$dir/sums-of-some" 2>&1)
	case "$? $said" in
	'1 different'*) ;;
	*) wrong "sums -c does not see: $what" ;;
	esac
}

others() {
	some 'a b' ./-n 'two
new
lines' nothing
	differs 'a changed file' sh -c 'echo x >>"a b/c/it'"'"'s"'
	differs 'a file that is not there' rm ./-n
	differs 'a file with a newline that is not there' rm 'two
new
lines'
	differs 'a file too many' touch extra
	differs 'another name' mv nothing Nothing
}

sums() {
	mkdir -p "$dir/share"
	touch "$dir/mark"
	run 0 '' share/sums "$dir/tree" "$dir/share/sums"
	[ "$(tail -1 "$dir/share/sums")" = '# 16 files' ] ||
	    wrong "not 16 files: $(tail -1 "$dir/share/sums")"
	[ "$(wc -l <"$dir/share/sums")" -eq 17 ] || wrong 'not 17 lines'
	# Each has its own line, with the sum that cksum gives.
	sed -n 's/^\\*\([0-9]* [0-9]*\) .*/\1/p' "$dir/share/sums" |
	    sort >"$dir/other"
	cmp -s "$dir/one" "$dir/other" || wrong 'other sums than those of cksum'
	cut -d' ' -f3- "$dir/share/sums" | sort | uniq -d | grep -q . &&
	    wrong 'two files have one name'
	# A source is only read.
	[ -z "$(find "$dir/tree" -newer "$dir/mark" -print)" ] ||
	    wrong 'something was written below the folder'
	[ "$(ls -A "$dir/share")" = sums ] || wrong 'something is left'
	ls -d /tmp/sums.* 2>/dev/null && wrong 'something is left in /tmp'
	# The same elsewhere, in another order; a relative path.
	rm -rf "$dir/copy" && mkdir "$dir/copy"
	(cd "$dir/tree" && tar cf - .) | (cd "$dir/copy" && tar xf -)
	run 0 'equal: 16 files' share/sums -c "$dir/copy" "$dir/share/sums"

	some 'new
line' nothing
	(cd "$dir" && PATH=$dir/$shell:$path ./"$shell"/ksh \
	    "$root/share/sums" -c some sums-of-some) >"$dir/out" 2>&1 ||
	    wrong 'relative paths are not understood'
	differs 'a changed file below a newline' sh -c 'echo x >>"new
line/below/plain"'
	differs 'another name below a newline' mv 'new
line/\n' 'new
line/
'
	# Which of the others differ is up to diff, not to the shell.
	[ "$shell" = ksh ] && others
	# Half a file of sums is no answer, whatever lies in the folder.
	sed '$d' "$dir/share/sums" >"$dir/half"
	run 1 'not whole' share/sums -c "$dir/tree/.dots" "$dir/half"
	run 1 'not whole' share/sums -c "$dir/tree/.dots" "$dir/nothing"
	# What cannot be read is said, and leaves nothing to be believed.
	rm "$dir/share/sums"
	printf '#!/bin/sh\necho "cksum: it is bad" >&2\nexit 1\n' \
	    >"$dir/$shell/cksum"
	chmod 755 "$dir/$shell/cksum"
	run 1 'could be read' share/sums "$dir/some" "$dir/share/sums"
	rm "$dir/$shell/cksum"
	[ -z "$(ls -A "$dir/share")" ] || wrong 'a file of sums of half a tree'
	run 1 'could be read' share/sums "$dir/nowhere" "$dir/share/sums"
	run 1 'usage' share/sums "$dir/tree"
	mkdir "$dir/none"
	run 0 '' share/sums "$dir/none" "$dir/share/sums"
	run 0 'equal: 0 files' share/sums -c "$dir/none" "$dir/share/sums"
	rm -rf "$dir/none" "$dir/share"
}

# A guest with two disks: its programs write down how they are called.
make_guest() {
	mkdir -p "$1/dev/rdsk" "$1/etc" "$1/bin"
	for id in 0 1; do
		ln -s "../../devices/virtual-devices@100/channel-devices@200/disk@$id:c,raw" \
		    "$1/dev/rdsk/c0d${id}s2"
	done
	printf '#device\tto fsck\tdir\n/dev/dsk/c0d0s0\t/dev/rdsk/c0d0s0\t/\tufs\t1\tno\t-\n' \
	    >"$1/etc/vfstab"
	cat >"$1/bin/prtconf" <<'END'
#!/bin/sh
printf "    Node 0xf00\n	disk0:  '/virtual-devices@100/channel-devices@200/disk@0'\n"
printf "	disk1:  '/virtual-devices@100/channel-devices@200/disk@1'\n"
printf "	net:  '/virtual-devices@100/channel-devices@200/network@0'\n"
END
	cat >"$1/bin/prtvtoc" <<'END'
#!/bin/sh
printf '* %s partition map\n' "$1"
printf '       0      0    00          0    262144    262143\n'
printf '       2      5    01          0  31457280  31457279\n'
END
	cat >"$1/bin/fstyp" <<'END'
#!/bin/sh
cat "$ROOT/is" 2>/dev/null
END
	cat >"$1/bin/mount" <<'END'
#!/bin/sh
if [ "$1" = -p ]; then
	cat "$ROOT/mounted" 2>/dev/null
	exit 0
fi
echo "mount $*" >>"$ROOT/calls"
grep "	$1	" "$ROOT/etc/vfstab" >>"$ROOT/mounted"
END
	for name in fmthard newfs mkdir; do
		cat >"$1/bin/$name" <<'END'
#!/bin/sh
echo "${0##*/} $*" >>"$ROOT/calls"
case $0 in
*/mkdir) ;;
*) cat >>"$ROOT/calls" ;;
esac
case $0 in
*/newfs) echo ufs >"$ROOT/is" ;;
esac
END
	done
	chmod 755 "$1/bin"/*
}

# A new one, which is a copy.
guest() {
	ROOT=$dir/guest
	export ROOT
	rm -rf "$ROOT"
	cp -R "$dir/made" "$ROOT"
}

data_run() {
	path=$ROOT/bin:$PATH
	run "$@"
	path=$PATH
}

called() {
	: >>"$ROOT/calls"
	[ "$(cat "$ROOT/calls")" = "$1" ] || {
		wrong "data-disk calls something else"
		cat "$ROOT/calls"
	}
}

data_disk() {
	guest
	data_run 0 '' share/data-disk disk1 /data
	called "fmthard -s - $ROOT/dev/rdsk/c0d1s2
0 4 00 0 31457280
2 5 01 0 31457280
newfs $ROOT/dev/rdsk/c0d1s0
y
mkdir -p /data
mount /data"
	tail -1 "$ROOT/etc/vfstab" | grep -q \
	    '^/dev/dsk/c0d1s0	/dev/rdsk/c0d1s0	/data	ufs	2	yes	-$' ||
	    wrong 'another line in vfstab'
	# Once more: nothing is done twice.
	rm "$ROOT/calls"
	data_run 0 'mounted already' share/data-disk disk1 /data
	called 'mkdir -p /data'
	[ "$(wc -l <"$ROOT/etc/vfstab")" -eq 3 ] || wrong 'a second line'
	# After a reboot that did not mount it: only that.
	rm "$ROOT/calls" "$ROOT/mounted"
	data_run 0 '' share/data-disk c0d1 /data
	called 'mkdir -p /data
mount /data'
	# A disk with a file system of somebody else is not touched.
	guest
	echo ufs >"$ROOT/is"
	data_run 1 'has a file system (ufs): not touched' \
	    share/data-disk disk1 /data
	called ''
	guest
	printf '/dev/dsk/c0d7s0\t-\t/data\tufs\t2\tyes\t-\n' \
	    >>"$ROOT/etc/vfstab"
	data_run 1 'another line for /data' share/data-disk disk1 /data
	guest
	printf '/dev/dsk/c0d7s0 - /data ufs - no -\n' >"$ROOT/mounted"
	data_run 1 'is mounted on /data' share/data-disk disk1 /data
	data_run 1 'no disk of this guest' share/data-disk disk9 /data
	data_run 1 'not the name of a disk' share/data-disk 'a;b' /data
	data_run 1 'not an absolute path' share/data-disk disk1 data
	data_run 1 'cannot hold a blank' share/data-disk disk1 '/my data'
	data_run 1 'usage' share/data-disk disk1
	printf '#!/bin/sh\nexit 1\n' >"$ROOT/bin/newfs"
	rm -f "$ROOT/mounted"
	data_run 1 'newfs has failed' share/data-disk disk1 /data
	grep -q /data "$ROOT/etc/vfstab" && wrong 'a line for no file system'
	unset ROOT
}

tree "$dir/tree"
find "$dir/tree" -type f -exec sh -c 'cksum <"$1"' sh {} \; | sort >"$dir/one"
make_guest "$dir/made"
for name in ksh mksh bash; do
	use "$name"
	sums
	data_disk
done

# What is printed puts the scripts there, and says how it is checked.
shell=sh
"$B/domferry" plan p2v system1 -s scenarios/sites/posts.json --commands \
    >"$dir/plan" || wrong 'no plan'
for name in sums data-disk; do
	line=$(grep "| tee /mnt/tools/$name\$" "$dir/plan" | cut -f2-)
	for shell in dash ksh mksh bash; do
		"$shell" -c "$(printf '%s\n' "$line" |
		    sed "s,tee /mnt/tools/,tee $dir/put-,")" >/dev/null
		cmp "share/$name" "$dir/put-$name" || wrong "not $name"
		rm -f "$dir/put-$name"
	done
	grep -q "digest -a sha256 /mnt/tools/$name prints $(sha256sum \
	    <"share/$name" | cut -d' ' -f1)\$" "$dir/plan" ||
	    wrong "no digest of $name"
done
exit $bad
