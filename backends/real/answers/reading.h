/*
 * reading.h: what the output of a program says, fact by fact.
 *
 * A fact is what one line, or one block of lines, says of one thing: its kind
 * ("domain") and its details ("name", "state").  Details of a kind have the
 * same keys and values in whatever form the program has printed them.  A line
 * that was not understood is a fact of the kind "strange", with the reason;
 * nothing is left out in silence, and nothing is guessed.  What a newer release
 * has added to a line that is understood is a detail with a mark (unknown),
 * under the key that the program has for it.
 *
 * Two facts that contradict each other are both strange.  So is the last line,
 * if it has no end: who prints may have been cut off in the middle of a number.
 */
#ifndef ANSWERS_READING_H
#define ANSWERS_READING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/arena.h"

/* More than these is not read; what there is stays, and one strange fact says
 * that it is not all. */
enum { READING_BYTES = 8 << 20, READING_LINE = 65536,
    READING_FACTS = 1 << 20 };

enum detail_kind { DETAIL_TEXT, DETAIL_NUMBER };

struct detail {
	const char	*key;
	const char	*text;		/* of both kinds, as it is compared */
	int64_t		 number;
	enum detail_kind kind;
	bool		 identity;	/* it says which thing is meant */
	bool		 unknown;	/* nobody here knows what it means */
	struct detail	*next;
};

struct fact_row {
	const char	*kind;
	uint32_t	 line;		/* its first, from 1 */
	const char	*text;		/* that line; not ended by a NUL */
	size_t		 size;
	const char	*why;		/* of a strange one, else NULL */
	struct detail	*first, *last;
};

/* All zero but the arena before; what it points to lies in the arena, except
 * for the lines, which are the caller's. */
struct reading {
	struct arena	*arena;
	struct fact_row	*fact;
	uint32_t	 count, capacity;
	uint32_t	 strange;	/* how many of them are */
	bool		 full;
};

/* A line of an output, without its end. */
struct line {
	const char	*text;
	size_t		 size;
	uint32_t	 number;
	bool		 cut;		/* it has no end */
};

/* Begin a fact; the details follow.  NULL: there are too many. */
struct fact_row	*reading_add(struct reading *, const char *kind,
		    const struct line *);
/* The line is not understood; why is a constant, or lies in the arena. */
void		 reading_strange(struct reading *, const struct line *,
		    const char *why);
/* The fact is not understood after all. */
void		 fact_estrange(struct reading *, struct fact_row *,
		    const char *why);
/* Add a detail: a text, which is copied, or a number. */
struct detail	*fact_text(struct reading *, struct fact_row *,
		    const char *key, const char *text, size_t size);
struct detail	*fact_number(struct reading *, struct fact_row *,
		    const char *key, int64_t number);
/* The detail of that key that is known; NULL: there is none. */
const struct detail *fact_detail(const struct fact_row *, const char *key);
/* Its text; "" if there is none. */
const char	*fact_word(const struct fact_row *, const char *key);
/* May a name that a program has printed be the key of a detail?  Letters,
 * digits and a few signs: no escape is needed wherever it is written. */
bool		 is_detail_key(const char *, size_t);
/* After all lines were read: what contradicts itself becomes strange. */
void		 reading_end(struct reading *);

#endif
