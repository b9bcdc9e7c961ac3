/*
 * options_rows.h: the table of options; of tools/options only.
 */
#ifndef TOOLS_OPTIONS_ROWS_H
#define TOOLS_OPTIONS_ROWS_H

#include <stddef.h>

#include "tools/options.h"

/* MAYBE_NUMBER: 1, or what stands behind "=". */
enum takes { TAKES_NOTHING, TAKES_TEXT, TAKES_MANY, TAKES_NUMBER,
    MAYBE_NUMBER };

struct option_row {
	char		 letter;	/* 0: it has none */
	const char	*name;
	const char	*argument;	/* NULL: it takes none */
	unsigned	 verbs;		/* of enum verb_bit */
	enum takes	 takes;
	size_t		 at;		/* in struct options */
	const char	*meaning;
};

/* Verbs that type at a site, if it is no rehearsal. */
enum { CARRIES_ON = VERB_APPLY | VERB_RESUME | VERB_ROLLBACK };

/* OPTION_ROWS at most; the last has no name. */
extern const struct option_row option_rows[];

#endif
