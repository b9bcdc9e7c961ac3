#!/bin/ksh
# old, which no agent guards, goes from beta to alpha.  The slip: it is stopped
# and stays bound, so its disks stay open on beta.
set -e
clrg suspend old-rg
ssh old shutdown -y -g0 -i0
sleep 300
ldm stop old
clrg switch -n alpha old-rg
ldm migrate-domain -p /pfile old alpha
ssh alpha ldm bind old
ssh alpha ldm start old
clrg resume old-rg
