/*
 * ending.h: what Solaris' own programs make of an operation: what they refuse
 * although the engine would take it as done, and what they print at the end;
 * inside backends/sim/shell only.
 */
#ifndef SIM_ENDING_H
#define SIM_ENDING_H

#include "backends/sim/shell/program.h"

struct ending {
	/* Does the program refuse it, as the world is?  The code says why;
	 * ERR_NONE: it begins.  NULL: it always does. */
	enum err_code	(*refuses)(struct call *, const struct op *);
	/* It was done; NULL: nothing is printed. */
	void		(*done)(struct call *, const struct op *);
	/* It was refused or has failed: print why, with the status.  false:
	 * the program says it as the engine does.  NULL: always so. */
	bool		(*failed)(struct call *, const struct op *,
			    enum err_code);
};

/* The ending of an operation, all NULL if it has none of its own. */
const struct ending *ending_of(const struct op *);

/* Of pools and file systems. */
enum err_code	 pool_create_refuses(struct call *, const struct op *);
enum err_code	 pool_import_refuses(struct call *, const struct op *);
enum err_code	 pool_here_refuses(struct call *, const struct op *);
enum err_code	 filesystem_create_refuses(struct call *, const struct op *);
enum err_code	 filesystem_destroy_refuses(struct call *, const struct op *);
void		 pool_import_done(struct call *, const struct op *);
bool		 pool_failed(struct call *, const struct op *, enum err_code);
bool		 filesystem_failed(struct call *, const struct op *,
		    enum err_code);
/* Of ldmp2v. */
bool		 convert_failed(struct call *, const struct op *,
		    enum err_code);
/* Of service processors. */
enum err_code	 power_refuses(struct call *, const struct op *);
void		 power_done(struct call *, const struct op *);
bool		 power_failed(struct call *, const struct op *,
		    enum err_code);
/* Of consoles. */
void		 telnet_done(struct call *, const struct op *);
/* Of files and labels. */
enum err_code	 lock_drop_refuses(struct call *, const struct op *);
enum err_code	 mkfile_refuses(struct call *, const struct op *);
enum err_code	 mount_refuses(struct call *, const struct op *);
enum err_code	 umount_refuses(struct call *, const struct op *);
void		 tee_done(struct call *, const struct op *);
void		 label_done(struct call *, const struct op *);
bool		 label_failed(struct call *, const struct op *,
		    enum err_code);
bool		 file_failed(struct call *, const struct op *, enum err_code);

#endif
