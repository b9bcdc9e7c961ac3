/*
 * Armed faults of the world: each strikes once, when its time has come and its
 * condition holds.
 */
#include <assert.h>
#include <stddef.h>

#include "backends/sim/session/internal.h"
#include "backends/sim/session/strike.h"
#include "backends/sim/session/vocabulary.h"
#include "backends/sim/sim.h"

static void
emit(struct simulated *simulated, const struct fault *fault, const char *word)
{
	sink_emit(simulated->sink, &(struct event){ .type = EVENT_FAULT,
	    .at_ms = sim_now_ms(simulated->sim), .text = fault->text,
	    .word = word });
}

static bool
is_due(struct simulated *simulated, const struct fault *fault)
{
	return sim_now_ms(simulated->sim) >= fault->at_ms &&
	    (!fault->has_when || simulated_holds(simulated, &fault->when));
}

void
faults_strike(struct simulated *simulated)
{
	for (uint32_t i = 0; i < simulated->fault_count; i++) {
		struct armed *armed = &simulated->faults[i];
		struct fault fault;

		if (armed->over || !is_due(simulated, &armed->fault))
			continue;
		armed->over = true;
		fault = translation_fault(&simulated->translation,
		    &armed->fault);
		if (!sim_strike(simulated->sim, &fault))
			continue;
		armed->struck++;
		simulated->disturbed = true;
		emit(simulated, &armed->fault, "struck");
	}
}

int64_t
faults_strike_ms(const struct simulated *simulated)
{
	int64_t next_ms = -1;

	for (uint32_t i = 0; i < simulated->fault_count; i++) {
		const struct armed *armed = &simulated->faults[i];

		if (!armed->over &&
		    armed->fault.at_ms > sim_now_ms(simulated->sim) &&
		    (next_ms < 0 || armed->fault.at_ms < next_ms))
			next_ms = armed->fault.at_ms;
	}
	return next_ms;
}

bool
simulated_arm(struct simulated *simulated, const struct fault *fault,
    struct err *err)
{
	assert(fault->class == FAULT_WORLD);
	if (simulated->fault_count == SIMULATED_FAULTS)
		return err_set(err, ERR_TOO_MANY, "a scenario has at most %d "
		    "faults of the world", SIMULATED_FAULTS);
	simulated->faults[simulated->fault_count++] = (struct armed){ *fault,
	    0, 0, false };
	emit(simulated, fault, "armed");
	faults_strike(simulated);
	return true;
}

bool
simulated_strike(struct simulated *simulated, const struct fault *fault)
{
	struct fault in = translation_fault(&simulated->translation, fault);

	assert(fault->class == FAULT_WORLD);
	return sim_strike(simulated->sim, &in);
}

bool
simulated_mend(struct simulated *simulated, const struct fault *fault)
{
	struct armed *armed = armed_find(simulated->faults,
	    simulated->fault_count, fault);
	struct fault in;

	if (armed == NULL)
		return false;
	armed->over = true;
	in = translation_fault(&simulated->translation, fault);
	sim_mend(simulated->sim, &in);
	emit(simulated, &armed->fault, "mended");
	return true;
}

void
simulated_forget(struct simulated *simulated)
{
	uint32_t kept = 0;

	for (uint32_t i = 0; i < simulated->fault_count; i++)
		if (armed_in_force(&simulated->faults[i]))
			simulated->faults[kept++] = simulated->faults[i];
	simulated->fault_count = kept;
}
