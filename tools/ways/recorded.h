/*
 * recorded.h: a transcript of a run (domferry-run(5)) as a way to the places of
 * a site: each command is answered by what was recorded for it.
 *
 * Strict: at each place the same commands, in the same order.  Whatever else is
 * asked has no answer, and from then on nothing has one: no run comes to an end
 * that was not recorded.  Time is that of the transcript.
 */
#ifndef WAYS_RECORDED_H
#define WAYS_RECORDED_H

#include <jansson.h>

#include "backends/real/reach.h"
#include "core/base/arena.h"
#include "core/base/err.h"
#include "core/site/site.h"

/* A line of the file: a command, or a question that none answers; or that a
 * verb begins there. */
struct recorded_line {
	json_t		*whole;
	const char	*begins;	/* the verb; NULL: it is no such line */
	const char	*on;		/* "": no place */
	const char	*command;	/* NULL: a question */
	json_t		*question;
	json_int_t	 n;		/* as they were begun, from 1 */
	json_int_t	 at_ms, took_ms;
	int		 status, at_once, change, by_hand, pasted, lost, locked,
			 left, secret;
	const char	*why;		/* it is lost or locked; or NULL */
	const char	*out, *err;
	size_t		 out_size, err_size;
	unsigned	 number;	/* of the line in the file, from 1 */
	unsigned	 part;		/* how many verbs have begun before */
	bool		 used;
	int64_t		 ends_ms;	/* once it is used */
};

struct recorded {
	struct reach	 reach;		/* first */
	struct site	*site;		/* answers add names */
	const char	*path;
	struct arena	 arena;		/* of the lines */
	struct recorded_line *line;	/* in the order in which they began */
	unsigned	 count;
	unsigned	 part;		/* of the last line that was used */
	unsigned	 begun;		/* verbs before this one */
	int64_t		 now_ms, base_ms; /* base: when that part begins */
	int64_t		 pause_ms;	/* until when */
	struct err	 otherwise;	/* was asked, and not recorded */
};

/* Is a place of the site reached by a transcript? */
bool	 recorded_is(const struct site *);
/*
 * Read the file that the site names; verbs have begun before, and what is
 * recorded for them is skipped.  ERR_NO_REACH: some places are reached in
 * another way, or by another file; ERR_GUARDED: the site file does not say
 * "simulated"; ERR_FILE_INVALID, with the line: that is no transcript; those of
 * file_read.
 */
bool	 recorded_make(struct recorded *, struct site *, unsigned begun,
	    struct err *);
/* Was nothing else asked than what is recorded and, if the run has ended, all
 * of it?  ERR_NOT_AS_RECORDED. */
bool	 recorded_over(const struct recorded *, bool ended, struct err *);
void	 recorded_drop(struct recorded *);

#endif
