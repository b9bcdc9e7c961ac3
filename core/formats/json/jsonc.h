/*
 * jsonc.h: JSON with comments, as a tree whose values know their place.
 *
 * A pass over the text blanks comments and last commas, checks the syntax and
 * notes where every key and value stands; then, unless all of it is plain
 * (plain.h), jansson reads what is left.
 * The first mistake of syntax is reported, and no more than that one; duplicate
 * keys, NUL, what is no UTF-8 (in a comment too), and what is over a limit of
 * core/base/limits.h are mistakes too.
 */
#ifndef CORE_FORMATS_JSONC_H
#define CORE_FORMATS_JSONC_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/formats/json/mistakes.h"

struct arena;

/* A file's name, for messages, and its bytes. */
struct source {
	const char	*file, *text;
	size_t		 size;
};

enum value_type { VALUE_NULL, VALUE_BOOL, VALUE_INTEGER, VALUE_REAL,
    VALUE_TEXT, VALUE_LIST, VALUE_OBJECT };

struct value {
	struct spot	 spot;
	struct spot	 key_spot;
	enum value_type	 type;
	uint32_t	 count;		/* of a list or an object */
	const char	*key;		/* in an object, else NULL */
	const char	*text;		/* of a VALUE_TEXT */
	int64_t		 number;	/* of an integer; true is 1 */
	const char	*raw;		/* where it begins in the file */
	size_t		 raw_key;	/* bytes of the key with its quotes */
	const char	*raw_key_at;
	struct value	*first, *next;
};

/* The whole text as a tree; NULL when a mistake has been added. */
struct value	*jsonc_read(struct arena *, const char *file,
		    const char *text, size_t n, struct mistakes *);
/* The member of that key, or NULL. */
struct value	*value_get(const struct value *, const char *key);
/* Where the n-th byte of a text value stands in the file. */
struct spot	 value_spot(const struct value *, size_t n);
/* The value as a message shows it: "text", 8, true, a list, an object. */
const char	*value_found(struct arena *, const struct value *);
/*
 * One tree laid over another (RFC 7386): null removes, objects are merged, and
 * so are lists whose elements all have a "name", by it; all else replaces.
 * What stays keeps its place.  Neither tree is changed.
 */
struct value	*value_merge(struct arena *, const struct value *under,
		    const struct value *over);

#endif
