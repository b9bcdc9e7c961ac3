/*
 * chain.h: lines of JSON that vouch for the lines before them.
 *
 * A record is one object on one line.  Its last key is the hash over the hash
 * of the record before, a newline, and this line up to the comma before that
 * key; so whatever is changed, lost or put in between is noticed.
 */
#ifndef CORE_FORMATS_CHAIN_H
#define CORE_FORMATS_CHAIN_H

#include <jansson.h>
#include <stdint.h>

#include "core/base/err.h"
#include "core/formats/json/digest.h"

struct chain {
	int64_t		n;			/* of the next record */
	char		hash[DIGEST_ROOM];	/* of the last one */
};

void	 chain_start(struct chain *);
/*
 * The line of the next record, newline included: {"n":…,"type":…,"at_ms":…,
 * the fields, "hash":…}.  The fields are given away; the line is malloc'd.
 */
char	*chain_line(struct chain *, const char *type, int64_t at_ms,
	    json_t *fields, size_t *size);
/*
 * Take a line in, without its newline.  NULL, and what was expected and found
 * in its place, when it does not follow from the ones before.  The caller owns
 * the object.
 */
json_t	*chain_take(struct chain *, const char *line, size_t size,
	    struct err *);

#endif
