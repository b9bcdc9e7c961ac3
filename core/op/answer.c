#include "core/op/answer.h"

#include <assert.h>
#include <stddef.h>

#define S(state)	STATE_BIT(STATE_##state)

static const char *const words[STATES] = {
	[STATE_STRANGE] = "strange",
	[STATE_ABSENT] = "absent",
	[STATE_PRESENT] = "present",
	[STATE_MISSING] = "missing",
	[STATE_EXPORTED] = "exported",
	[STATE_IMPORTED] = "imported",
	[STATE_REGISTERED] = "registered",
	[STATE_UNMANAGED] = "unmanaged",
	[STATE_OFFLINE] = "offline",
	[STATE_PENDING] = "pending",
	[STATE_ONLINE] = "online",
	[STATE_ONLINE_FAULTED] = "online-faulted",
	[STATE_STOP_FAILED] = "stop-failed",
	[STATE_START_FAILED] = "start-failed",
	[STATE_DISABLED] = "disabled",
	[STATE_STARTING] = "starting",
	[STATE_STOPPING] = "stopping",
	[STATE_MONITORED] = "monitored",
	[STATE_UNMONITORED] = "unmonitored",
	[STATE_SUSPENDED] = "suspended",
	[STATE_RESUMED] = "resumed",
	[STATE_INACTIVE] = "inactive",
	[STATE_BOUND] = "bound",
	[STATE_AT_OK] = "at-ok",
	[STATE_BOOTING] = "booting",
	[STATE_RUNNING] = "running",
	[STATE_HALTING] = "halting",
	[STATE_HUNG] = "hung",
	[STATE_MOVING] = "moving",
	[STATE_SAVED] = "saved",
	[STATE_OLDER] = "older",
	[STATE_DEGRADED] = "degraded",
	[STATE_UP] = "up",
	[STATE_DOWN] = "down",
	[STATE_NONE] = "none",
	[STATE_AT_WORK] = "at-work",
	[STATE_HELD] = "held",
	[STATE_PARTIAL] = "partial",
	[STATE_COMPLETE] = "complete",
	[STATE_STOPPED] = "stopped",
	[STATE_OFF] = "off",
	[STATE_WRITING] = "writing",
	[STATE_FROZEN] = "frozen",
	[STATE_NOTHING_NEWER] = "nothing-newer",
	[STATE_NEWER] = "newer",
	[STATE_UPGRADABLE] = "upgradable",
	[STATE_INTERRUPTED] = "interrupted",
	[STATE_UPGRADED] = "upgraded",
	[STATE_EQUAL] = "equal",
	[STATE_DIFFERENT] = "different",
	[STATE_WOULD_GO] = "would-go",
	[STATE_WOULD_FAIL] = "would-fail",
	[STATE_FENCED] = "fenced",
	[STATE_NO_POWER] = "no-power",
};

/* No answer to a question about how something is. */
static const uint64_t unknown = S(STRANGE) | S(FENCED) | S(NO_POWER);

static const uint64_t busy = S(PENDING) | S(STARTING) | S(STOPPING) |
    S(HALTING) | S(MOVING) | S(AT_WORK);

/* States that follow one another without a command, and states that differ only
 * in how they were reached. */
static const uint64_t alike[] = {
	S(AT_OK) | S(BOOTING) | S(RUNNING) | S(HUNG),
	S(UNMANAGED) | S(OFFLINE),
};

const char *
state_name(enum state state)
{
	assert(state < STATES);
	return words[state];
}

/* Will the state change without a command? */
static bool
state_busy(enum state state)
{
	return (STATE_BIT(state) & busy) != 0;
}

/* A booting guest becomes "running", and nothing else. */
bool
want_under_way(const struct want *want, const struct answer *answer)
{
	return state_busy(answer->state) ||
	    (answer->state == STATE_BOOTING &&
	    (want->states & S(RUNNING)) != 0);
}

bool
answer_is_fenced(const struct answer *answer)
{
	return answer->state == STATE_FENCED ||
	    answer->state == STATE_NO_POWER;
}

bool
want_met(const struct want *want, const struct answer *answer)
{
	if ((STATE_BIT(answer->state) & unknown) != 0)
		return false;
	/* Most care for nothing else. */
	if (want->cares == WANT_STATE)
		return (want->states & STATE_BIT(answer->state)) != 0;
	if ((want->cares & WANT_OR_ABSENT) != 0 &&
	    answer->state == STATE_ABSENT)
		return true;
	if ((want->cares & WANT_STATE) != 0 &&
	    (want->states & STATE_BIT(answer->state)) == 0)
		return false;
	if ((want->cares & WANT_ON) != 0 && want->on != answer->on)
		return false;
	if ((want->cares & WANT_ELSEWHERE) != 0 && want->on == answer->on)
		return false;
	if ((want->cares & WANT_VALUE) != 0 && want->value != answer->value)
		return false;
	if ((want->cares & WANT_OTHER) != 0 && want->value == answer->value)
		return false;
	if ((want->cares & WANT_NUMBER) != 0 && want->number != answer->number)
		return false;
	if ((want->cares & WANT_AT_MOST) != 0 && answer->number > want->number)
		return false;
	return (want->cares & WANT_AT_LEAST) == 0 ||
	    answer->number >= want->number;
}

uint64_t
states_like(enum state state)
{
	for (size_t i = 0; i < sizeof(alike) / sizeof(alike[0]); i++)
		if ((alike[i] & STATE_BIT(state)) != 0)
			return alike[i];
	return STATE_BIT(state);
}

struct want
want_back(const struct want *want, const struct answer *found)
{
	struct want back = *want;
	bool within = (want->states & STATE_BIT(found->state)) != 0;

	back.cares &= ~(uint32_t)(WANT_AT_LEAST | WANT_AT_MOST |
	    WANT_OR_ABSENT | WANT_ELSEWHERE);
	if ((want->cares & WANT_ELSEWHERE) != 0)
		back.cares |= WANT_ON;
	back.states = within ? STATE_BIT(found->state) :
	    states_like(found->state) & ~want->states;
	back.on = found->on;
	back.value = found->value;
	back.number = found->number;
	return back;
}
