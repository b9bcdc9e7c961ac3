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
#	seen MARK ID		the last that it has printed until now
#	log MARK RUN FROM	the journal of that run goes on from that byte:
#				lines "rTEXT", or "pTEXT" for a part of one, and
#				"."; with - nothing does.  What this place has of it
#				is kept on disk
#	held MARK PATH [TEXT]	what does that lock say of its holder?  one of the
#				run of TEXT says TEXT from now on
#
# ask and do go on: a line "wTEXT" is a word, "iTEXT" a line of standard input,
# "nTEXT" another line of what came before; "fTEXT" the folder where it is
# typed, "mTEXT" one that is made before, "oTEXT" the file for its output.
# "lTEXT" is what locks of this run say of their holder: first the run, up to a
# comma.  With it the folder is a lock, and one that says "bTEXT" is broken; or,
# with "kPATH", the change is begun only while that lock is of this run.  "." is
# the end.  The answer is what the command prints, and then on both streams a
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
	[ ! -x "$clock" ] || now=$("$clock")
	print -r -u2 -- "$line_end$mark"
	print -r -- "$line_end$mark $1 $2 $now"
}

# over STATUS: a command has ended so.  ksh93 adds 256 to the number of a signal,
# ksh88 128; no program ends with so much by itself.
over() {
	status=$1
	[ "$status" -le 256 ] || status=$((status - 128))
	answer over "$status"
}

read_words() {
	set -A word
	count=0
	input=
	folder=
	makes=
	output=
	lock=
	broken=
	key=
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
		b*)	broken=$broken$line_end$rest$line_end ;;
		k*)	key=$rest ;;
		n*)	more ;;
		.)	[ -z "$simulated" ] || simulate
			return 0 ;;
		*)	exit 3 ;;
		esac
		case $line in
		[wi]*)	last=${line%"$rest"} ;;
		esac
	done
	exit 0
}

# A path is one of the site, which has its programs in one folder here; what the
# operator has put there has no name of its own in it.
simulate() {
	DOMFERRY_PROGRAM=${word[0]}
	export DOMFERRY_PROGRAM
	word[0]=$simulated/${word[0]##*/}
	[ -x "${word[0]}" ] || word[0]=$simulated/domferry-own
	case ${word[0]##*/}\ ${word[1]} in
	cat\ /var/domferry/saved/*)
		[ ! -f "$root${word[1]}" ] || word[0]=/usr/bin/cat
		[ ! -f "$root${word[1]}" ] || word[1]=$root${word[1]} ;;
	esac
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
	if [ -n "$lock" ] && [ -z "$key" ]; then
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

# A lock is a folder; what it says of its holder stands beside it, so that rmdir,
# typed by hand, frees it.
said_by() {
	said=${1%/*}/of.${1##*/}
}

# Nothing: it is free, or does not say.
holder_of() {
	holder=
	said_by "$1"
	[ ! -d "$1" ] || [ ! -f "$said" ] || IFS= read -r holder <"$said"
}

is_ours() {
	[ -n "$holder" ] && [ "${holder%%,*}" = "${lock%%,*}" ]
}

mkdir_lock() {
	[ -d "${1%/*}" ] || /usr/bin/mkdir -p "${1%/*}" || return
	[ -z "$broken" ] || break_lock "$1"
	said_by "$1"
	/usr/bin/mkdir "$1" && print -r -- "$lock" >"$said"
}

is_gone() {
	case $broken in
	*"$line_end$1$line_end"*)	[ -n "$1" ] ;;
	*)	return 1 ;;
	esac
}

# Its holder is gone.  Of several who break it one has taken what it says; what a
# new holder says is put back.
break_lock() {
	holder_of "$1"
	is_gone "$holder" && /usr/bin/mv "$said" "$said.$mark" || return
	IFS= read -r holder <"$said.$mark"
	if is_gone "$holder"; then
		/usr/bin/rm -f "$said.$mark"
		/usr/bin/rmdir "$1"
	else
		/usr/bin/mv "$said.$mark" "$said"
	fi
}

rmdir_lock() {
	holder_of "$1"
	if [ -d "$1" ] && ! is_ours; then
		print -r -u2 -- "rmdir: $1: it is held by ${holder:-nobody who says so}"
		return 1
	fi
	/usr/bin/rm -f "$said"
	/usr/bin/rmdir "$1"
}

