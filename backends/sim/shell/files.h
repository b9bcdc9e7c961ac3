/*
 * files.h: programs that look at files and folders, and what they know of a
 * path; inside backends/sim/shell only.
 */
#ifndef SIM_SHELL_FILES_H
#define SIM_SHELL_FILES_H

#include "backends/sim/shell/program.h"

/* What a path is at the place of a call. */
enum path_kind { PATH_UNKNOWN,	/* the world does not say */
    PATH_ABSENT,		/* in a pool, and not there */
    PATH_FOLDER,		/* the mount point of a file system */
    PATH_FILE };

struct looked {
	enum path_kind	 kind;
	const char	*name;		/* of the path, without last slashes */
	uint32_t	 file;		/* 0: none */
	const char	*dataset;	/* on which it lies; NULL: unknown */
};

enum { PATH_BYTES = 1100 };

/* The whole path of a word: a relative one is in the folder of the line, if it
 * has one. */
const char	*path_whole(const struct call *, const char *word,
		    char text[PATH_BYTES]);
/* Look at a path; the text holds its name. */
void		 path_look(struct call *, const char *word,
		    char text[PATH_BYTES], struct looked *);

void		 cat_run(struct call *);
void		 df_run(struct call *);
void		 flar_run(struct call *);
void		 fuser_run(struct call *);
void		 ldmp2v_run(struct call *);
void		 ls_run(struct call *);
void		 metastat_run(struct call *);
void		 mkdir_run(struct call *);
void		 mkfile_run(struct call *);
void		 mount_run(struct call *);
void		 newfs_run(struct call *);
void		 prtvtoc_run(struct call *);
void		 rm_run(struct call *);
void		 zdb_run(struct call *);

#endif
