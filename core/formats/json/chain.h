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
#include "core/formats/json/text.h"

struct chain {
	int64_t		n;			/* of the next record */
	char		hash[DIGEST_BYTES];	/* of the last one */
};

void	 chain_start(struct chain *);
/*
 * Write the line of the next record: chain_begin opens {"n":…,"type":…,
 * "at_ms":…, the caller writes its fields, chain_end closes it with "hash":…}
 * and a newline.  The text is empty before and drops with the caller; the line
 * that is returned lies in it.
 */
void		 chain_begin(const struct chain *, struct text *,
		    const char *type, int64_t at_ms);
const char	*chain_end(struct chain *, struct text *, size_t *size);
/*
 * Take a line in, without its newline.  NULL, and what was expected and found
 * in its place, when it does not follow from the ones before.  The caller owns
 * the object.
 */
json_t	*chain_read(struct chain *, const char *line, size_t size,
	    struct err *);

#endif
