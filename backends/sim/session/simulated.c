#include "backends/sim/session/simulated.h"

#include <assert.h>
#include <string.h>

#include "backends/sim/changes.h"
#include "backends/sim/observers/online.h"
#include "backends/sim/observers/uptime.h"
#include "backends/sim/questions/answer.h"
#include "backends/sim/session/internal.h"
#include "backends/sim/session/vocabulary.h"
#include "backends/sim/sim.h"

static void
watch_check(struct simulated *simulated, struct watched *watched)
{
	int64_t now_ms = sim_now_ms(simulated->sim);

	if (simulated_holds(simulated, &watched->condition)) {
		if (watched->first_ms < 0)
			watched->first_ms = now_ms;
	} else if (watched->broken_ms < 0) {
		watched->broken_ms = now_ms;
	}
}

void
simulated_check(struct simulated *simulated)
{
	for (uint32_t i = 0; i < simulated->watch_count; i++)
		watch_check(simulated, &simulated->watches[i]);
}

/* The sooner of two times; -1 is never. */
static int64_t
sooner(int64_t one, int64_t other)
{
	return one < 0 || (other >= 0 && other < one) ? other : one;
}

int64_t
simulated_next_ms(const struct simulated *simulated)
{
	return sooner(sim_next_ms(simulated->sim),
	    sooner(faults_strike_ms(simulated), people_type_ms(simulated)));
}

void
simulated_moment(struct simulated *simulated, int64_t until_ms)
{
	assert(until_ms >= sim_now_ms(simulated->sim));
	sim_run_until(simulated->sim, sooner(until_ms,
	    simulated_next_ms(simulated)));
	people_type(simulated);
	faults_strike(simulated);
	simulated_check(simulated);
}

void
simulated_at_work(struct simulated *simulated, bool at_work)
{
	const struct watch watch = { .at_work = at_work };

	online_spare(simulated->sim, &watch);
}

void
simulated_rests(struct simulated *simulated, uint32_t guest)
{
	const struct watch watch = { .by_node = true, .guest = guest };

	online_spare(simulated->sim, &watch);
}

static int64_t
now_ms(struct backend *backend)
{
	return sim_now_ms(((struct simulated *)backend)->sim);
}

static uint64_t
begin(struct backend *backend, const struct op *op, struct result *res)
{
	struct simulated *simulated = (struct simulated *)backend;
	struct translation *translation = &simulated->translation;
	uint64_t handle = HANDLE_OVER;
	struct op buffer;

	/* A pause is neither a question nor a change: no column is needed. */
	if (op->kind == OP_PAUSE)
		return sim_pause(simulated->sim, op->number);
	op = translation_op(translation, op, &buffer);
	if (op_table[op->kind].question) {
		sim_answer(simulated->sim, op, res);
		translation_result(translation, op, res);
	} else {
		handle = sim_begin(simulated->sim, op, simulated->cause, res);
		simulated_check(simulated);
	}
	return handle;
}

void
simulated_ask(struct simulated *simulated, const struct op *op,
    struct result *res)
{
	struct op buffer;

	op = translation_op(&simulated->translation, op, &buffer);
	sim_ask(simulated->sim, op, res);
	translation_result(&simulated->translation, op, res);
}

uint32_t
simulated_begin(struct simulated *simulated, const struct op *op,
    enum cause cause, struct result *res)
{
	struct op buffer;

	op = translation_op(&simulated->translation, op, &buffer);
	return sim_begin(simulated->sim, op, cause, res);
}

static bool
wait(struct backend *backend, uint64_t handle, int64_t until_ms,
    struct result *res)
{
	struct simulated *simulated = (struct simulated *)backend;
	int64_t due_ms = sim_pause_ms(handle);

	while (!sim_over(simulated->sim, handle, res)) {
		if (sim_now_ms(simulated->sim) >= until_ms)
			return false;
		simulated_moment(simulated, sooner(due_ms, until_ms));
	}
	return true;
}

static void
leave(struct backend *backend, uint64_t handle)
{
	if (sim_pause_ms(handle) == INT64_MAX)
		sim_leave(((struct simulated *)backend)->sim,
		    (uint32_t)handle);
}

void
simulated_make(struct simulated *simulated, const struct simulated_from *from,
    struct sink *sink)
{
	assert(from->site != NULL && from->names != NULL);
	memset(simulated, 0, sizeof(*simulated));
	simulated->backend = (struct backend){ "simulated", now_ms, begin,
	    wait, leave, NULL, NULL, NULL };
	simulated->site = from->site;
	simulated->sink = sink;
	simulated->sim = sim_make(from->site, from->now, from->seed);
	simulated->shell = (struct shell){ simulated->sim, from->site, NULL };
	simulated->cause = CAUSE_OP;
	translation_make(&simulated->translation, from->names,
	    sim_names(simulated->sim), sink);
	sim_listen(simulated->sim, sink != NULL ?
	    &simulated->translation.sink : NULL);
}

void
simulated_drop(struct simulated *simulated)
{
	translation_drop(&simulated->translation);
	sim_drop(simulated->sim);
	simulated->sim = NULL;
}

/* Emit the service of a guest that is up when time begins. */
static void
guest_emit(struct simulated *simulated, uint32_t guest)
{
	struct event event = { .type = EVENT_SERVICE, .guest = guest,
	    .met = true, .part = PART_WAIT };

	if (!sim_guest_up(simulated->sim, guest))
		return;
	event.on = sim_guest_node(simulated->sim, guest);
	sink_emit(simulated->sink, &event);
}

void
simulated_zero(struct simulated *simulated)
{
	sim_rewind(simulated->sim);
	for (uint32_t g = 1; g <= simulated->site->guest_count; g++)
		guest_emit(simulated, g);
	for (uint32_t i = 0; i < simulated->watch_count; i++)
		simulated->watches[i].first_ms =
		    simulated->watches[i].broken_ms = -1;
	simulated_check(simulated);
}

static enum kind
kind_of(const struct condition *condition)
{
	enum kind kind = KIND_NONE;
	bool answered;

	sim_state(condition->state, &kind, &answered);
	return kind;
}

bool
simulated_holds(struct simulated *simulated, const struct condition *condition)
{
	struct condition in = translation_condition(&simulated->translation,
	    kind_of(condition), condition);

	return sim_holds(simulated->sim, &in);
}

bool
simulated_observe(struct simulated *simulated, struct condition *condition)
{
	struct condition in = translation_condition(&simulated->translation,
	    kind_of(condition), condition);

	if (!sim_observe(simulated->sim, &in))
		return false;
	condition->state = in.state;
	condition->on = translation_out(&simulated->translation, KIND_NODE,
	    in.on);
	return true;
}

uint32_t
simulated_watch(struct simulated *simulated, const struct condition *condition)
{
	uint32_t n = simulated->watch_count;

	assert(n < SIMULATED_WATCHES);
	simulated->watches[n] = (struct watched){ *condition, -1, -1 };
	simulated->watch_count++;
	simulated_check(simulated);
	return n;
}
