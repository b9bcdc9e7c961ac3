/*
 * next.h: what to type when a run has ended or stopped.
 *
 * Always in one form: a line that begins with "#" says what for; a line that
 * begins with "domferry" is typed here; any other is PLACE, a tab, and the
 * command that is typed there.
 */
#ifndef REPORT_NEXT_H
#define REPORT_NEXT_H

#include "core/base/arena.h"
#include "core/plan/plan.h"
#include "core/run/run.h"

struct scenario;

/* How the run came about; all of it can be typed again. */
struct next {
	const struct plan *plan;
	const struct run *run;
	const char	*plan_path;	/* that it was saved in, or NULL */
	const char	*site_path;	/* or NULL: what needs it is left out */
	const char	*from;		/* the capture that it began from,
					   instead of the site's path; or
					   NULL */
	const char	*run_path;	/* its directory, or NULL */
	const char	*const *begin;	/* the jobs before it */
	unsigned	 begin_count;
	const char	*const *faults;
	unsigned	 fault_count;
	uint64_t	 seed;
	const char	*through;	/* its way, or NULL: the usual one */
	bool		 real;		/* it was applied, not rehearsed */
};

enum next_kind {
	NEXT_WHY,		/* what the line below is for */
	NEXT_HERE,		/* a command of domferry */
	NEXT_BY_HAND,		/* PLACE, a tab and a command, or "# " and what
				   has to be known */
};

struct next_line {
	struct next_line *next;
	enum next_kind	 kind;
	const char	*text;
};

/* For a run that has ended: all that is printed comes from here, as text and as
 * JSON.  The arena owns the lines. */
const struct next_line *next_lines(struct arena *, const struct next *);
/* For a scenario of that path; through: the way that was asked for, or NULL. */
const struct next_line *next_of_scenario(struct arena *,
	    const struct scenario *, const char *path, const char *through);

/* Print them as text. */
void	 next_print(const struct next *);
void	 next_scenario(const struct scenario *, const char *path,
	    const char *through);
/* For one that was stopped. */
void	 next_stopped(const struct plan *, const struct run *,
	    const char *run_path);

#endif
