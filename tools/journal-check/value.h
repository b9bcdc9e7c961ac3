/*
 * value.h: one line of JSON, read strictly.
 *
 * One value and nothing after it; no blank between its parts; integers of 64
 * bits and no other numbers; text in UTF-8 without NUL; no key twice in one
 * object, however it is escaped; containers at most VALUE_DEPTH deep.  What
 * differs is damage, and is reported with its byte.
 */
#ifndef TOOLS_JOURNAL_CHECK_VALUE_H
#define TOOLS_JOURNAL_CHECK_VALUE_H

#include <stdint.h>

#include "tools/journal-check/damage.h"

enum { VALUE_DEPTH = 64 };

enum value_kind { VALUE_NULL, VALUE_BOOLEAN, VALUE_INTEGER, VALUE_STRING,
    VALUE_ARRAY, VALUE_OBJECT };

struct value {
	enum value_kind	 kind;
	const char	*key;		/* in an object */
	const char	*text;		/* of a string, without its escapes */
	int64_t		 number;
	const char	*from;		/* its bytes in the line */
	size_t		 size;
	const struct value *first;	/* of a container */
	const struct value *next;	/* in the same container */
};

/* A line that was read.  Both are owned: tree_drop. */
struct tree {
	struct value	*values;	/* the outermost comes first */
	char		*texts;
};

/* tree_drop is due whatever came of it. */
bool	 tree_read(struct tree *, const char *line, size_t size,
	    struct damage *);
void	 tree_drop(struct tree *);
/* The member of that key, or NULL. */
const struct value *value_member(const struct value *object,
	    const char *key);

#endif
