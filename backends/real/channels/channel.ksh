# What domferry tells the shell of a place: ksh88, as Solaris 8 to 11 have it.
#
# This text is read from standard input, requests follow on the same stream.  No
# name is ever part of a shell's text: a request is lines, and each line is data.
#
#	open MARK BECOME	the first one: none, or how one becomes root
#	ask MARK		a command that changes nothing
#	do MARK ID [ENDED]	a change: it is begun once, whatever happens, and
#				what came of it is kept; what came of ENDED need
#				not be any more
#	end MARK ID		what came of that one
#	busy MARK RUN		is a change of that run still under way?
#	held MARK PATH		which run holds that lock?
#
# ask and do go on: a line "wTEXT" is a word, "iTEXT" a line of standard input,
# "nTEXT" another line of what came before; "fTEXT" the folder where it is
# typed, "mTEXT" one that is made before, "oTEXT" the file for its output; "lRUN"
# says that the folder is a lock, and whose; "." is the end.  The answer is what the command prints, and then on both streams a
# line with the mark; that of standard output goes on with a word, the status
# and, where the site is simulated, its clock.
PATH=/usr/bin:/usr/sbin:/usr/cluster/bin:/bin:/sbin
LC_ALL=C
LANG=C
export PATH LC_ALL LANG
unset ENV CDPATH
IFS=' 	
'
umask 022
set -f
cd /
line_end='
'

# answer WORD STATUS
answer() {
	now=
	[ -z "$simulated" ] || now=$("$simulated/domferry-clock")
	print -r -u2 -- "$line_end$mark"
	print -r -- "$line_end$mark $1 $2 $now"
}

read_words() {
	set -A word
	count=0
	input=
	folder=
	makes=
	output=
	lock=
	last=
	while IFS= read -r line; do
		rest=${line#?}
		case $line in
		w*)	word[$count]=$rest
			count=$((count + 1)) ;;
		i*)	input=$rest ;;
		f*)	folder=$rest ;;
		m*)	makes=$rest ;;
		o*)	output=$rest ;;
		l*)	lock=$rest ;;
		n*)	more ;;
		.)	return 0 ;;
		*)	exit 3 ;;
		esac
		case $line in
		[wi]*)	last=${line%"$rest"} ;;
		esac
	done
	exit 0
}

more() {
	if [ "$last" = i ]; then
		input=$input$line_end$rest
	else
		word[$((count - 1))]=${word[$((count - 1))]}$line_end$rest
	fi
}

