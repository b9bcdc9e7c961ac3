/*
 * rehearsal.h: a run on the simulated site, from its beginning or from where
 * its journal ends.
 *
 * Shared by the verbs that start one, resume one, or report on one.
 */
#ifndef REHEARSAL_REHEARSAL_H
#define REHEARSAL_REHEARSAL_H

#include "core/plan/job.h"
#include "core/run/run.h"
#include "tools/file.h"
#include "tools/options.h"
#include "tools/report/account.h"
#include "tools/report/lines.h"
#include "tools/scenario/heard.h"
#include "tools/scenario/sandbox.h"
#include "tools/session/plan_file.h"
#include "tools/session/reading.h"

/* Two sinks as one. */
struct tee {
	struct sink	 sink;		/* first */
	struct sink	*one, *other;	/* either may be NULL */
};

struct rehearsal {
	struct arena	 arena;
	const struct options *options;
	const char	*verb;
	struct site_text site;
	struct sandbox	 sandbox;
	struct account	 account;
	struct lines	 lines;		/* on standard output */
	struct lines	 stored;	/* events.jsonl */
	struct tee	 tee;
	enum through	 through;	/* the way to the site */
	struct heard_by	 heard;		/* what is typed on it */
	struct transcript transcript;
	struct job	 job;
	char		*before;	/* the site where the job begins */
	struct job	 first;		/* of "begin", or the job */
	struct fault	*faults;	/* of the opening */
	bool		 ready;		/* all begins from a ready site */
	bool		 resumed;	/* from a journal */
	struct plan_file file;		/* that the plan was saved in */
	struct plan	*plan;
	struct plan	*whole;		/* built now, beside one from a file */
	struct run	 run;
	struct opening	 opening;
	struct holder	 holder;
	struct folder	 folder;	/* path NULL: none */
	struct journal	 journal;	/* that it is resumed from */
};

/* Where the first job's guest stands, if the site does not declare it: false if
 * it does or there is none. */
bool	 rehearsal_now(const struct rehearsal *, enum guest_now *);
/* Read the faults of the opening: what is wrong with one is said before
 * anything is made for the run. */
bool	 rehearsal_faults_read(struct rehearsal *, struct err *);
/* The simulated site where the job begins, and the faults, read; opening has
 * seed, begin and faults. */
bool	 rehearsal_site(struct rehearsal *, struct err *);
/* If the plan was saved and no longer fits, that is the first line. */
void	 rehearsal_fit(struct rehearsal *);
/* Arm them. */
bool	 rehearsal_faults(struct rehearsal *, struct err *);
/* Say which faults never struck; the exit status, if it was that one. */
int	 rehearsal_idle(const struct rehearsal *, int status);
/* The sinks: a person or a program, and events.jsonl. */
void	 rehearsal_sinks(struct rehearsal *);
/* Make the run directory, and what has to be in it before anything is done. */
bool	 rehearsal_folder(struct rehearsal *, struct err *);
/* On to its ending, or until it is stopped. */
void	 rehearsal_go(struct rehearsal *);
/* What is printed when it is over; the exit status. */
int	 rehearsal_close(struct rehearsal *);
void	 rehearsal_drop(struct rehearsal *);

#endif
