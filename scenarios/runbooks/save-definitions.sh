#!/usr/bin/ksh
# save-definitions.sh: once a week on each node, by cron: what is needed to make
# its guests again.
#
#	domferry shell -s scenarios/sites/three.json -N beta \
#	    -- ksh scenarios/runbooks/save-definitions.sh
#
# The definition of a guest goes into its pool if that is here, the list of
# services and what the cluster knows into /var/adm/ldoms.
PATH=/usr/bin:/usr/sbin:/usr/cluster/bin:/opt/SUNWldm/bin
export PATH
to=/var/adm/ldoms
set -- $(/usr/bin/date)
week=$6-$2-$3

[ -d $to ] || mkdir $to || exit 1
cd $to || exit 1
for guest in $(/usr/sbin/ldm ls -p | sed -n 's/.*|name=\([^|]*\)|.*/\1/p'); do
	[ $guest = primary ] && continue
	xml=$guest.$week.xml
	if ! ldm ls-constraints -x $guest >$xml; then
		echo "$guest: not saved"
		rm -f $xml
	elif [ -d /zpool_$guest ]; then
		mv $xml /zpool_$guest/
		echo "$guest: /zpool_$guest/$xml"
	else
		echo "$guest: $to/$xml"
	fi
done
/usr/sbin/ldm ls-services primary >services.$week
/usr/cluster/bin/clrg show >groups.$week
/usr/sbin/ldm ls-spconfig >configurations.$week
for file in *.$week; do
	printf '%s %d\n' $file $(wc -l <$file)
done
for pool in /zpool_*; do
	[ -d $pool ] && ls $pool
done
