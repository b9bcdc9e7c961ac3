/*
 * judging.h: one check that is being judged for one thing.
 *
 * What it looks up is quoted; what it does not find makes it unknown, unless
 * something that it has found fails it.
 */
#ifndef READINESS_JUDGING_H
#define READINESS_JUDGING_H

#include "backends/readiness/readiness.h"

struct judging {
	struct arena	*arena;
	const struct survey *survey;
	const struct site *site;
	const struct readiness_row *row;
	uint32_t	 node, guest;	/* what it is about, or 0 */
	uint32_t	 at;		/* the node with the guest's domain, if
					   possible an active one; 0: none
					   lists it */
	uint32_t	 twin;		/* another node that lists it, or 0 */
	struct quote	*quote, **end;
	const char	*missing;	/* the first that nobody has said */
	bool		 decided;
	bool		 needless;
	enum readiness_is found;
	const char	*text;
};

/* Which fact is meant: one or two of its details; a NULL key fits all. */
struct which {
	const char	*pair[4];
};

struct which	 which(const char *key, const char *text);
struct which	 which_two(const char *key, const char *text,
		    const char *other_key, const char *other);

/* The fact of that kind in what a node has answered to the line; it is quoted.
 * Node 0: the line is asked at one node, or each node says the same: then the
 * first that has answered.  NULL: there is none, and that is missing. */
const struct fact_row *said(struct judging *, uint32_t node,
		    enum survey_line, const char *kind, struct which);
/* The same of a line that is asked about something. */
const struct fact_row *said_about(struct judging *, uint32_t node,
		    enum survey_line, const char *about, const char *kind);
/* Is there no such fact in an answer that is understood whole? */
bool		 said_absent(struct judging *, uint32_t node,
		    enum survey_line, const char *kind, struct which);
/* Does a node say that there is no such file?  Then that is quoted. */
bool		 said_no_file(struct judging *, uint32_t node,
		    enum survey_line, const char *path);
/* All that a node has answered: nothing is quoted.  NULL: it is missing. */
const struct surveyed *answered(struct judging *, uint32_t node,
		    enum survey_line);
/* The n-th fact of that kind, from 0 on, and it is quoted; NULL: there are no
 * more. */
const struct fact_row *each_said(struct judging *, const struct surveyed *,
		    const char *kind, uint32_t *n);
/* A fact without quoting it, or NULL; nothing is missing. */
const struct fact_row *heard_of(const struct surveyed *, const char *kind,
		    struct which);
void		 quote(struct judging *, const struct surveyed *,
		    const struct fact_row *);
/* Quote a line that is no fact: the first one that has the text; false: there
 * is none, and that is missing. */
bool		 quote_text(struct judging *, const struct surveyed *,
		    const char *text);
/* Quote the first line from a fact's on that has the text, which is of a detail
 * of that fact. */
void		 quote_detail(struct judging *, const struct surveyed *,
		    const struct fact_row *, const char *text);
/* Something is missing: nobody knows. */
void		 lacks(struct judging *, const char *format, ...)
		    __attribute__((format(printf, 2, 3)));

/* The verdict.  It fails, or only warns, although something is missing; it
 * passes if nothing is.  The text says what was found. */
void		 warns(struct judging *, const char *format, ...)
		    __attribute__((format(printf, 2, 3)));
void		 fails(struct judging *, const char *format, ...)
		    __attribute__((format(printf, 2, 3)));
void		 decide(struct judging *, bool so, const char *format, ...)
		    __attribute__((format(printf, 3, 4)));

/* The site file says that there is nothing to judge: there is no finding. */
void		 needless(struct judging *);

#endif
