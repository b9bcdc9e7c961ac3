/*
 * vocabulary.h: the words that the player of a scenario can play and answer.
 *
 * The reader of phrases knows no simulator.  It is passed the words that the
 * player of the scenario knows, so that what cannot be played or answered is
 * refused where it is written.  Each function gives the n-th row of its owner's
 * table, from 0, and NULL after the last one; a row that is read becomes its
 * number.
 */
#ifndef CORE_FORMATS_VOCABULARY_H
#define CORE_FORMATS_VOCABULARY_H

#include <stdbool.h>

#include "core/base/names.h"

struct op;
struct site;

/* What can be done with a fault of the world: let it strike, and end it. */
enum { CAN_PLAY = 1, CAN_END = 2 };

struct vocabulary {
	/*
	 * A fault of the world: the form of its phrase (form.h), and a set of
	 * CAN_.  Without CAN_PLAY the format has the phrase, but it cannot be
	 * played yet.
	 */
	const char	*(*world_fault)(unsigned n, unsigned *can);
	/*
	 * The same fault as a sentence, which is a form too; NULL if it has
	 * none.  n is the number of a row.
	 */
	const char	*(*world_sentence)(unsigned n);
	/*
	 * A state of things of a kind.  answered: there is a question whose
	 * answer gives it.
	 */
	const char	*(*state)(unsigned n, enum kind *, bool *answered);
	/* An invariant's name, and the sentence that it stands for. */
	const char	*(*invariant)(unsigned n, const char **sentence);
	/*
	 * The form of an expectation that is not a condition.
	 */
	const char	*(*expectation)(unsigned n);
	/* What a person can answer to a step that asks. */
	const char	*(*answer)(unsigned n);
	/*
	 * Is it a command that somebody could type, at that place or anywhere?
	 * Names in it that are new are added to the names, which begin as those
	 * of the site; the operation has none if the words do not say it.
	 */
	bool		(*command)(const struct site *, struct names *,
			    const char *text, uint32_t place, struct op *);
};

#endif
