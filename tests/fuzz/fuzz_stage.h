/*
 * fuzz_stage.h: a stage for a fuzz target, made once and set back for each
 * input: to make it takes longer than to play most inputs at it.
 */
#ifndef TESTS_FUZZ_STAGE_H
#define TESTS_FUZZ_STAGE_H

#include "tools/shell/kept.h"

/* All zero at first. */
struct fuzz_stage {
	struct arena	 arena;
	struct stage	 stage;
	struct stage_kept kept;
	bool		 made;
};

/* The site of the posts, at which nothing has happened but what "begin" does;
 * NULL: nothing at all. */
struct stage	*fuzz_stage(struct fuzz_stage *,
		    void (*begin)(struct stage *));
/* As "begin": the first guest runs on the first node, under its agent. */
void		 fuzz_stage_guest(struct stage *);
/* The input has been played.  The stage is set back now, so that memory that
 * the input has left somewhere is a leak. */
void		 fuzz_stage_end(struct fuzz_stage *);
/* Tell how its world and its names now are. */
void		 fuzz_stage_tell(const struct stage *);

#endif
