#!/bin/ksh
# Another disk for ldom1.  The slip: on node2 the volume has a letter l where it
# should have a digit.
set -e
file=/zpool_ldom1/ldom1/disk2
mkfile 20g $file
ldm add-vdsdev $file ldom1-vol2@primary-vds0
ssh node2 ldm add-vdsdev -q $file ldom1-vo12@primary-vds0
ldm add-vdisk vdisk2 ldom1-vol2@primary-vds0 ldom1
