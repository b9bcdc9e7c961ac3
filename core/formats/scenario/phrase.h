/*
 * phrase.h: conditions, expectations and faults, as people write them.
 *
 * A phrase becomes numbers of the site.  Names are looked up among the kinds
 * that know the state; a source is always written "source NAME", and where two
 * kinds fit the kind must be written.  Files may be unknown to the site, and so
 * may what people make: they are added to its names.  A reader that returns
 * false has set where in the text the mistake is.
 */
#ifndef CORE_FORMATS_PHRASE_H
#define CORE_FORMATS_PHRASE_H

#include "core/formats/scenario/vocabulary.h"
#include "core/run/run.h"
#include "core/site/site.h"
#include "core/stack/fault.h"

struct arena;

/*
 * What phrases are read with: memory for what they become, the names of the
 * site, to which new ones are added, and the words that can be played and
 * answered.
 */
struct language {
	struct arena	*arena;
	struct names	*names;
	const struct vocabulary *vocabulary;
	/* Names that somebody may have given to a thing, those of the site
	 * among them; NULL: a thing may have any. */
	const struct names *people;
};

/* Where, by bytes, and what; for "FOUND: expected EXPECTED". */
struct wrong {
	size_t		 at;
	const char	*found;
	const char	*expected;
};

/* When a condition is judged; NEVER and ALWAYS after every event. */
enum watch { WATCH_ONCE, WATCH_NEVER, WATCH_ALWAYS };
/* Within is counted from the first entry of "do" that took effect. */
enum deadline { DEADLINE_END, DEADLINE_WITHIN, DEADLINE_BY };

/* A condition, or the values of a form of the vocabulary. */
struct expectation {
	const char	*text;		/* as written */
	bool		 is_condition;
	/* of a condition */
	struct condition condition;
	enum watch	 watch;
	enum deadline	 deadline;
	int64_t		 limit_ms;
	/* of a form: what its words in capitals stood for */
	unsigned	 row;		/* of the vocabulary's expectations */
	uint32_t	 guest;
	enum ending	 ending;
	enum err_code	 because;	/* ERR_NONE: whatever the reason */
	const char	*quoted;	/* TEXT, COMMAND, name of INVARIANT */
	size_t		 quoted_at;	/* where it stands in the phrase */
	bool		 is_command;
	uint32_t	 on;		/* a place, or 0 */
	int64_t		 number;	/* ms, exit status or how often; -1: no
					   number was written */
};

/* "3m", or a condition "within 10m". */
struct wait {
	bool		 has_condition;
	struct condition condition;
	int64_t		 limit_ms;
};

/* A condition, or a form that the vocabulary has. */
bool	 phrase_expectation(const struct language *, const char *,
	    struct expectation *, struct wrong *);
/* With its keys after commas; one that cannot be played is a mistake. */
bool	 phrase_fault(const struct language *, const char *,
	    struct fault *, struct wrong *);
/* A fault that ends; one without an end is a mistake. */
bool	 phrase_mend(const struct language *, const char *,
	    struct fault *, struct wrong *);
/* One more key ("times 2") for a fault that has been read. */
bool	 phrase_fault_key(const struct language *, const char *,
	    struct fault *, struct wrong *);
/* What follows "crash": "after record 17". */
bool	 phrase_crash(const struct language *, const char *,
	    struct fault *, struct wrong *);
bool	 phrase_wait(const struct language *, const char *,
	    struct wait *, struct wrong *);
/* "node1", "guest:ldom1", "source:system1". */
bool	 phrase_place(const struct language *, const char *,
	    uint32_t *place, struct wrong *);

#endif