# The command itself, with its input, its folder and its file.  A simulated site
# has folders and files of its own.
carry_out() {
	if [ -n "$lock" ]; then
		${word[0]##*/}_lock "$root${word[1]}"
		return
	fi
	if [ -n "$simulated" ]; then
		DOMFERRY_FOLDER=$folder
		DOMFERRY_MAKES=$makes
		DOMFERRY_OUTPUT=$output
		export DOMFERRY_FOLDER DOMFERRY_MAKES DOMFERRY_OUTPUT
	else
		[ -z "$makes" ] || /usr/bin/mkdir -p "$makes" || return
		[ -z "$folder" ] || cd "$folder" || return
		[ -z "$output" ] || exec >"$output" || return
	fi
	if [ -n "$input" ]; then
		print -rn -- "$input" | $become "${word[@]}"
	else
		$become "${word[@]}" </dev/null
	fi
}

# A lock is a folder, and says whose it is.
mkdir_lock() {
	[ -d "${1%/*}" ] || /usr/bin/mkdir -p "${1%/*}" || return
	/usr/bin/mkdir "$1" && print -r -- "$lock" >"$1/run"
}

rmdir_lock() {
	holder=
	[ ! -f "$1/run" ] || read -r holder <"$1/run"
	if [ -d "$1" ] && [ "$holder" != "$lock" ]; then
		print -r -u2 -- "rmdir: $1: it is held by ${holder:-nobody who says so}"
		return 1
	fi
	/usr/bin/rm -f "$1/run"
	/usr/bin/rmdir "$1"
}

held() {
	holder=
	if [ ! -d "$root$1" ]; then
		answer free 0
	else
		[ ! -f "$root$1/run" ] || read -r holder <"$root$1/run"
		print -rn -- "$holder"
		answer held 0
	fi
}

# Whose end nobody has seen, and whose process is there.
busy() {
	set +f
	for folder in "$kept/$1".*; do
		[ -d "$folder" ] && [ ! -f "$folder/status" ] || continue
		pid=
		[ ! -f "$folder/pid" ] || read pid <"$folder/pid"
		if [ -z "$pid" ] || kill -0 "$pid" 2>/dev/null; then
			set -f
			answer busy 0
			return
		fi
	done
	set -f
	answer idle 0
}

# Its status, and what it has printed: that may be much.
tell() {
	if [ ! -d "$kept/$1" ]; then
		answer gone 0
		return
	fi
	if [ -f "$kept/$1/status" ]; then
		read status <"$kept/$1/status"
		/usr/bin/dd bs=65536 count=32 <"$kept/$1/out" 2>/dev/null
		/usr/bin/dd bs=65536 count=2 <"$kept/$1/err" >&2 2>/dev/null
		answer over "$status"
		return
	fi
	pid=
	[ ! -f "$kept/$1/pid" ] || read pid <"$kept/$1/pid"
	if [ -n "$pid" ] && kill -0 "$pid" 2>/dev/null; then
		answer running 0
	else
		answer cut 0
	fi
}

# keep ID: carry out, with everything in the folder.  Whose process it is stands
# there before it begins; a status is there whole or not at all.
keep() {
	trap '' HUP INT
	/usr/bin/sh -c 'echo $PPID' >"$kept/$1/pid"
	(carry_out) >"$kept/$1/out" 2>"$kept/$1/err" </dev/null
	print -r -- $? >"$kept/$1/status.new"
	/usr/bin/mv "$kept/$1/status.new" "$kept/$1/status"
}

change() {
	if /usr/bin/mkdir "$kept/$1" 2>/dev/null; then
		keep "$1" &
		wait $!
	fi
	tell "$1"
}

# The folder that keeps what came of changes goes with a reboot, can be made by
# whoever has logged in, and is nobody else's.
open_kept() {
	for kept in "$@"; do
		[ -d "$kept" ] || /usr/bin/mkdir -p -m 700 "$kept" 2>/dev/null
		[ -d "$kept" ] && [ ! -L "$kept" ] && [ -O "$kept" ] &&
		    [ -w "$kept" ] && return 0
	done
	return 1
}

open_session() {
	case $1 in
	none)	become= ;;
	sudo)	become='sudo -n' ;;
	*)	become=$1 ;;
	esac
	set -- /var/run/domferry/kept "/tmp/domferry-kept-$LOGNAME"
	[ -z "$DOMFERRY_KEPT" ] || set -- "$DOMFERRY_KEPT"
	if [ -n "$simulated" ]; then
		become=/usr/bin/env
		PATH=$simulated
		root=$DOMFERRY_STATE/kept/$DOMFERRY_PLACE
		set -- "$root"
	fi
	if open_kept "$@"; then
		answer open 0
	else
		answer closed 0
	fi
}

serve() {
	while read -r verb mark id ended; do
		case $verb in
		open)
			open_session "$id" ;;
		ask)
			read_words
			if [ -n "$output" ]; then
				(carry_out)
			else
				$become "${word[@]}" </dev/null
			fi
			answer over $? ;;
		do)
			read_words
			[ -z "$ended" ] || /usr/bin/rm -rf "$kept/$ended"
			change "$id" ;;
		end)
			tell "$id" ;;
		busy)
			busy "$id" ;;
		held)
			held "$id" ;;
		*)
			exit 3 ;;
		esac
	done
}

simulated=
root=
[ -z "$DOMFERRY_PLACE" ] || simulated=$DOMFERRY_STATE/bin
print -r -- "domferry-channel 1 $simulated"
serve
