# waits.sh: what an operator waits for, for the runbooks of this folder.
#
# On a simulated site sleep takes no time but the site's.

# up_on NODE GUEST: until its Solaris is up there.
up_on() {
	until ssh "$1" ldm ls "$2" | grep "^$2  *active  *-n" >/dev/null; do
		sleep 100
	done
}

# ok_on NODE GUEST: until it has shut down, and waits at its ok prompt.
ok_on() {
	until ssh "$1" ldm ls "$2" | grep "^$2  *active  *-t" >/dev/null; do
		sleep 40
	done
}

# port_of GUEST: the port of its console, which belongs to its binding.
port_of() {
	ldm ls -p "$1" | sed -n 's/.*|cons=\([0-9]*\).*/\1/p'
}

# cd FOLDER: where a script has the programs of a simulated site and not its
# files (domferry shell --path-only), what it calls from now on works there.
cd() {
	if command cd "$1" 2>/dev/null; then
		unset DOMFERRY_FOLDER
	else
		DOMFERRY_FOLDER=$1
		export DOMFERRY_FOLDER
	fi
}
