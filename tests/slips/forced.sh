#!/bin/ksh
# old, which no agent guards, goes from beta to alpha, and its pool by hand.
# The slip: the pool is imported by force, whatever became of its export.
clrg suspend old-rg
ssh old shutdown -y -g0 -i0
sleep 300
ldm stop old
ldm unbind old
zpool export zpool_old
ssh alpha zpool import -f zpool_old
ldm migrate-domain -p /pfile old alpha
ssh alpha ldm bind old
ssh alpha ldm start old
clrg resume old-rg
