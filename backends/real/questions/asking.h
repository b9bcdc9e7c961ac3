/*
 * asking.h: a question to machines, and the commands whose outputs answer it.
 *
 * Who answers a question takes the outputs that it needs, one after the other.
 * An output that is not there yet becomes a command that has to be carried out;
 * then the answering begins anew, and comes further.  So it is pure: outputs
 * in, and the next command or the answer out.
 */
#ifndef QUESTIONS_ASKING_H
#define QUESTIONS_ASKING_H

#include "backends/commands/asked.h"
#include "backends/real/answers/ended.h"
#include "backends/real/answers/reading.h"
#include "core/op/backend.h"
#include "core/site/site.h"

/* As many as the question where a pool is needs on SITE_NODES nodes. */
enum { ASKING_COMMANDS = 4 * SITE_NODES + 8 };

/* A command that only asks, and what came of it. */
struct output {
	uint32_t	 place;		/* where it is typed */
	const char	*line;		/* as a person would type it */
	enum ask_line	 asks;
	bool		 over;		/* what follows is known */
	bool		 lost;		/* it may not have been carried out:
					   its place does not answer */
	struct ended	 ended;		/* its texts end with a zero byte */
	struct reading	 reading;	/* of what it has printed */
};

/* Outputs that were typed for several questions. */
struct kept_output {
	struct kept_output *next;
	struct output	 output;
	uint64_t	 handle;	/* of the reach, until it is over */
	int64_t		 begun_ms;
	unsigned	 place_in_line;	/* from 1: those before it at its place
					   were not over then */
};

struct asking {
	struct arena	*arena;		/* of lines, outputs and readings */
	const struct site *site;
	struct names	*names;		/* answers add to it */
	struct output	 output[ASKING_COMMANDS];
	unsigned	 count;
	const struct kept_output *kept;	/* where it looks, too; borrowed */
	bool		 of_all;	/* about all objects of a kind: what no
					   list has is absent */
	bool		 by_person;	/* what commands say does not answer
					   it: a person may */
	const int64_t	*macs;		/* by node: what it has last said its
					   address to be, or 0; borrowed;
					   NULL: nobody keeps that */
	struct err	 err;		/* why there is no answer */
};

/* Begin with no outputs. */
void		 asking_begin(struct asking *, struct arena *,
		    const struct site *, struct names *);
/*
 * The output of that command for the question, at that place.  NULL: it is not
 * there yet, and is wanted now; or the place does not answer, and err says so.
 */
const struct output *asking_output(struct asking *, uint32_t place,
		    enum ask_line, const struct op *ask);
/* The same, but that its place does not answer is no failure: *lost says so. */
const struct output *asking_try(struct asking *, const struct op *ask,
		    uint32_t place, enum ask_line, bool *lost);
/* The same, with the facts of a command that has not failed; NULL also if it
 * has, and err says so. */
const struct reading *asking_facts(struct asking *, uint32_t place,
		    enum ask_line, const struct op *ask);
/* The command that is wanted now, or NULL. */
struct output	*asking_wanted(struct asking *);
/* It was carried out: copies what was printed, and reads it. */
void		 output_heard(struct arena *, struct output *,
		    const struct ended *);
/* Nobody knows whether it was; why is a text, or NULL. */
void		 output_lost(struct arena *, struct output *,
		    const char *why);
/* There is no answer, for that reason; returns false. */
bool		 asking_fail(struct asking *, const char *format, ...)
		    __attribute__((format(printf, 2, 3)));

/* The first fact of that kind with that detail, or with both; NULL: there is
 * none.  A key of NULL fits all. */
const struct fact_row *fact_find(const struct reading *, const char *kind,
		    const char *key, const char *text);
const struct fact_row *fact_find_two(const struct reading *, const char *kind,
		    const char *const pair[4]);
/* The text of a detail, and its number; "" and 0 without the detail, or without
 * the fact. */
const char	*fact_said(const struct fact_row *, const char *key);
int64_t		 fact_amount(const struct fact_row *, const char *key);
/* Is the detail that word? */
bool		 fact_is(const struct fact_row *, const char *key,
		    const char *word);

#endif
