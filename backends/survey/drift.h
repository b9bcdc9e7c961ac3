/*
 * drift.h: where a live site differs: one node from another, and each from the
 * site file.
 *
 * A function of a survey (FOR_DRIFT) and the site file.  Of what nobody has
 * answered there is a row that says so, and no difference.
 */
#ifndef SURVEY_DRIFT_H
#define SURVEY_DRIFT_H

#include "backends/survey/survey.h"

/* Who mends it. */
enum mends {
	MENDS_SERVICES,		/* the job "services" adds what is missing */
	MENDS_PERSON,		/* somebody has to decide which is right */
	MENDS_UNKNOWN,		/* it is not known whether it differs */
	MENDS_NOTHING,		/* it is as it should be, and worth a line */
};

struct drift_row {
	const char	*kind;		/* "service", "volume", "policy",
					   "release", "config", "guest",
					   "group", "resource" */
	const char	*name;
	const char	*on;		/* a node, or "" */
	const char	*key;		/* what of it: "net-dev"; or "" */
	const char	*is;		/* "missing", "?", or what it is */
	const char	*wanted;	/* what it should be */
	const char	*by;		/* who has it so: a node, "site file" */
	enum mends	 mends;
};

/* Texts lie in the arena, which the caller owns. */
struct drift {
	struct arena	*arena;
	const struct survey *survey;
	const struct site *site;	/* its node numbers are the survey's */
	struct drift_row *row;
	uint32_t	 count, capacity;
};

/* All differences, by kind, in the order of the site file. */
void		 drift_make(struct drift *, struct arena *,
		    const struct survey *, const struct site *);
/* How many rows are such. */
uint32_t	 drift_count(const struct drift *, enum mends);
/* How many are differences. */
uint32_t	 drift_differs(const struct drift *);

#endif
