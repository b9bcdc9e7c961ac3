/*
 * choice_row.h: the table of what can go wrong; inside tools/explore only.
 */
#ifndef EXPLORE_CHOICE_ROW_H
#define EXPLORE_CHOICE_ROW_H

#include "core/stack/fault.h"
#include "tools/explore/meanwhile.h"

/* Where it can: at a change, a question, the first question of all; once for
 * each node; to what a conversion needs outside; when a run has ended. */
enum on { ON_CHANGE = 1, ON_QUESTION = 2, ON_NODES = 4, ON_OUTER = 8,
    ON_ENDED = 16, ON_FIRST = 32 };

struct choice_row {
	const char	*words;
	enum on		 on;
	enum fault_class class;
	enum strike	 strike;
	int64_t		 amount;	/* late */
	int64_t		 times;
	bool		 before;	/* of a crash */
	bool		 middle;	/* while the operation is under way */
	enum meanwhile	 meanwhile;
	enum kind	 strikes;	/* of the world: a thing of that kind */
	bool		 for_good;	/* the node stays dead */
};

enum { CHOICE_ROWS = 45 };
extern const struct choice_row choice_rows[CHOICE_ROWS];

/* The object of a fault of the world: a node, the job's source, its archive. */
enum kind choice_object(const struct choice_row *);

#endif
