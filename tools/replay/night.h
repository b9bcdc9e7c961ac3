/*
 * night.h: a recorded run that is played again: a run directory, or a folder
 * with the files of it that are needed, site.json, transcript.jsonl and, if it
 * carried a saved plan out, plan.json.
 *
 * Each verb that worked on the run is a part of its transcript, and is played
 * in a process of its own, in one new run directory: one that was killed is
 * killed where it was.
 */
#ifndef REPLAY_NIGHT_H
#define REPLAY_NIGHT_H

#include "tools/ways/recorded.h"

struct night {
	struct arena	 arena;
	const char	*path;		/* as it was named */
	const char	*site, *transcript, *plan; /* paths; plan NULL: none is
						      needed */
	struct recorded	 recorded;	/* its lines */
	unsigned	 parts;
	const char	*run;		/* the directory of the new run */
	bool		 shown;		/* what it prints is */
};

/* Read what is at that path; a transcript alone needs a site file, else it is
 * NULL.  ERR_NOT_A_RUN, ERR_UNSUPPORTED: a rehearsal, or one that does not say
 * with what it was begun; those of recorded_open. */
bool	 night_read(struct night *, const char *path, const char *site,
	    struct err *);
void	 night_drop(struct night *);
/* Play all parts, in that run directory, which is made.  ERR_NOT_AS_RECORDED:
 * where the first difference is. */
bool	 night_play(struct night *, struct err *);
/* A line for a person: what a part was, and how it was over. */
const char *night_part_text(struct night *, unsigned part);
/* Write the files that are needed into a folder, which is made. */
bool	 night_keep(struct night *, const char *folder, struct err *);

#endif
