/*
 * The answer to a question as a result: the error names the place that does not
 * answer.
 */
#include "backends/sim/kernel/place.h"
#include "backends/sim/questions/answer.h"
#include "backends/sim/questions/ask.h"
#include "backends/sim/world/growth.h"

void
sim_answer(struct sim *sim, const struct op *op, struct result *res)
{
	bool of_all = op_of_all(op);

	growth_names(sim);
	if (of_all ? ask_all(sim, op) : ask(sim, op, &res->answer)) {
		res->outcome = DONE;
		res->all = of_all ? &sim->all : NULL;
		return;
	}
	res->outcome = UNKNOWN;
	res->answer = (struct answer){ 0 };
	err_set(&res->err, ERR_NO_ANSWER, "%s does not answer",
	    op->on != 0 ? place_name(sim, op->on) : op->source != 0 ?
	    sim_name(sim, KIND_SOURCE, op->source) : "the cluster");
}

void
sim_ask(struct sim *sim, const struct op *op, struct result *res)
{
	result_clear(res);
	sim_answer(sim, op, res);
	res->at_ms = world_now_ms(sim->world);
}
