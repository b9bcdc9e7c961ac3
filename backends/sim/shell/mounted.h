/*
 * mounted.h: what is mounted at the place of a call; inside backends/sim/shell
 * only.
 */
#ifndef SIM_SHELL_MOUNTED_H
#define SIM_SHELL_MOUNTED_H

#include "backends/sim/shell/files.h"

/* mount -p: shares, and in a guest the file systems of its disks for data. */
void		 mounted_print(struct call *);
/* df -n: the file system on which each operand is, which must be a folder
 * where one of those may be mounted. */
void		 mounted_types(struct call *);

#endif
