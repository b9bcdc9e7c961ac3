/*
 * Faults: when they strike, and what comes of them.
 */
#include "tools/scenario/stage.h"

#include <stddef.h>

#include "backends/sim/vocabulary.h"

static const enum strike strikes[DOORS] = {
	[DOOR_REFUSE] = STRIKE_REFUSE,
	[DOOR_LOSE] = STRIKE_LOSE,
	[DOOR_LATE] = STRIKE_LATE,
	[DOOR_LIE] = STRIKE_LIE,
	[DOOR_HANG] = STRIKE_HANG,
	[DOOR_PARTIAL] = STRIKE_PARTIAL,
	[DOOR_STALE] = STRIKE_STALE,
};

static void
emit(struct stage *stage, const struct fault *fault, const char *word)
{
	sink_emit(stage->sink, &(struct event){ .type = EVENT_FAULT,
	    .at_ms = sim_now_ms(stage->sim), .text = fault->text,
	    .word = word });
}

static bool
is_armed(struct stage *stage, const struct fault *fault)
{
	return sim_now_ms(stage->sim) >= fault->at_ms &&
	    (!fault->has_when || sim_holds(stage->sim, &fault->when));
}

static bool
has_object(const struct op *op, const struct fault *fault)
{
	for (unsigned f = 0; f < FIELDS; f++)
		if (f != F_ON && f != F_TO && field_kind[f] == fault->kind &&
		    op->field[f] == fault->object)
			return true;
	return fault->kind == KIND_NONE;
}

/* "any" is any change: who wants a question struck names it. */
bool
stage_fits(const struct fault *fault, const struct op *op)
{
	return (fault->op != OP_NONE || !op_table[op->kind].question) &&
	    (fault->op == OP_NONE || fault->op == op->kind) &&
	    has_object(op, fault) &&
	    (fault->on == 0 || fault->on == op_place(op) ||
	    fault->on == op->on);
}

/* "nth 2" begins at the second time, "every 3" skips two between. */
static bool
is_turn(const struct armed *armed)
{
	const struct fault *fault = &armed->fault;
	int64_t nth = fault->nth > 0 ? fault->nth : 1;
	int64_t every = fault->every > 0 ? fault->every : 1;

	return armed->matched >= nth && (armed->matched - nth) % every == 0 &&
	    (fault->times == 0 || armed->struck < fault->times);
}

static enum strike
strike_of(const struct fault *fault)
{
	if (fault->class == FAULT_CRASH)
		return fault->before ? STRIKE_CRASH_BEFORE :
		    STRIKE_CRASH_AFTER;
	return strikes[fault->door];
}

int64_t
stage_crash_record(const struct stage *stage, bool before)
{
	for (uint32_t i = 0; i < stage->fault_count; i++)
		if (stage->faults[i].fault.class == FAULT_CRASH &&
		    stage->faults[i].fault.before == before &&
		    !stage->faults[i].over &&
		    stage->faults[i].fault.record >= 0)
			return stage->faults[i].fault.record;
	return -1;
}

void
stage_crash_struck(struct stage *stage)
{
	for (uint32_t i = 0; i < stage->fault_count; i++) {
		struct armed *armed = &stage->faults[i];

		if (armed->fault.class != FAULT_CRASH ||
		    armed->fault.record < 0 || armed->struck != 0)
			continue;
		armed->struck++;
		armed->over = true;
		emit(stage, &armed->fault, "struck");
	}
}

enum strike
stage_strike(struct stage *stage, const struct op *op, int64_t *amount)
{
	enum strike strike = STRIKE_NONE;

	for (uint32_t i = 0; i < stage->fault_count; i++) {
		struct armed *armed = &stage->faults[i];

		if (armed->fault.class == FAULT_WORLD || armed->over ||
		    armed->fault.record >= 0 ||
		    !stage_fits(&armed->fault, op) ||
		    !is_armed(stage, &armed->fault))
			continue;
		armed->matched++;
		if (strike != STRIKE_NONE || !is_turn(armed))
			continue;
		armed->struck++;
		strike = strike_of(&armed->fault);
		*amount = armed->fault.amount;
		emit(stage, &armed->fault, "struck");
	}
	return strike;
}

/* World faults whose time has come. */
void
stage_disasters(struct stage *stage)
{
	for (uint32_t i = 0; i < stage->fault_count; i++) {
		struct armed *armed = &stage->faults[i];

		if (armed->fault.class != FAULT_WORLD || armed->over ||
		    !is_armed(stage, &armed->fault))
			continue;
		armed->over = true;
		if (!sim_strike(stage->sim, &armed->fault))
			continue;
		armed->struck++;
		stage->disturbed = true;
		emit(stage, &armed->fault, "struck");
	}
}

int64_t
stage_next_disaster(const struct stage *stage)
{
	int64_t next_ms = -1;

	for (uint32_t i = 0; i < stage->fault_count; i++) {
		const struct armed *armed = &stage->faults[i];

		if (armed->fault.class == FAULT_WORLD && !armed->over &&
		    armed->fault.at_ms > sim_now_ms(stage->sim) &&
		    (next_ms < 0 || armed->fault.at_ms < next_ms))
			next_ms = armed->fault.at_ms;
	}
	return next_ms;
}

bool
stage_arm(struct stage *stage, const struct fault *fault, struct err *err)
{
	if (stage->fault_count == STAGE_FAULTS)
		return err_set(err, ERR_TOO_MANY,
		    "a scenario has at most %d faults", STAGE_FAULTS);
	stage->faults[stage->fault_count++] = (struct armed){ *fault, 0, 0,
	    false };
	stage->keeps = stage->keeps || (fault->class == FAULT_DOOR &&
	    fault->door == DOOR_STALE);
	emit(stage, fault, "armed");
	stage_disasters(stage);
	return true;
}

bool
stage_mend(struct stage *stage, const struct fault *fault)
{
	for (uint32_t i = 0; i < stage->fault_count; i++) {
		struct armed *armed = &stage->faults[i];

		if (armed->fault.class != fault->class ||
		    armed->fault.world != fault->world ||
		    armed->fault.door != fault->door ||
		    armed->fault.object != fault->object ||
		    armed->fault.on != fault->on)
			continue;
		armed->over = true;
		if (fault->class == FAULT_WORLD && armed->struck != 0)
			sim_mend(stage->sim, fault);
		emit(stage, &armed->fault, "mended");
		return true;
	}
	return false;
}

const struct fault *
stage_idle_fault(const struct stage *stage)
{
	for (uint32_t i = 0; i < stage->fault_count; i++)
		if (stage->faults[i].struck == 0 && !stage->faults[i].fault.may)
			return &stage->faults[i].fault;
	return NULL;
}
