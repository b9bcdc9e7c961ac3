#!/bin/sh
# Give ldom1, which runs on node1 under its agent, another disk of 20 GB.
#
#	domferry shell -s scenarios/sites/posts.json --begin 'create ldom1' \
#	    -- sh scenarios/runbooks/add-disk.sh
#
# The volume is needed on both nodes, else the guest cannot be bound on the
# other one; -q, because its path is not there while the pool is here.
set -e
file=/zpool_ldom1/ldom1/disk2

zfs list zpool_ldom1/ldom1
mkfile 20g $file
ls /zpool_ldom1/ldom1
ldm add-vdsdev $file ldom1-vol2@primary-vds0
ssh node2 ldm add-vdsdev -q $file ldom1-vol2@primary-vds0
ldm add-vdisk vdisk2 ldom1-vol2@primary-vds0 ldom1
ldm ls -o disk ldom1
for node in node1 node2; do
	ssh $node ldm ls-services -p | grep "vol=ldom1-vol2"
done

# Does it go to the other node, and come back?
clrg switch -n node2 ldom1-rg
ssh node2 ldm ls -o disk ldom1
clrg switch -n node1 ldom1-rg
clrg status ldom1-rg
