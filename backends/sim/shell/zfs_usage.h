/*
 * zfs_usage.h: how zpool and zfs answer a line that they do not take; inside
 * backends/sim/shell only.
 */
#ifndef SIM_ZFS_USAGE_H
#define SIM_ZFS_USAGE_H

#include "backends/sim/shell/program.h"

/* What is wrong, unless it is "", then how the subcommand is called; status
 * 2. */
void		 zfs_usage(struct call *, const char *format, ...)
		    __attribute__((format(printf, 2, 3)));

#endif
