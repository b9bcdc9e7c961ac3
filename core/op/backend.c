#include "core/op/backend.h"

#include <assert.h>
#include <string.h>

/* Every operation of every run passes here, so here the promises are kept. */
void
backend_execute(struct backend *backend, const struct op *op,
    int64_t limit_ms, struct result *result)
{
	memset(result, 0, sizeof(*result));
	if (!op_valid(op) && !op_of_all(op)) {
		result->outcome = FAILED;
		err_set(&result->err, ERR_REFUSED, "an operation of kind %u "
		    "has fields that it cannot have, or lacks some",
		    (unsigned)op->kind);
		return;
	}
	backend->execute(backend, op, limit_ms, result);
	assert((result->outcome == DONE) == (result->err.code == ERR_NONE));
}
