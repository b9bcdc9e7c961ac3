/*
 * readiness.h: is a live site ready for what is to be done there?
 *
 * A function of a survey, the site file, and a job if there is one.  A check
 * passes only on lines that say so: each finding quotes them, with the node and
 * what was typed there.  What nobody has said is unknown, and a line that is
 * missing never makes a check pass.
 */
#ifndef READINESS_READINESS_H
#define READINESS_READINESS_H

#include "backends/survey/survey.h"
#include "core/plan/job.h"

enum readiness_is { FOUND_PASS, FOUND_WARN, FOUND_FAIL, FOUND_UNKNOWN, FOUNDS };

/* The word for it: "pass". */
extern const char *const found_words[FOUNDS];

/* What a check is judged for, one by one.  Without a job, of guests those that
 * are there; and all by what a job needs that creates them. */
enum about {
	ABOUT_NODE,		/* each node */
	ABOUT_GUEST,		/* each guest */
	ABOUT_TARGET,		/* each guest, at each node of its group where
				   it is not */
	ABOUTS
};

struct judging;

struct readiness_row {
	const char	*id;
	enum about	 about;
	enum readiness_is severity;	/* of what is not as it should be */
	unsigned	 jobs;		/* whose check_set: bit n; 0: no job
					   needs it */
	void		(*judge)(struct judging *);
	const char	*means;		/* what passes, and why it matters */
	/* What to do; "{node}" and the like are names of what it is about. */
	const char	*remedy;
};

/* The n-th check; NULL: there are no more. */
const struct readiness_row *readiness_row(unsigned n);
/* The check with that id, or NULL. */
const struct readiness_row *readiness_find(const char *id);

/* The names of the jobs that need it, with commas, in the arena. */
const char *readiness_jobs(struct arena *, const struct readiness_row *);

/* A line that decides. */
struct quote {
	const struct surveyed *from;
	bool		 error;		/* it stands on standard error */
	uint32_t	 line;		/* its number there, from 1 */
	const char	*text;		/* not ended by a NUL */
	size_t		 size;
	struct quote	*next;
};

struct finding {
	const struct readiness_row *row;
	uint32_t	 node, guest;	/* what it is about, or 0 */
	const char	*on;		/* that in words: "ldom1, node2" */
	enum readiness_is found;
	const char	*text;		/* what was found */
	const char	*remedy;	/* "" if it passes */
	const struct quote *quote;	/* the first line, or NULL */
};

struct readiness {
	struct arena	 arena;		/* of what follows */
	struct finding	*finding;
	uint32_t	 count, capacity;
	uint32_t	 guests_absent;	/* of the site that are not there */
	unsigned	 of[FOUNDS];	/* how many */
};

/* What is judged. */
struct readiness_of {
	const struct survey *survey;	/* FOR_CHECK, of the nodes of the site
					   in their order */
	const struct site *site;
	const struct job *job;		/* only what it needs; NULL: all */
	const char	*const *left_out;	/* ids of checks */
	unsigned	 left_out_count;
};

/* Judge it.  All of it must outlive what is found. */
void	 readiness_judge(struct readiness *, const struct readiness_of *);
void	 readiness_drop(struct readiness *);

#endif
