#include "core/run/ahead.h"

#include <assert.h>

#include "core/run/moment.h"
#include "core/run/picture.h"

enum { NEXT = 3 };

/* The moments of a step whose questions come without a change between them;
 * MOMENT_DO ends a row. */
static const enum moment follow[][NEXT] = {
	[MOMENT_SKIP_IF] = { MOMENT_SKIP_IF, MOMENT_ASK, MOMENT_PROVE },
	[MOMENT_ASK] = { MOMENT_ASK, MOMENT_PROVE, MOMENT_DO },
	[MOMENT_PROVE] = { MOMENT_PROVE, MOMENT_DO, MOMENT_DO },
	[MOMENT_DO] = { MOMENT_DO, MOMENT_DO, MOMENT_DO },
	[MOMENT_SETTLE] = { MOMENT_SETTLE, MOMENT_DO, MOMENT_DO },
	[MOMENT_QUIESCE] = { MOMENT_DO, MOMENT_DO, MOMENT_DO },
	[MOMENT_WORK] = { MOMENT_WORK, MOMENT_DO, MOMENT_DO },
};

static uint32_t
checks_ahead(const struct plan *plan, const struct run *run, struct op *asks,
    uint32_t most)
{
	uint32_t count = 0;

	for (uint32_t i = run->step; i < plan->check_count && count < most; i++)
		if (!run_is_silent(run, &plan->checks[i].fact.ask))
			asks[count++] = plan->checks[i].fact.ask;
	return count;
}

static uint32_t
picture_ahead(const struct plan *plan, const struct run *run, struct op *asks,
    uint32_t most)
{
	struct fact buffer;
	uint32_t row = run->row, count = 0;

	while (count < most &&
	    (row = picture_next(plan, run, row)) != PLAN_NONE)
		asks[count++] = picture_fact(plan, run, row++, &buffer)->ask;
	return count;
}

static uint32_t
step_ahead(const struct plan *plan, const struct run *run, struct op *asks,
    uint32_t most)
{
	struct fact buffer;
	const struct fact *fact;
	uint32_t count = 0;

	assert(run->moment < sizeof(follow) / sizeof(follow[0]));
	for (unsigned n = 0; n < NEXT; n++) {
		enum moment moment = follow[run->moment][n];
		uint32_t row = n == 0 ? run->row : 0;

		for (; moment != MOMENT_DO && count < most && (fact =
		    moment_row(plan, run, moment, row, &buffer)) != NULL; row++)
			asks[count++] = fact->ask;
	}
	return count;
}

uint32_t
run_ahead(const struct plan *plan, const struct run *run, struct op *asks,
    uint32_t most)
{
	if (run->ending != GOING || run->pausing != 0)
		return 0;
	if (run->way == WAY_CHECK)
		return checks_ahead(plan, run, asks, most);
	if (run->moment == MOMENT_VERIFY || run->moment == MOMENT_VERIFY_RESUME)
		return picture_ahead(plan, run, asks, most);
	return run->moment <= MOMENT_WORK ? step_ahead(plan, run, asks, most) :
	    0;
}
