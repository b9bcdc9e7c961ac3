/*
 * start_keys.h: the lines of a start text, their keys, and the question that
 * shows each of them.
 */
#ifndef SIM_START_KEYS_H
#define SIM_START_KEYS_H

#include <stdbool.h>
#include <stddef.h>

/* How a key is written. */
enum start_form {
	START_VALUE,		/* KEY=value, once */
	START_LIST,		/* KEY=value, any number of times */
	START_WORD		/* KEY, alone */
};

/* A key of a line: "size" of "file /p/disk0 size=10". */
struct start_key {
	const char	*line;		/* "node", "guest" */
	const char	*key;
	enum start_form	 form;
	const char	*shows;		/* the command line that shows it, with
					   names as DEVICE; NULL: none does */
	const char	*note;		/* what of it is shown, or why it is
					   not; or NULL */
};

/* The n-th of them, from 0, in order of their lines; NULL at the end. */
const struct start_key *start_key(size_t n);
/* Is it part of the observable text?  false for a key that is none. */
bool	 start_is_observable(const char *line, const char *key);

#endif
