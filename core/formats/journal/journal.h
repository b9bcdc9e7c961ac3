/*
 * journal.h: operations of a run and their answers as records (file formats:
 * journal).
 *
 * Text in memory is read and written, no files.  A sink writes the records of a
 * run, and a new run is replayed from them; the engine knows neither.
 */
#ifndef CORE_FORMATS_JOURNAL_H
#define CORE_FORMATS_JOURNAL_H

#include "core/base/arena.h"
#include "core/formats/json/chain.h"
#include "core/op/backend.h"
#include "core/plan/plan.h"
#include "core/run/event.h"
#include "core/run/run.h"

/* Write the fields of a record, between chain_begin and chain_end: a question
 * with its answer; */
void	 journal_answer(struct text *, const struct names *,
	    const struct op *, const struct result *);
/* a change before it begins, with the digest of its command; */
void	 journal_intent(struct text *, const struct plan *,
	    const struct run *, const struct op *, const char *digest);
/* what a change reported; "of" is the number of its intent. */
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
 * Read a journal; its path is set by the caller.  A last line without newline
 * is torn: its bytes are counted, and it is left out.  ERR_JOURNAL_DAMAGED for
 * any other damage: the line, what was expected, what was found, and how to
 * read the sound part.
 */
bool	 journal_read(struct arena *, struct journal *, const char *text,
	    size_t size, struct err *);
/* The same of any file of such lines, whatever its first records are. */
bool	 journal_lines(struct arena *, struct journal *, const char *text,
	    size_t size, struct err *);
/* Release the records; also after journal_read has failed. */
void	 journal_drop(struct journal *);
/* The type of a record: "intent".  The journal owns it. */
const char *journal_type(const struct journal *, size_t record);

/*
 * A backend that answers from a journal, so that a run gets the answers of the
 * run that wrote it.  If there is a backend below, it executes the same
 * operations, and its answers must be the same; a command whose outcome is
 * missing is begun there and left, as it was then.
 */
struct replay {
	struct backend	 backend;	/* first */
	struct op	 op;		/* the last operation that began */
	struct result	 result;	/* its result, from the journal */
	int64_t		 at_ms;		/* the time of the last record */
	const struct journal *journal;
	const struct plan *plan;
	const struct run *run;
	struct names	*names;		/* of the site: texts are added */
	/* Called where the run was resumed, so that the stack below forgets
	 * earlier answers; NULL: it keeps none. */
	void		(*resumed)(void *with);
	void		*with;
	size_t		 next;		/* the next record */
	bool		 lost;		/* the last intent has no outcome */
	struct err	 err;		/* the first difference */
};

/*
 * Replay a journal from its beginning, through every interruption.  The caller
 * has set journal, names and, if wanted, backend.below and resumed.  Events are
 * emitted to the sink, which may be NULL.  ERR_JOURNAL_MISMATCH says where run
 * and journal differ.  If the outcome of the last intent is missing, the run is
 * in MOMENT_DO and replay->lost is set: journal_resume answers it.
 */
bool	 journal_replay(struct replay *, struct run *, const struct plan *,
	    struct sink *, struct err *);

/* How a run continues after the end of its journal. */
struct resumption {
	bool		 lost;		/* replay->lost */
	enum decision	 decision;
	int64_t		 at_ms;		/* when it was made */
};

/* Continue the run: apply UNKNOWN for the outcome that is missing, then the
 * decision.  The errors are those of run_decide. */
bool	 journal_resume(const struct plan *, struct run *,
	    const struct resumption *, struct sink *, struct err *);

#endif
