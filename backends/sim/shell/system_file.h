/*
 * system_file.h: files of Solaris that say what is installed on a node, and
 * whom it asks for names; inside backends/sim/shell only.
 */
#ifndef SIM_SYSTEM_FILE_H
#define SIM_SYSTEM_FILE_H

#include "backends/sim/shell/program.h"

/* Print the file if it is one of them, and the call at a node; false: it is
 * not. */
bool		 system_file_print(struct call *, const char *path);

void		 getent_run(struct call *);

#endif
