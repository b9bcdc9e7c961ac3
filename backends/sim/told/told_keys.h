/*
 * told_keys.h: the lines of a start text, their keys, and the question that
 * shows each of them.
 */
#ifndef SIM_TOLD_KEYS_H
#define SIM_TOLD_KEYS_H

#include <stdbool.h>
#include <stddef.h>

/* A key of a line: "size" of "file /p/disk0 size=10".  What follows from how
 * it is written: */
enum told_form {
	TOLD_VALUE,		/* KEY=value, once */
	TOLD_LIST,		/* KEY=value, any number of times */
	TOLD_WORD		/* KEY, alone */
};

struct told_key {
	const char	*line;		/* "node", "guest" */
	const char	*key;
	enum told_form	 form;
	const char	*shows;		/* the command lines that show it; NULL:
					   none does */
	const char	*why;		/* why not, or what is shown of it; or
					   NULL */
};

/* All of them, in order of lines and keys; borrowed. */
const struct told_key *told_keys(size_t *count);
/* Is it part of the observable text?  false for a key that is none. */
bool	 told_is_observable(const char *line, const char *key);

#endif
