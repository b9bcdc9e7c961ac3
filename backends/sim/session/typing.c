/*
 * People type at a simulated site.
 */
#include <assert.h>
#include <string.h>

#include "backends/sim/kernel/place.h"
#include "backends/sim/session/internal.h"
#include "backends/sim/sim.h"
#include "core/base/arena.h"

/* Type a command, and emit its output if it ends at once; nobody waits for
 * it. */
static void
type_and_go(struct simulated *simulated, const struct typing *typing)
{
	struct call call;

	if (simulated_feed(simulated, typing->place,
	    &(struct typed){ .text = typing->text }, &call))
		simulated_output(simulated, typing->place, &call);
	if (typing->unknown != NULL)
		*typing->unknown = call.unknown;
	call_drop(&call);
}

void
people_type(struct simulated *simulated)
{
	uint32_t kept = 0;

	/* This runs for every event, and nobody types as a rule. */
	if (simulated->typing_count == 0)
		return;
	for (uint32_t i = 0; i < simulated->typing_count; i++) {
		struct typing typing = simulated->typing[i];

		if (typing.at_ms > sim_now_ms(simulated->sim))
			simulated->typing[kept++] = typing;
		else
			type_and_go(simulated, &typing);
	}
	simulated->typing_count = kept;
}

int64_t
people_type_ms(const struct simulated *simulated)
{
	int64_t next_ms = -1;

	for (uint32_t i = 0; i < simulated->typing_count; i++)
		if (next_ms < 0 || simulated->typing[i].at_ms < next_ms)
			next_ms = simulated->typing[i].at_ms;
	return next_ms;
}

void
simulated_schedule(struct simulated *simulated, const struct typing *typing)
{
	assert(simulated->typing_count < SIMULATED_TYPINGS);
	simulated->typing[simulated->typing_count++] = *typing;
}

bool
simulated_feed(struct simulated *simulated, uint32_t place,
    const struct typed *typed, struct call *call)
{
	struct typed here = *typed;
	struct op meant;
	bool ended;

	if (typed->meant != NULL)
		here.meant = translation_op(&simulated->translation,
		    typed->meant, &meant);
	/* What a run does is told by the run. */
	if (!typed->engine) {
		simulated->disturbed = true;
		sink_emit(simulated->sink, &(struct event){
		    .type = EVENT_TYPED, .on = place, .text = typed->text,
		    .at_ms = sim_now_ms(simulated->sim) });
	}
	ended = call_type(call, &simulated->shell, translation_place(
	    &simulated->translation, place), &here);
	simulated_check(simulated);
	return ended;
}

bool
simulated_answers(struct simulated *simulated, uint32_t place)
{
	return place_answers(simulated->sim, translation_place(
	    &simulated->translation, place));
}

/* Each line of a text as an event of its own. */
static void
lines_emit(struct simulated *simulated, uint32_t place, const char *text,
    const struct err *err)
{
	struct event event = { .type = EVENT_OUTPUT, .on = place, .err = err,
	    .at_ms = sim_now_ms(simulated->sim) };
	struct arena arena = { 0 };

	while (*text != '\0') {
		size_t n = strcspn(text, "\n");

		event.text = arena_text(&arena, text, n);
		sink_emit(simulated->sink, &event);
		text += n + (text[n] == '\n');
	}
	arena_drop(&arena);
}

void
simulated_output(struct simulated *simulated, uint32_t place,
    const struct call *call)
{
	lines_emit(simulated, place, buffer_text(&call->out), NULL);
	lines_emit(simulated, place, buffer_text(&call->err),
	    call->res.outcome == FAILED ? &call->res.err : NULL);
}
