#include "tools/apply/overrun.h"

#include <assert.h>

#include "tools/report/text.h"

enum { LEAST_MS = 60000 };

const char *
overrun_text(struct arena *arena, const struct plan *plan, uint32_t step,
    int64_t took_ms)
{
	const struct step *row = &plan->steps[step];
	char took[TEXT_ROOM], expected[TEXT_ROOM];
	uint32_t times = plan->site->overrun;

	assert(step < plan->step_count);
	if (times == 0 || took_ms <= row->expected_ms * times ||
	    took_ms - row->expected_ms < LEAST_MS)
		return NULL;
	return arena_format(arena, "step %s has taken %s, more than %u times "
	    "its estimate of %s", row->name, text_span(took_ms, took,
	    sizeof(took)), (unsigned)times, text_span(row->expected_ms,
	    expected, sizeof(expected)));
}
