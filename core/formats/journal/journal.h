/*
 * journal.h: what a run asked, did and was answered, as records (file formats:
 * journal).
 *
 * Memory to memory.  Records are what a sink makes of a run, and what a new
 * run is replayed from; the engine knows neither.
 */
#ifndef CORE_FORMATS_JOURNAL_H
#define CORE_FORMATS_JOURNAL_H

#include "core/base/arena.h"
#include "core/formats/json/chain.h"
#include "core/op/backend.h"
#include "core/plan/plan.h"
#include "core/run/event.h"
#include "core/run/run.h"

/* Write the fields of a record, between chain_begin and chain_end. */
void	 journal_answer(struct text *, const struct names *,
	    const struct op *, const struct result *);
void	 journal_intent(struct text *, const struct plan *,
	    const struct run *, const struct op *, const char *digest);
void	 journal_outcome(struct text *, int64_t of, const struct op *,
	    const struct result *, int64_t took_ms);

/* A journal that was read: its sound records, in order. */
struct journal {
	const char	*path;		/* for messages */
	json_t		**record;	/* owned: journal_drop */
	size_t		 count;
	size_t		 sound;		/* bytes of whole records */
	size_t		 torn;		/* bytes after the last newline */
	struct chain	 chain;		/* as the last record leaves it */
};

/*
 * Read a journal whose path is set; the rest is filled in.  A last line without
 * its newline is torn: it is counted and left out.  false and
 * ERR_JOURNAL_DAMAGED for any other damage: the line, what was expected, what
 * was found, and how to read the sound part.
 */
bool	 journal_read(struct arena *, struct journal *, const char *text,
	    size_t size, struct err *);
void	 journal_drop(struct journal *);
const char *journal_type(const struct journal *, size_t record);

/*
 * A backend that answers from a journal, so that a run gets the answers that
 * the run got that wrote it.  A backend below is asked the same, and has to
 * answer the same; a command whose outcome is missing is begun there and
 * left, as it was then.
 */
struct replay {
	struct backend	 backend;	/* first */
	struct op	 op;		/* the one that was begun last */
	struct result	 result;	/* what the journal says came of it */
	int64_t		 at_ms;		/* the time of the last record */
	const struct journal *journal;
	const struct plan *plan;
	const struct run *run;
	struct names	*names;		/* of the site: texts are added */
	/* The run was taken up here: the backend below forgets what was asked
	 * before; NULL: it keeps nothing. */
	void		(*resumed)(void *with);
	void		*with;
	size_t		 next;		/* record */
	bool		 lost;		/* the last intent has no outcome */
	struct err	 err;		/* where run and journal disagree */
};

/*
 * Replay a journal: from the beginning, through every break.  The events go to
 * the sink (which may be NULL).  false: journal-mismatch, and where.  An
 * intent whose outcome is missing at the end leaves the run in MOMENT_DO, and
 * replay->lost is set: journal_resume answers it.
 */
bool	 journal_replay(struct replay *, struct run *, const struct plan *,
	    struct sink *, struct err *);

/* How a run goes on where its journal ends: replay->lost, what was decided, and
 * when. */
struct resumption {
	bool		 lost;
	enum decision	 decision;
	int64_t		 at_ms;
};

/* Take the run up: what was lost is answered with UNKNOWN, then the decision is
 * applied. */
bool	 journal_resume(const struct plan *, struct run *,
	    const struct resumption *, struct sink *, struct err *);

#endif
