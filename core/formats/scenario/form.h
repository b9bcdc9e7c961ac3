/*
 * form.h: a form of words, and the values of a phrase that has this form.
 *
 * "typed TEXT [on PLACE] [COUNT times]": words in small letters stand as they
 * are, words in capitals for what has to be written there, and what is in
 * brackets is optional.  The caller chooses the form; here the phrase is read
 * by it.
 */
#ifndef CORE_FORMATS_FORM_H
#define CORE_FORMATS_FORM_H

#include "core/formats/scenario/words.h"

/* What the phrase has in place of the words in capitals. */
struct form_values {
	enum kind	 kind;		/* of the first thing */
	uint32_t	 object;	/* the first thing */
	uint32_t	 other;		/* the second one */
	uint32_t	 on;		/* what follows "on" */
	int64_t		 amount;	/* a duration, a size or a number; -1 */
	enum ending	 ending;
	enum err_code	 because;
	const char	*quoted;	/* TEXT, COMMAND or INVARIANT */
	size_t		 quoted_at;	/* where that begins */
	bool		 is_command;
};

/*
 * Read the next words by the form, which may be the rest of a form whose first
 * words have been read.
 */
bool		 form_read(struct words *, const char *form,
		    struct form_values *);
/* The kind of the thing that stands for the first word in capitals; KIND_NONE
 * if it is none. */
enum kind	 form_kind(const char *form);
/* Bytes of the small words with which the form begins. */
size_t		 form_head(const char *form);
/* Is every word in capitals of the form one that can be read? */
bool		 form_valid(const char *form);

#endif
