#!/bin/ksh
# The medium is given to ldom1, to boot a rescue system.  The slip: it stays
# there, and node2 has no such volume.
set -e
iso=/export/home/ldoms/iso/sol-10-u9-ga-sparc-dvd.iso
ldm add-vdsdev options=ro $iso iso@primary-vds0
ldm add-vdisk iso iso@primary-vds0 ldom1
clrg status ldom1-rg
