/*
 * scenario_file.h: read a scenario, with the site that it is played on.
 *
 * Memory to memory: the caller loads the site's file.  A scenario comes back
 * only when neither file has a mistake; else every mistake of both is in the
 * list, each at its place.
 */
#ifndef CORE_FORMATS_SCENARIO_FILE_H
#define CORE_FORMATS_SCENARIO_FILE_H

#include "core/base/limits.h"
#include "core/formats/json/jsonc.h"
#include "core/formats/scenario/phrase.h"
#include "core/formats/scenario/through.h"
#include "core/plan/job.h"

enum entry_kind {
	ENTRY_RUN,		/* job; its procedure is NULL when the site
				   refuses it */
	ENTRY_RESUME,
	ENTRY_ROLLBACK,
	ENTRY_FAULT,		/* fault */
	ENTRY_MEND,		/* fault: the one that ends */
	ENTRY_KILL,		/* fault: FAULT_CRASH */
	ENTRY_TYPE,		/* text, on */
	ENTRY_SCRIPT,		/* text, script, on */
	ENTRY_WAIT,		/* wait */
	ENTRY_ANSWER,		/* text: a step; answer */
	ENTRY_SAVE,		/* text: a name */
	ENTRY_RETURN,		/* text: a name saved before */
	ENTRY_KINDS
};

struct scenario_entry {
	enum entry_kind	 kind;
	struct spot	 spot;
	int64_t		 at_ms;		/* -1: when the one before is over */
	bool		 may;		/* of a wait: never come true; of a
					   command: not be known; of a script:
					   not end by itself */
	const char	*note;		/* "" if none */
	const char	*text;		/* as written */
	const char	*script;	/* the text, with its path from where we
					   stand */
	unsigned	 answer;	/* row of the vocabulary's answers */
	uint32_t	 on;		/* a place */
	struct job	 job;
	struct fault	 fault;
	struct wait	 wait;
};

struct scenario {
	const char	*name, *why;
	const char	*site_path;	/* as given to load; NULL: in place */
	struct site	*site;		/* with the scenario's changes */
	const struct vocabulary *vocabulary; /* as passed to the reader */
	struct names	*people;	/* names that phrases may use */
	bool		 scripted;	/* they may use any: nobody knows what a
					   script names */
	const struct planned *planned;	/* what plans type; NULL: nobody has
					   asked yet */
	const char	*start;		/* a start text; NULL: as the site file
					   says */
	struct job	*begin;
	uint32_t	 begin_count;
	struct scenario_entry *entries;
	uint32_t	 entry_count;
	uint32_t	 timed_count;	/* entries with a time of their own */
	const char	*saves[LIMIT_SAVES]; /* names of saved worlds */
	uint32_t	 save_count;
	struct expectation *expect;
	uint32_t	 expect_count;
	int64_t		 until_ms;	/* 24 h if the file has none */
	bool		 has_until;
	uint64_t	 seed;
	struct throughs	 through;	/* ways to play it */
};

/*
 * What a scenario is read with: load gives the text of a file, NULL when it
 * cannot be read; the vocabulary is that of the player.
 */
struct loader {
	const char	*(*load)(void *, const char *path, size_t *n);
	void		*with;		/* its first argument */
	const struct vocabulary *vocabulary;
};

/* NULL when mistakes have been added; they are sorted then. */
struct scenario	*scenario_read(struct arena *, const struct source *,
		    const struct loader *, struct mistakes *);

#endif
