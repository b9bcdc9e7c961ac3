/*
 * row.h: one row of a table against one value; for reader.c only.
 */
#ifndef CORE_FORMATS_ROW_H
#define CORE_FORMATS_ROW_H

#include "core/formats/json/reader.h"

/* What a row stores; each type has its own member. */
struct stored {
	const struct value *value;
	unsigned	 word;
	int64_t		 number;
	uint32_t	 count;
	bool		 truth;
};

/* In words, what a row wants. */
const char *row_wanted(struct arena *, const struct row *);
/* Does the value fit?  If so, what there is to store of it. */
bool	 row_fits(const struct row *, const struct value *, struct stored *);
/* Store it in the target, at the row's place. */
void	 row_store(const struct row *, const struct stored *, void *target);

#endif
