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

/* What a line of the file says. */
enum recorded_kind {
	RECORDED_BEGINS,	/* a verb begins, or takes the run up */
	RECORDED_ENDS,		/* it is over */
	RECORDED_COMMAND,
	RECORDED_QUESTION,	/* that no command answers */
	RECORDED_LOCK,		/* what that of another run said, and what is
				   known of its holder */
	RECORDED_ASKED,		/* a person was asked */
	RECORDED_HOOK,		/* a program of the operator has ended */
	RECORDED_KINDS
};

/* A line; what it has not is NULL, 0, or "". */
struct recorded_line {
	enum recorded_kind kind;
	json_t		*whole;
	const char	*begins;	/* the verb */
	json_t		*words;		/* that it was given */
	json_int_t	 records;	/* of the journal then; 0: it is new */
	const char	*ends, *code, *signal; /* ending, and why */
	const char	*lock, *says, *holder, *proof;
	const char	*asked, *said;
	const char	*hook, *failed;
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
	/* Told when more is asked than is recorded for a verb of which it is
	 * not recorded that it was over: who recorded died there.  NULL:
	 * that is no reason. */
	void		(*died)(void *with);
	void		*with;
};

/* Is a place of the site reached by a transcript? */
bool	 recorded_is(const struct site *);
/*
 * Read the file that the site names, in the folder of the file "beside" (NULL:
 * there is none) unless it has a whole path; verbs have begun before, and what
 * is recorded for them is skipped.  ERR_NO_REACH: some places are reached in
 * another way, or by another file; ERR_GUARDED: the site file does not say
 * "simulated"; ERR_FILE_INVALID, with the line: that is no transcript; those of
 * file_read.
 */
bool	 recorded_make(struct recorded *, struct site *, const char *beside,
	    unsigned begun, struct err *);
/*
 * The same of that file, whatever ways the site has: it must be part of a run
 * directory that is played again.
 */
bool	 recorded_open(struct recorded *, struct site *, const char *path,
	    unsigned begun, struct err *);
/* The line with which that verb, from 1, begins, or is over; NULL: there is
 * none. */
const struct recorded_line *recorded_part(const struct recorded *,
	    enum recorded_kind, unsigned part);
/* Is nothing left of what was typed and asked for this verb? */
bool	 recorded_is_spent(const struct recorded *);
/* The next line of that kind, for who is asked without a place; it is used.
 * NULL: there is none. */
const struct recorded_line *recorded_next(struct recorded *,
	    enum recorded_kind);
/* What the hook of that path did: its end, or how it failed, in err.  It is not
 * started. */
bool	 recorded_hook(void *recorded, const struct site_hook *,
	    const char *line, int64_t limit_ms, struct err *);
/* Who has that lock, as it was known then: "gone", "elsewhere"; and by what.
 * NULL: nothing is recorded of it. */
const struct recorded_line *recorded_lock(const struct recorded *,
	    uint32_t node, const char *path);
/* Was nothing else asked than what is recorded and, if the run has ended, all
 * of it?  ERR_NOT_AS_RECORDED. */
bool	 recorded_over(const struct recorded *, bool ended, struct err *);
void	 recorded_drop(struct recorded *);

#endif
