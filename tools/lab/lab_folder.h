/*
 * lab_folder.h: the files of a lab, in the state folder of its site.
 *
 *	ssh_config, site.json, inventory	for those who drive the site
 *	lab/	keys, the configuration of sshd, and:
 *	lab/alive	a pipe with a name.  The lab holds its writing end:
 *		who reads it, and that is every process of the lab, learns
 *		at once that the lab has ended, however it has.
 */
#ifndef LAB_LAB_FOLDER_H
#define LAB_LAB_FOLDER_H

#include "core/base/arena.h"
#include "core/base/err.h"

/* The lab's path in the folder of a site: "lab/alive". */
const char	*lab_folder_path(struct arena *, const char *home,
		    const char *name);
/* Make the folder lab, without anything that an earlier one has left. */
bool		 lab_folder_make(struct arena *, const char *home,
		    struct err *);
/* Write a file of the lab; what is there is replaced. */
bool		 lab_folder_write(struct arena *, const char *home,
		    const char *name, const char *text, struct err *);
/* Remove everything that a lab has put there. */
void		 lab_folder_clear(struct arena *, const char *home);

/* Make the pipe; its writing end comes back, or -1. */
int		 lab_folder_live(struct arena *, const char *home,
		    struct err *);
/* Does a lab live there? */
bool		 lab_folder_lives(struct arena *, const char *home);
/* Wait until no process of a lab that has ended is left; false: one is after
 * two seconds. */
bool		 lab_folder_await_end(struct arena *, const char *home);

#endif
