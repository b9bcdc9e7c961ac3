/*
 * applying_resume.h: the job of a campaign that was cut off.
 */
#ifndef APPLY_APPLYING_RESUME_H
#define APPLY_APPLYING_RESUME_H

#include <stdbool.h>

struct applying;
struct campaign_move;

/* The job that was under way comes to an ending first, as any run that is
 * resumed; false: it has none yet. */
bool	 applying_resume(struct applying *, const char *path,
	    struct campaign_move *);

#endif
