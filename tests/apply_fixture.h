/*
 * apply_fixture.h: apply, resume and rollback over the programs of a simulated
 * site, in this process: what is typed is called here, time is the site's.
 *
 * Each verb reads the site anew, as a process of its own would, and only the
 * site goes on.  Standard output and error are kept.
 */
#ifndef TESTS_APPLY_FIXTURE_H
#define TESTS_APPLY_FIXTURE_H

#include "tools/apply/apply.h"
#include "tools/scenario/sandbox.h"
#include "tools/through/programs.h"

enum { STAND_TEXT = 1 << 18 };

struct stand {
	struct reach	 reach;		/* first: counts, and may do more */
	struct sandbox	 sandbox;
	struct programs	 programs;
	struct arena	 arena;
	char		 folder[64];	/* of its own; the run's is in it */
	char		 run[80];
	const char	*types;		/* what a person types when asked, a
					   line each; NULL: there is none */
	unsigned	 begun;		/* commands of the present verb */
	unsigned	 changes;	/* those that change something */
	unsigned	 at_change;	/* before that one "does" is called */
	void		(*does)(struct stand *);
	const char	*under_way;	/* while a line that begins so is, */
	void		(*during)(struct stand *); /* once */
	uint64_t	 handle;	/* of that */
	/* A command that prints that instead; line NULL: none does. */
	struct { const char *line, *out; } instead[2];
	const char	*said;		/* by locks, of their holder; or NULL */
	const char	*waits_for;	/* a group; what is typed is counted: */
	unsigned	 pending;	/* questions while it is pending */
	unsigned	 typed_while_pending; /* changes */
	bool		 alone;		/* no people are at the site */
	bool		 recorded;	/* the ways of the site file are gone: a
					   transcript answers */
	const char	*log;		/* of the machine; NULL: nothing */
	bool		 shows;		/* what is said is not kept */
	int		 cancelled;	/* the status of stand_cancels */
	char		 out[STAND_TEXT], err[STAND_TEXT];
};

/* Where that job has been done, or NULL: as the job begins; all zero before. */
void	 stand_make(struct stand *, const char *begin, const char *first);
void	 stand_drop(struct stand *);
/* A test of a stand, which it takes with stand_of. */
#define applies(test)							\
	cmocka_unit_test_setup_teardown(test, stand_set_up, stand_tear_down)
int	 stand_set_up(void **state);
int	 stand_tear_down(void **state);
struct stand *stand_of(void **state, const char *begin, const char *first);
/* What report prints of its run, with --json or without. */
void	 stand_reports(struct stand *, bool json);
/* The verb with those words; the exit status.  "RUN" is the run directory. */
int	 stand_types(struct stand *, const char *line);
/* "cancel" of the run directory, with those options: beside a verb that is
 * under way, as another process.  What it says is kept; the status. */
int	 stand_cancels(struct stand *, const char *line);
/* The path of the posts' site file with more keys; "@" in them is the folder of
 * the stand. */
const char *stand_site(struct stand *, const char *keys);
/* How often a text is in the journal of the run. */
unsigned stand_records(struct stand *, const char *text);
/* Did the verb print that? */
void	 stand_printed(const struct stand *, const char *text);
void	 stand_complained(const struct stand *, const char *text);
/* Nothing that changes anything was typed. */
void	 stand_untouched(const struct stand *);
/* The digest of the site. */
const char *stand_digest(struct stand *, char digest[SANDBOX_DIGEST]);

#endif
