/*
 * installed.h: what is installed on this machine: domferry itself, its client,
 * and what would make a simulated site dangerous.
 */
#ifndef HOST_INSTALLED_H
#define HOST_INSTALLED_H

#include "core/base/arena.h"
#include "core/base/err.h"

/* Put links to the programs of a simulated site into the folder's bin, and one
 * to domferry beside it; what is there stays.  ERR_FILE_UNREADABLE: the client
 * is not installed. */
bool		 installed_link(const char *folder, struct err *);
void		 installed_unlink(const char *folder);
/* The n-th name of a program that scripts find, or NULL. */
const char	*installed_name(unsigned n);
/* The path of a program that is installed with domferry, in the arena; NULL: it
 * is not. */
const char	*installed_beside(struct arena *, const char *name);
/* The path of the prompt for a terminal, in the arena; NULL: it is not
 * installed. */
const char	*installed_prompt(struct arena *);
/* Does this machine have the programs that are simulated?  Then nobody could
 * be sure which one he types.  root is "", or where a test has a machine. */
bool		 installed_refuse(const char *root, struct err *);
/* Is it a shell of this machine that is to read a file or a text of this
 * machine, or a program by its path? */
bool		 installed_is_script(const char *const words[],
		    unsigned count);

#endif
