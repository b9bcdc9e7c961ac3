/*
 * People who answer: whoever is not told otherwise says yes.
 */
#include <string.h>

#include "tools/scenario/stage.h"

bool
stage_reply(struct stage *stage, const char *step, const char *with,
    struct err *err)
{
	if (strcmp(with, "yes") != 0 && strcmp(with, "no") != 0 &&
	    strcmp(with, "initial") != 0)
		return err_set(err, ERR_FILE_INVALID, "\"%s\": an answer is "
		    "yes, no or, to an installer, initial", with);
	if (stage->reply_count == STAGE_ANSWERS)
		return err_set(err, ERR_TOO_MANY, "a scenario has at most %d "
		    "answers", STAGE_ANSWERS);
	stage->replies[stage->reply_count++] = (struct reply){ step, with,
	    false };
	return true;
}

const char *
stage_idle_reply(const struct stage *stage)
{
	for (uint32_t i = 0; i < stage->reply_count; i++)
		if (!stage->replies[i].given)
			return stage->replies[i].step;
	return NULL;
}

static const char *
step_of(const struct stage *stage, const struct op *op)
{
	const struct plan *plan = stage->plan;

	for (uint32_t i = 0; plan != NULL && i < plan->step_count; i++)
		if (plan->steps[i].kind == STEP_CHANGE &&
		    op_equal(&plan->steps[i].op, op))
			return plan->steps[i].name;
	return op_table[op->kind].name;
}

static struct reply *
reply_to(struct stage *stage, const char *step)
{
	for (uint32_t i = 0; i < stage->reply_count; i++)
		if (!stage->replies[i].given &&
		    strcmp(stage->replies[i].step, step) == 0)
			return &stage->replies[i];
	return NULL;
}

static void
refused(struct stage *stage, const char *step, struct result *res)
{
	stage_advance(stage, sim_now_ms(stage->sim) +
	    stage->site->timing.timed[TIMED_PERSON].fixed_ms);
	memset(res, 0, sizeof(*res));
	res->outcome = FAILED;
	res->at_ms = sim_now_ms(stage->sim);
	err_set(&res->err, ERR_PERSON_REFUSED, "%s: the answer was no", step);
}

bool
stage_replied(struct stage *stage, struct op *op, struct result *res)
{
	bool person = op_table[op->kind].person ||
	    op_table[op->kind].at_console;
	const char *step = person ? step_of(stage, op) : "";
	struct reply *reply = person ? reply_to(stage, step) : NULL;

	if (reply == NULL)
		return false;
	reply->given = true;
	if (strcmp(reply->with, "no") == 0) {
		refused(stage, step, res);
		return true;
	}
	if (strcmp(reply->with, "initial") == 0)
		op->value = names_put(stage->site->names, KIND_TEXT,
		    "initial");
	return false;
}
