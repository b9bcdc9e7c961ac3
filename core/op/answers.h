/*
 * answers.h: what a question about all objects of a kind was answered.
 *
 * Whoever does not know the names asks for all: the field of the object is left
 * zero (op_table: all), and the result of the backend points to one answer for
 * each object that is there, in order of their numbers.  Objects whose names
 * nobody has used before have got numbers by then.
 */
#ifndef CORE_OP_ANSWERS_H
#define CORE_OP_ANSWERS_H

#include "core/op/op.h"

struct found {
	uint32_t	 object;	/* of the kind of op_all_field */
	uint32_t	 spare;		/* zero: no padding */
	struct answer	 answer;
};

struct answers {
	const struct found *list;
	uint32_t	 count;
};

/* Is it a question about all objects of a kind?  It has every other field that
 * its row asks for, and that one is zero. */
bool		 op_of_all(const struct op *);
/* The field that names the object: it is zero in a question about all.  Only
 * for questions that may be asked so. */
enum field	 op_all_field(enum op_kind);
/* The same question about one of the objects. */
struct op	 op_of_one(const struct op *, uint32_t object);

#endif
