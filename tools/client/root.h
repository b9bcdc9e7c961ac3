/*
 * root.h: a script that runs among the files of the simulated site.
 *
 * There each place has a root of its own (tools/shell/roots.h), and what the
 * site does not know is a file like any other.
 */
#ifndef CLIENT_ROOT_H
#define CLIENT_ROOT_H

#include <stdbool.h>

/* Does this process run there? */
bool		 root_is_here(void);
/* The place whose root this is; NULL: it is none. */
const char	*root_place(void);
/* Where it works, as a path of the site; "": at the root. */
const char	*root_folder(void);
/* Does the file lie on a share?  Then the site may know what it does. */
bool		 root_is_shared(const char *path);
/* Go to the root of another place; false: that has none. */
bool		 root_go(const char *place);
/* The real program of that name.  Returns only if there is none. */
void		 root_become(const char *name, char **argv);
/* Does the real program do what the site does not simulate? */
bool		 root_has(const char *name, char **argv);

#endif
