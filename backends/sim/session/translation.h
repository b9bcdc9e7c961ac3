/*
 * translation.h: the numbers of names, between the engine and the world.
 *
 * Each has its own set of names.  The world's begins as a copy of the site's,
 * so that most numbers are the same in both; the others are translated by their
 * text.  What the engine has named since then, the world learns when the engine
 * next uses a number; what the world has named is added to the engine's names
 * when an answer or an event has it.
 */
#ifndef SIM_TRANSLATION_H
#define SIM_TRANSLATION_H

#include "core/op/backend.h"
#include "core/run/event.h"
#include "core/stack/fault.h"

/* The names of one kind, on both sides. */
struct translated {
	uint32_t	 same;		/* up to this the numbers are equal */
	uint32_t	 known;		/* up to this the world knows the
					   engine's names */
	uint32_t	 in_capacity, out_capacity;
	uint32_t	*in;		/* by the engine's number */
	uint32_t	*out;		/* by the world's number; 0: not yet */
};

/* A field with names that do not all have the same number in both. */
struct unlike {
	enum field	 field;
	uint32_t	 same;		/* up to this they have */
};

struct translation {
	struct sink	 sink;		/* first; of the world's events */
	struct sink	*next;		/* gets them in the engine's numbers */
	struct names	*engine, *world;
	size_t		 bytes;		/* of the engine's names when the world
					   knew them all */
	uint32_t	 unlike_count;
	struct unlike	 unlike[FIELDS];
	struct translated kind[KINDS];
	struct answers	 all;		/* to the last question about all */
	struct found	*found;		/* all.list */
	uint32_t	 found_capacity;
};

/* Between the engine's names and those of a world that was made from the same
 * site; both are borrowed and grow.  The sink may be NULL.  The caller gives it
 * back with translation_drop. */
void		 translation_make(struct translation *, struct names *engine,
		    struct names *world, struct sink *next);
void		 translation_drop(struct translation *);
/* Both sets of names are again as they were when the translation was as in
 * "was", a copy of it. */
void		 translation_return(struct translation *,
		    const struct translation *was);
/* The world's number of one of the engine's places. */
uint32_t	 translation_place(struct translation *, uint32_t place);
/* The engine's number of one of the world's names. */
uint32_t	 translation_out(struct translation *, enum kind, uint32_t);
/* An operation in the world's numbers: either the operation itself, or its
 * translation in the caller's buffer. */
const struct op	*translation_op(struct translation *, const struct op *,
		    struct op *buffer);
/* A condition on an object of that kind in the world's numbers. */
struct condition translation_condition(struct translation *, enum kind,
		    const struct condition *);
/* What a fault of the world strikes, and where, in the world's numbers.  Its
 * condition stays as it is: it has been checked when the fault strikes. */
struct fault	 translation_fault(struct translation *,
		    const struct fault *);
/* Translate the answers in the result of that question, asked in either
 * numbers, into the engine's.  The list is borrowed until the next one. */
void		 translation_result(struct translation *, const struct op *ask,
		    struct result *);

#endif
