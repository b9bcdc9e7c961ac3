/*
 * records.h: the parseable form of ldm and virtinfo.
 *
 *	VERSION 1.6
 *	KEYWORD|name=value|name=value
 *	|name=value
 *
 * A line that begins with a bar belongs to the record before it; the name of
 * its first value says what it is.  A record that opens a scope is what the
 * records after it belong to.  A value may hold blanks, "=" and ";".  Names
 * that a row does not have are newer than we are, and are marked.
 */
#ifndef ANSWERS_RECORDS_H
#define ANSWERS_RECORDS_H

#include "backends/real/answers/cell.h"
#include "backends/real/answers/printout.h"

enum { RECORD_VALUES = 20 };

enum record_flags {
	RECORD_SCOPE = 1,	/* its name is the scope of what follows */
	RECORD_ONCE = 2,	/* at most once in a scope */
	RECORD_PAIRS = 4,	/* each value is a detail "name" and "value" */
	RECORD_OWNER = 8,	/* its children have its name */
};

/* What is printed as "name=". */
struct record_value {
	const char	*name;
	struct cell	 cell;
	bool		 needed;
};

struct record {
	const char	*keyword;
	const char	*child;		/* the first name of a child, or NULL */
	const char	*kind;		/* of the fact; NULL: there is none */
	unsigned	 flags;
	const char	*owner;		/* the key of its record's name */
	struct record_value value[RECORD_VALUES];	/* ends with NULL */
};

struct record_table {
	const char	*scope;		/* the key of a scope in its facts */
	const struct record *record;	/* ends with a NULL keyword */
};

/* Does the output begin as such a one? */
bool		 records_are(const struct printout *, const void *table);
void		 records_read(struct printout *, const void *table);

#endif
