#include "tools/explore/proving.h"

#include <assert.h>
#include <string.h>

#include "core/plan/precondition.h"
#include "core/procedures/procedure.h"

enum { TRIES = 3 };

/* Of every operation: half a key is enough, for there are a few thousand
 * different ones. */
static uint64_t
number_of(const struct op *op)
{
	uint64_t words[sizeof(*op) / sizeof(uint64_t)], number = 0;

	static_assert(sizeof(words) == sizeof(*op), "all of it");
	memcpy(words, op, sizeof(words));
	for (unsigned i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		number = (number ^ words[i]) * 0x9e3779b97f4a7c15u;
		number ^= number >> 29;
	}
	return number;
}

static bool
is_asked(const struct proven *proven, const struct op *ask)
{
	uint64_t number = number_of(ask);
	uint32_t count = proven->count < PROVING_ASKED ? proven->count :
	    PROVING_ASKED;

	for (uint32_t i = 0; i < count; i++)
		if (proven->question[i] == number)
			return true;
	return false;
}

/* What a command is rerouted to needs the same proofs as the step's own. */
static bool
is_proved(const struct proven *proven, const struct plan *plan,
    const struct run *run, const struct op *op)
{
	const struct step *step = &plan->steps[run->step];
	bool back = run->way == WAY_BACK;
	struct proving proving = { plan->guest, plan->from,
	    (step->guarded ? PRECONDITION_GUARDED : 0u) |
	    (plan->procedure->takes_source ? PRECONDITION_CONVERTS : 0u) |
	    (back ? 0u : PRECONDITION_FORWARD) };
	struct fact facts[PRECONDITIONS];
	uint32_t n = precondition_list(plan->site, &proving, back ? op :
	    &step->op, facts);

	assert(n <= PROVING_ASKED);
	for (uint32_t i = 0; i < n; i++) {
		/* A marked question is answered by no earlier answer. */
		facts[i].ask.forced = op->forced;
		if (!is_asked(proven, &facts[i].ask))
			return false;
	}
	return true;
}

void
proving_decided(struct proven *proven)
{
	proven->typed = proven->tries = 0;
}

/* The same command may belong to more than one step: to one, and to the undo
 * of another. */
static void
tries_note(struct proven *proven, const struct run *run, const struct op *op)
{
	uint64_t number = number_of(op) + ((uint64_t)run->way << 40 |
	    (uint64_t)run->step << 8 | run->undo);

	proven->tries = number == proven->typed ? proven->tries + 1 : 1;
	proven->typed = number;
	if (proven->tries > TRIES)
		proven->overdone = op->kind;
}

void
proving_note(struct proven *proven, const struct plan *plan,
    const struct run *run, const struct op *op)
{
	if (run->pausing != 0)
		return;
	if (op_table[op->kind].question) {
		proven->question[proven->count++ % PROVING_ASKED] =
		    number_of(op);
		return;
	}
	if (run->way != WAY_CHECK && run->moment == MOMENT_DO) {
		if (!is_proved(proven, plan, run, op))
			proven->unproved = op->kind;
		tries_note(proven, run, op);
	}
	proven->count = 0;
}
