/*
 * writer.h: writes the journal of a run to disk.
 *
 * A filter over any backend: no command is typed whose intent is not on disk.
 * What it cannot write stops the run, and nothing is lost by it: the run is
 * folded from its journal again.
 */
#ifndef RUN_WRITER_H
#define RUN_WRITER_H

#include "core/formats/journal/journal.h"
#include "core/formats/journal/plan_json.h"
#include "tools/session/folder.h"

/* The operation that was begun last. */
struct under_way {
	struct op	 op;
	int64_t		 intent;	/* the number of its record */
	int64_t		 begun_ms;
};

struct writer {
	struct backend	 backend;	/* first */
	struct under_way under_way;
	struct sink	 sink;		/* listens to the run */
	struct sink	*next;		/* who listens too, or NULL */
	struct folder	*folder;	/* NULL: encoded and chained only */
	const struct plan *plan;
	const struct run *run;
	struct wording	 wording;
	struct chain	 chain;
	bool		*ended;		/* a fault has ended domferry */
	bool		 over;		/* nothing more is written or typed */
	bool		 open;		/* the last record is an intent */
	bool		 dropped;	/* a record was not written any more */
	bool		 page_old;	/* remaining.txt could not be written */
	struct err	 err;		/* why, unless it ended as it should */
	/* Ends before or after that record; -1: does not. */
	int64_t		 crash_before, crash_after;
};

void	 writer_make(struct writer *, struct backend *below, struct sink *next,
	    const struct plan *, const struct run *);
/* The contents of the first two records. */
struct opening {
	const struct holder *holder;
	const char	*mode;
	const char	*site_text;
	size_t		 site_size;
	const char	*site_digest;
	const char	*start;		/* the text from which a simulated
					   site begins; NULL: from the site
					   file */
	const char	*start_digest;	/* "sha256:...", or NULL */
	uint64_t	 seed;
	const char *const *faults;
	unsigned	 fault_count;
	const char *const *begin;
	unsigned	 begin_count;
	const char	*through;	/* the way to a simulated site; NULL:
					   the usual one */
	const char	*change;	/* the number of the change, or NULL */
	uint32_t	 part;		/* the so-many-th run of a campaign;
					   0: of none */
	int64_t		 at_ms;		/* when it begins */
};
/* The records "open" and "plan", synced.  plan: its JSON; borrowed. */
bool	 writer_open(struct writer *, const struct opening *,
	    const json_t *plan);
/* Go on with a journal that was read: a torn end is cut off and said, and that
 * the run goes on, and by whose decision. */
bool	 writer_resume(struct writer *, const struct journal *,
	    const struct holder *, const char *by, int64_t at_ms);
/* Something that a person was asked, or has said by an option, before it is
 * done. */
struct word_given {
	const char	*option;	/* "destroy"; "" for none */
	const char	*text;		/* the question, or what is said yes
					   to */
	const char	*answer;
	const char	*who;
};
/* The record "ask", synced. */
bool	 writer_ask(struct writer *, const struct word_given *,
	    int64_t at_ms);
/* The record "override" of that guard, synced. */
bool	 writer_override(struct writer *, const char *guard, const char *why,
	    const char *who, int64_t at_ms);
/* As many bytes as the journal of this plan can still need, at most
 * LIMIT_RECORDS_BYTES. */
int64_t	 writer_need(const struct plan *);

#endif
