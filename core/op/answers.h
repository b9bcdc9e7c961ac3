/*
 * answers.h: the answers to a question about all objects of a kind.
 *
 * A caller who does not know the names asks about all objects: the object's
 * field is zero (op_info.all), and the backend's result points to one answer
 * for each object that exists, in the order of their numbers.  The backend adds
 * new names to the site's.
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

/* Is it a valid question about all objects?  The object's field is zero, and
 * every other field that its row requires is set. */
bool		 op_of_all(const struct op *);
/* The field that names the object, of a kind of question that can be about
 * all. */
enum field	 op_all_field(enum op_kind);
/* The same question about one of the objects. */
struct op	 op_of_one(const struct op *, uint32_t object);

#endif