# A run that is resumed has another process.
held() {
	lock=$2
	holder_of "$root$1"
	if [ ! -d "$root$1" ]; then
		answer free 0
		return
	fi
	if is_ours && [ "$holder" != "$lock" ]; then
		print -r -- "$lock" >"$said.new" &&
		    /usr/bin/mv "$said.new" "$said" && holder=$lock
	fi
	print -rn -- "$holder"
	answer held 0
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
		over "$status"
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

# Its last kilobyte.
end_of() {
	blocks=$(/usr/bin/wc -c <"$1")
	blocks=$((blocks / 512 - 1))
	[ "$blocks" -gt 0 ] || blocks=0
	/usr/bin/dd bs=512 skip="$blocks" count=2 <"$1" 2>/dev/null
}

# As far as it has come.
seen() {
	for file in "$kept/$1/out" "$kept/$1/err"; do
		[ -s "$file" ] || continue
		end_of "$file"
		break
	done
	answer seen 0
}

# Where the copy of the journal is: a reboot leaves it.
open_copy() {
	for copies in "$root/var/domferry/runs" "$HOME/.domferry/runs"; do
		[ -z "$DOMFERRY_KEPT" ] || copies=$kept/runs
		copy=$copies/$1/journal.jsonl
		[ -d "$copies/$1" ] ||
		    /usr/bin/mkdir -p -m 700 "$copies/$1" 2>/dev/null
		(: >>"$copy") 2>/dev/null && return 0
	done
	return 1
}

size_of() {
	size=$(/usr/bin/wc -c <"$1")
	size=$((size))
}

# Nothing is put behind what is not there.
log() {
	fits=
	size=0
	if open_copy "$1"; then
		size_of "$copy"
		[ "$size" != "$2" ] || fits=y
		exec 3>>"$copy"
	else
		copy=
		exec 3>/dev/null
	fi
	while [ "$2" != - ] && IFS= read -r line; do
		[ "$line" != . ] || break
		[ -n "$fits" ] || continue
		case $line in
		r*)	print -r -u3 -- "${line#?}" ;;
		*)	print -rn -u3 -- "${line#?}" ;;
		esac
	done
	exec 3>&-
	if [ -z "$copy" ]; then
		answer nowhere 0
		return
	fi
	size_of "$copy"
	print -r -- "$copy"
	[ "$2" != - ] || end_of "$copy"
	answer logged "$size"
}

# What a saved configuration holds no program reads back: what is there when it
# is saved, and when that was, is our record of it.  Who may not write there
# leaves none, and of another configuration of that name none stays.
record() {
	records=$root/var/domferry/saved
	/usr/bin/rm -f "$records/$1"
	[ -d "$records" ] || /usr/bin/mkdir -p "$records" || return
	DOMFERRY_PROGRAM=date
	said="saved $1 $(date)"
	DOMFERRY_PROGRAM=ldm
	{
		print -r -- "$said"
		$become "${word[0]}" list-domain -p
	} >"$records/$1.new" </dev/null &&
	    /usr/bin/mv "$records/$1.new" "$records/$1"
}

record_save() {
	case ${word[0]##*/}\ ${word[1]} in
	ldm\ add-spconfig)
		case ${word[2]} in
		*/*|.*|'')	;;
		*)	record "${word[2]}" ;;
		esac ;;
	esac
}

# keep ID: carry out, with everything in the folder.  Whose process it is stands
# there before it begins; a status is there whole or not at all.
keep() {
	trap '' HUP INT
	/usr/bin/sh -c 'echo $PPID' >"$kept/$1/pid"
	(carry_out) >"$kept/$1/out" 2>"$kept/$1/err" </dev/null
	status=$?
	[ "$status" != 0 ] || (record_save) >/dev/null 2>&1
	print -r -- "$status" >"$kept/$1/status.new"
	/usr/bin/mv "$kept/$1/status.new" "$kept/$1/status"
}

# Is the lock that it needs this run's?
may_change() {
	[ -n "$key" ] || return 0
	holder_of "$root$key"
	is_ours
}

change() {
	if [ ! -d "$kept/$1" ] && ! may_change; then
		print -rn -- "$holder"
		answer locked 0
		return
	fi
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
		become=
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
			over $? ;;
		do)
			read_words
			[ -z "$ended" ] || /usr/bin/rm -rf "$kept/$ended"
			change "$id" ;;
		end)
			tell "$id" ;;
		busy)
			busy "$id" ;;
		seen)
			seen "$id" ;;
		log)
			log "$id" "$ended" ;;
		held)
			held "$id" "$ended" ;;
		*)
			exit 3 ;;
		esac
	done
}

simulated=
clock=
root=
if [ -n "$DOMFERRY_PLACE" ]; then
	simulated=$DOMFERRY_STATE/bin
	clock=$simulated/domferry-clock
fi
print -r -- "domferry-channel 1 $simulated"
serve
