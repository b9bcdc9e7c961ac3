/*
 * zfs_usage.h: how zpool and zfs answer a line that they do not take; inside
 * backends/sim/shell only.
 */
#ifndef SIM_ZFS_USAGE_H
#define SIM_ZFS_USAGE_H

#include "backends/sim/shell/program.h"

/* Is it one of the two? */
bool		 zfs_speaks(const struct program *);
/* What is wrong, unless it is "", then how the subcommand is called; status
 * 2. */
void		 zfs_usage(struct call *, const char *format, ...)
		    __attribute__((format(printf, 2, 3)));
/* The same for options that are none, and for a line that ends too soon: the
 * word is the option, or NULL. */
void		 zfs_misread(struct call *, const struct subcommand *,
		    const char *word);
/* What is wrong with the subcommand, or with there being none; then all
 * subcommands. */
void		 zfs_lost(struct call *, const struct program *);

#endif
