/*
 * form.h: a form of words, and what a phrase of that form says.
 *
 * "typed TEXT [on PLACE] [COUNT times]": words in small letters stand as they
 * are, words in capitals for what has to be written there, and what is in
 * brackets may be left out.  A form is chosen by whoever reads; here the
 * phrase is read by it.
 */
#ifndef CORE_FORMATS_FORM_H
#define CORE_FORMATS_FORM_H

#include "core/formats/scenario/words.h"

/* What stood in the places of the words in capitals. */
struct form_values {
	enum kind	 kind;		/* of the first thing */
	uint32_t	 object;	/* the first thing */
	uint32_t	 other;		/* the second one */
	uint32_t	 on;		/* what stood behind "on" */
	int64_t		 amount;	/* a duration, a size or a number; -1 */
	enum ending	 ending;
	enum err_code	 because;
	const char	*quoted;	/* TEXT or INVARIANT */
};

/*
 * Read what comes now by the form, which may be the rest of one whose first
 * words have been taken.
 */
bool		 form_read(struct words *, const char *form,
		    struct form_values *);
/* Bytes of the small words with which the form begins. */
size_t		 form_head(const char *form);
/* Is every word in capitals of the form one that can be read? */
bool		 form_valid(const char *form);

#endif
