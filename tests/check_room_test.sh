#!/bin/sh
# check: a guest that fits on no node fails, and each node says which guests
# have no home when it is dead, by what keeps them out.
set -u
B=${B:-build}
df=$B/domferry
bad=0
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT

# site NODES GUEST...: nodes of 8 cores, 1 of them for control; a guest is
# "NAME NODES SIZE [memory=SIZE] [crypto=N] [AFFINITY...]", and its size in vcpus
# is its size in G as well.
site() {
	for line in "$@"; do
		echo "$line"
	done | awk '
	# list FROM WHAT: words from there on, as strings; WHAT they begin with.
	function list(from, what,    i, text) {
		for (i = from; i <= count; i++)
			if (word[i] ~ what)
				text = text (text == "" ? "" : ", ") \
				    "\"" word[i] "\""
		return text
	}
	NR == 1 {
		nodes = $0
		count = split(nodes, word, ",")
		printf "{ \"site\": \"s\", \"nodes\": ["
		for (i = 1; i <= count; i++)
			printf "%s{ \"name\": \"%s\", \"vcpus\": 64, " \
			    "\"memory\": \"64G\", \"control\": " \
			    "{ \"vcpus\": 8, \"memory\": \"8G\" } }",
			    i == 1 ? "" : ", ", word[i]
		next
	}
	{
		count = split($2, word, ",")
		group = "\"name\": \"" $1 "-rg\", \"nodes\": [" list(1, ".") "]"
		count = split($0, word)
		if (list(4, "^[-+]") != "")
			group = group ", \"affinities\": [" \
			    list(4, "^[-+]") "]"
		memory = "\"" $3 "G\""
		crypto = ""
		for (i = 4; i <= count; i++) {
			split(word[i], key, "=")
			if (key[1] == "memory")
				memory = "\"" key[2] "\""
			if (key[1] == "crypto")
				crypto = ", \"crypto\": " key[2]
		}
		devices = devices (NR == 2 ? "" : ", ") \
		    "{ \"name\": \"d" NR - 1 "\", \"size\": \"20G\" }"
		guests = guests (NR == 2 ? "" : ",\n") "{ \"name\": \"" $1 \
		    "\", \"vcpus\": " $3 ", \"memory\": " memory crypto \
		    ", \"pool\": { \"device\": \"d" NR - 1 "\" }, " \
		    "\"group\": { " group " }, \"disks\": [ { \"size\": " \
		    "\"10G\" } ], \"nets\": [ { \"vsw\": \"vsw0\" } ] }"
	}
	END {
		print "],\n\"devices\": [" devices "],\n\"files\": [ { " \
		    "\"file\": \"/pfile\", \"use\": \"password\" } ],\n" \
		    "\"services\": { \"vsw\": [ { \"name\": \"vsw0\", " \
		    "\"net_dev\": \"nxge0\" } ], \"vds\": [ { \"name\": " \
		    "\"vds0\" } ], \"vcc\": [ { \"name\": \"vcc0\", " \
		    "\"ports\": \"5000-5031\" } ] },\n\"guests\": [" guests "] }"
	}' >"$dir/site.json"
}

# says STATUS CHECK ON RESULT PATTERN: of the site; one line of check.
says() {
	"$df" check -j "$dir/site.json" >"$dir/out" 2>&1
	got=$?
	[ $got = "$1" ] && grep "\"check\":\"$2\",\"on\":\"$3\",\"result\":\"$4\"" \
	    "$dir/out" | grep -q -e "$5" && return
	echo "status $got, wanted $1 with $2 $3 $4 \"$5\""
	grep -e '"death"' -e '"room"' -e file-invalid -e '"fail"' "$dir/out"
	bad=1
}

# All is well, and each of the ways in which it is not.
site a,b 'g a,b 8' 'h b,a 8'
says 0 death a pass 'every guest has a home'
says 0 death b pass 'every guest has a home'
site a,b 'g a,b 40' 'h b,a 40'
says 0 death a warn 'no home for g (b: 24 of 40 vcpus are missing)'
says 0 death b warn 'no home for h (a: 24 of 40 vcpus are missing)'
site a,b 'g a,b 8 memory=50G' 'h b,a 8 memory=50G'
says 0 death a warn 'g (b: 45056M of 51200M of memory are missing)'
# What is short is named, and nothing else.
says 0 room b warn '"g: short of 44G of memory, with'
site a,b 'g a,b 8 memory=50G' 'h b,a 52'
says 0 room b warn '"g: short of 4 vcpus, 46G of memory, with'
site a,b 'g a,b 16 memory=8G' 'h b,a 48 memory=8G'
says 0 room b warn '"g: short of 8 vcpus, with'
site a,b 'g a,b 1 crypto=1' 'h b,a 49 crypto=7'
says 0 room b warn '"g: short of 1 crypto units, with'
site a,b 'g a,b 8 memory=50G' 'h b,a 8 memory=50G'
site a,b 'g a,b 16 crypto=2' 'h b,a 40 crypto=5' 'i b 8 crypto=1'
says 0 death a warn 'g (b: 8 of 16 vcpus are missing)'
site a,b 'g a,b 1 crypto=1' 'h b,a 49 crypto=7'
says 0 death a warn 'g (b: 1 of 1 crypto units are missing)'
site a,b 'g a,b 1' 'h b,a 49 crypto=7'
says 0 death a pass 'every guest has a home'
site a,b 'g a 8' 'h b,a 8'
says 0 death a warn 'g (no other node)'
says 0 death b pass 'every guest has a home'
# Affinities: kept apart, kept together, a chain, one that gives way.
site a,b 'g a,b 8 --h-rg' 'h b,a 8'
says 0 death a warn 'g (b: -- affinity to h-rg, which is there)'
says 0 death b warn 'no home for g (a: -- affinity to h-rg, which is'
site a,b,c 'g a,b,c 8 --h-rg' 'h b,a,c 8'
says 0 death a pass 'every guest has a home'
says 0 death b pass 'every guest has a home'
site a,b,c 'g a,b 8 ++h-rg' 'h a,c,b 8'
says 0 death a warn 'no home for g (b: ++ affinity to h-rg, which is on'
site a,b 'g a,b 8 ++h-rg' 'h a,b 8 ++i-rg' 'i a,b 8'
says 0 death a pass 'every guest has a home'
site a,b 'g a,b 8 -h-rg' 'h b,a 8'
says 0 death a pass 'every guest has a home'
# Several at once: who comes first has the room.
site a,b,c 'g a,b 20' 'h a,b 20' 'i b 20'
says 0 death a warn 'no home for h (b: 4 of 20 vcpus are missing)'
says 0 death c pass 'every guest has a home'

# On no node at all.
site a,b 'g a,b 57'
says 4 room g fail 'fits on no node'
site a,b 'g a,b 8 memory=57G'
says 4 room g fail 'fits on no node'
site a 'g a 30' 'h a 30'
says 4 room h fail 'fits on no node'
site a,b 'g a,b 30' 'h a,b 30'
says 0 room b pass 'h: 26 vcpus'
site a 'g a 49 crypto=7' 'h a 1 crypto=1'
says 4 room h fail 'fits on no node'
site a 'g a 8' 'h a 8 --g-rg'
says 4 room h fail 'its affinities'

exit $bad
