#!/usr/bin/ksh
# failback.sh NODE: bring home what prefers NODE and runs elsewhere.
#
#	printf '%s\n' 'clrg switch -n beta db-rg' 'wait 20m' | domferry shell \
#	    -s scenarios/sites/three.json --state lab
#	domferry shell --state lab -- ksh scenarios/runbooks/failback.sh alpha
#
# A group prefers the first node of its list.  One that is suspended belongs to
# somebody who is at work, and stays.
PATH=/usr/bin:/usr/sbin:/usr/cluster/bin
export PATH
node=${1:?failback.sh NODE}
log=/var/adm/failback.log

say() {
	echo "$*"
	echo "$(/usr/bin/date) $*" >>$log
}

clnode status "$node" | grep "^$node  *Online" >/dev/null || {
	say "$node is not a member of the cluster: nothing was done"
	exit 1
}
: >$log
failed=0
for group in $(/usr/cluster/bin/clrg list); do
	set -- $(/usr/cluster/bin/clrg show "$group" |
	    sed -n 's/^ *Nodelist:  *//p')
	[ "$1" = "$node" ] || continue
	status=$(/usr/cluster/bin/clrg status "$group")
	echo "$status" | grep "$node  *No  *Online" >/dev/null && continue
	if echo "$status" | grep "  *Yes  *" >/dev/null; then
		say "$group is suspended: left alone"
		continue
	fi
	say "$group goes home to $node"
	try=1
	until /usr/cluster/bin/clrg switch -n "$node" "$group"; do
		# It may just be following another one.
		try=$((try + 1))
		[ $try -le 3 ] || break
		sleep 120
	done
	if /usr/cluster/bin/clrg status "$group" |
	    grep "$node  *No  *Online" >/dev/null; then
		say "$group is on $node"
	else
		say "$group is not on $node"
		failed=$((failed + 1))
	fi
done
[ -s $log ] && echo "as in $log:" && /usr/bin/cat $log
exit $failed
