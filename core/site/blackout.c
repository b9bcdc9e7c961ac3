#include "core/site/blackout.h"

#include <assert.h>
#include <stddef.h>

static const struct {
	bool		 is;
	enum blackout_part part;
} rows[OP_KINDS] = {
	[OP_BLACKOUT_OPEN] = { true, BLACKOUT_OPEN },
	[OP_BLACKOUT_CLOSE] = { true, BLACKOUT_CLOSE },
	[OP_BLACKOUT_STATE] = { true, BLACKOUT_STATE },
};

const char *const *
blackout_words(const struct site *site, enum op_kind kind)
{
	assert(kind < OP_KINDS);
	return rows[kind].is ? site->blackout[rows[kind].part] : NULL;
}

bool
blackout_is_missing(const struct site *site, enum op_kind kind)
{
	assert(kind < OP_KINDS);
	return rows[kind].is && site->blackout[rows[kind].part] == NULL;
}
