/*
 * told_keys.h: the lines of a start text, their keys, and the question that
 * shows each of them.
 */
#ifndef SIM_TOLD_KEYS_H
#define SIM_TOLD_KEYS_H

#include <stdbool.h>
#include <stddef.h>

/* How a key is written. */
enum told_form {
	TOLD_VALUE,		/* KEY=value, once */
	TOLD_LIST,		/* KEY=value, any number of times */
	TOLD_WORD		/* KEY, alone */
};

/* A key of a line: "size" of "file /p/disk0 size=10". */
struct told_key {
	const char	*line;		/* "node", "guest" */
	const char	*key;
	enum told_form	 form;
	const char	*shows;		/* the command line that shows it, with
					   names as DEVICE; NULL: none does */
	const char	*note;		/* what of it is shown, or why it is
					   not; or NULL */
};

/* The n-th of them, from 0, in order of their lines; NULL at the end. */
const struct told_key *told_key(size_t n);
/* Is it part of the observable text?  false for a key that is none. */
bool	 told_is_observable(const char *line, const char *key);

#endif
