#include "tests/run_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

struct answer
hand_met(const struct want *want)
{
	struct answer answer = { .state = STATE_PRESENT, .on = want->on,
	    .value = want->value, .number = want->number };

	for (uint32_t s = 0; s < STATES; s++)
		if ((want->cares & WANT_STATE) != 0 &&
		    (want->states >> s & 1) != 0) {
			answer.state = s;
			break;
		}
	if ((want->cares & WANT_OTHER) != 0)
		answer.value = want->value + 1;
	if ((want->cares & WANT_ELSEWHERE) != 0)
		answer.on = 0;
	return answer;
}

struct op
hand_next(const struct plan *plan, const struct run *run, int64_t *limit_ms)
{
	struct op op = { 0 };

	assert_true(run_next(plan, run, &op, limit_ms));
	return op;
}

void
hand_apply(const struct plan *plan, struct run *run, struct result res,
    int64_t *at_ms)
{
	int64_t limit_ms;
	struct op op = hand_next(plan, run, &limit_ms);

	if (op.kind == OP_PAUSE)
		*at_ms += op.number;
	res.at_ms = *at_ms;
	run_apply(plan, run, &res);
}
