/*
 * execution.h: the execution of a plan, shown to a person or a program and kept
 * in a run directory, over the stack of a session.
 *
 * Shared by all verbs that carry a plan out, at a simulated or a real site; it
 * knows neither.
 */
#ifndef RUN_EXECUTION_H
#define RUN_EXECUTION_H

#include "core/plan/job.h"
#include "core/run/run.h"
#include "tools/file.h"
#include "tools/options.h"
#include "tools/report/lines.h"
#include "tools/session/plan_file.h"
#include "tools/session/reading.h"
#include "tools/session/session.h"

/* Sinks as one, in this order. */
struct tee {
	struct sink	 sink;		/* first */
	struct sink	*one, *other;	/* each may be NULL */
	struct sink	*listener;	/* it may emit more */
};

struct account;

struct execution {
	struct arena	 arena;
	const struct options *options;
	const char	*verb;
	const char	*mode;		/* "rehearse", "apply" */
	struct site_text site;
	struct session	*session;	/* borrowed */
	struct backend	*asked;		/* where the site stands, at the
					   beginning and the end; or NULL */
	bool		 transcript_old; /* it could not be written */
	struct account	*account;
	struct lines	 lines;		/* on standard output */
	struct lines	 stored;	/* events.jsonl */
	struct tee	 tee;
	struct job	 job;
	bool		 resumed;	/* from a journal */
	bool		 part;		/* of a campaign, whose stream has
					   begun */
	struct plan_file file;		/* that the plan was saved in */
	struct plan	*plan;
	const char	*plan_digest;	/* as it was made or saved; or NULL */
	struct run	 run;
	struct opening	 opening;
	struct holder	 holder;
	struct folder	 folder;	/* path NULL: none */
	struct journal	 journal;	/* that it is resumed from */
	/* Asked before each operation; false: the run is halted here, and halt
	 * says why.  NULL: nobody is asked. */
	bool		(*may_go_on)(struct execution *);
	void		*may_go_on_with;	/* of who is asked */
	struct err	 halt;
	/* Start a hook of the operator, as hooked_run does; set by who has a
	 * site. */
	bool		(*hook)(void *with, const struct site_hook *,
			    const char *line, struct err *);
	void		*hook_with;
	/* The first digits of a digest of the site, at the end; or NULL. */
	void		(*digest)(void *with, char room[LINES_DIGEST]);
	void		*with;		/* of these two */
};

/* Is a run of that mode carried out at a real site? */
bool	 execution_is_real(const char *mode);
/* For that verb; give it back with execution_drop. */
void	 execution_make(struct execution *, const struct options *,
	    const char *verb, const char *mode);
void	 execution_drop(struct execution *);
/* The job of the options, or the plan that was saved, and its job. */
bool	 execution_job(struct execution *, struct err *);
/* The stream of events; before the directory is made. */
void	 execution_lines(struct execution *);
/* Only the sink of a person or a program, for what comes before the run. */
void	 execution_shown(struct execution *);
/* The sinks: a person or a program, and events.jsonl.  From now on it is ended
 * by no signal. */
void	 execution_sinks(struct execution *);
/* Make the run directory at that path, and what has to be in it before anything
 * is done. */
bool	 execution_folder(struct execution *, const char *path, struct err *);
/* On to its ending, or until it is stopped. */
void	 execution_go(struct execution *);
/* The files for people; notes say which could not be written. */
void	 execution_store(struct execution *);
/* If it has stopped without an ending, say why, and how to go on: the exit
 * status; else EXIT_OK. */
int	 execution_broken(const struct execution *);
/* What is to be typed next. */
void	 execution_next(const struct execution *);

#endif
