/*
 * table.h: tables with a heading, as people read them.
 *
 * The heading says which columns there are, in whatever order and width; a
 * title that a table does not have is newer than we are, and what stands under
 * it is marked.  A row is understood only if every cell stands where its title
 * does and is what the column may have.
 */
#ifndef ANSWERS_TABLE_H
#define ANSWERS_TABLE_H

#include "backends/real/answers/cell.h"
#include "backends/real/answers/printout.h"

enum { TABLE_COLUMNS = 16, HEADING_PLACES = 24 };

enum column_flags {
	COLUMN_NEEDED = 1,	/* without it, it is not this table */
	COLUMN_RIGHT = 2,	/* its cells are aligned to the right */
	COLUMN_CARRIED = 4,	/* blank: that of the row before */
};

struct column {
	const char	*title;
	struct cell	 cell;
	unsigned	 flags;
};

/* How cells find their columns. */
enum table_layout {
	TABLE_SHIFTED,		/* a cell that is too long shifts the others */
	TABLE_FIXED,		/* the columns are as wide as their dashes */
	TABLE_WORDS,		/* each cell is one word */
};

struct table {
	const char	*kind;		/* of its facts */
	enum table_layout layout;
	/* The kind of a row that has no "name": its name is what it carries.
	 * NULL: there is no such row. */
	const char	*bare;
	struct column	 column[TABLE_COLUMNS];	/* ends with a NULL title */
};

/* A heading that was read. */
struct heading {
	const struct table *table;
	size_t		 indent;
	unsigned	 count;
	struct {
		size_t		 at, size;
		const struct column *column;	/* NULL: an unknown title */
		const char	*title;
	} place[HEADING_PLACES];
};

/* What the rows of a table have in common. */
struct context {
	const char	*scope_key, *scope;	/* NULL: there is none */
	const char	*owner_key, *owner;
	const char	*carried;	/* of COLUMN_CARRIED; NULL: none */
};

/* Is the line a heading of that table? */
bool		 heading_read(struct reading *, struct heading *,
		    const struct table *, const struct line *);
/* Are these the dashes under that heading? */
bool		 heading_is_underlined(const struct heading *,
		    const struct line *);
/* A row: its fact is the last one, or the line is strange.  What it carries for
 * the next is kept in the context. */
bool		 row_read(struct reading *, const struct heading *,
		    struct context *, const struct line *);

#endif
