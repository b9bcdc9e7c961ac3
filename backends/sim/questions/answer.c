/*
 * The answer to a question as a result: the error names the place that does not
 * answer.
 */
#include "backends/sim/kernel/place.h"
#include "backends/sim/questions/answer.h"
#include "backends/sim/questions/ask.h"
#include "backends/sim/world/growth.h"
#include "core/base/rare.h"

RARE static void
no_answer(struct sim *sim, const struct op *op, struct result *res)
{
	res->outcome = UNKNOWN;
	res->answer = (struct answer){ 0 };
	err_set(&res->err, ERR_NO_ANSWER, "%s does not answer",
	    op->on != 0 ? place_name(sim, op->on) : op->source != 0 ?
	    sim_name(sim, KIND_SOURCE, op->source) : "the cluster");
}

RARE static void
answer_all(struct sim *sim, const struct op *op, struct result *res)
{
	if (ask_all(sim, op))
		res->all = &sim->all;
	else
		no_answer(sim, op, res);
}

void
sim_answer(struct sim *sim, const struct op *op, struct result *res)
{
	res->outcome = DONE;
	res->all = NULL;
	growth_names(sim);
	if (op_of_all(op))
		answer_all(sim, op, res);
	else if (!ask(sim, op, &res->answer))
		no_answer(sim, op, res);
}

void
sim_ask(struct sim *sim, const struct op *op, struct result *res)
{
	result_clear(res);
	sim_answer(sim, op, res);
	res->at_ms = world_now_ms(sim->world);
}
