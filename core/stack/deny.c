/*
 * Denied answers: what was asked is not so.
 *
 * A question is answered with the contrary of what is so: what is there is
 * not, what runs stands, what would fit does not.
 */
#include "core/stack/faults.h"

#include <assert.h>

enum { NUMBER_HIGH = 1 << 30 };

/* Of a state that every question can have: STRANGE, if nothing is contrary. */
static const enum state contrary[STATES] = {
	[STATE_ABSENT] = STATE_PRESENT,
	[STATE_PRESENT] = STATE_ABSENT,
	[STATE_MISSING] = STATE_PRESENT,
	[STATE_EXPORTED] = STATE_MISSING,
	[STATE_IMPORTED] = STATE_EXPORTED,
	[STATE_REGISTERED] = STATE_ABSENT,
	[STATE_UNMANAGED] = STATE_STOP_FAILED,
	[STATE_OFFLINE] = STATE_STOP_FAILED,
	[STATE_ONLINE] = STATE_OFFLINE,
	[STATE_ONLINE_FAULTED] = STATE_OFFLINE,
	[STATE_STOP_FAILED] = STATE_ONLINE,
	[STATE_START_FAILED] = STATE_ONLINE,
	[STATE_DISABLED] = STATE_ONLINE,
	[STATE_MONITORED] = STATE_UNMONITORED,
	[STATE_UNMONITORED] = STATE_MONITORED,
	[STATE_SUSPENDED] = STATE_RESUMED,
	[STATE_RESUMED] = STATE_SUSPENDED,
	[STATE_INACTIVE] = STATE_RUNNING,
	[STATE_BOUND] = STATE_RUNNING,
	[STATE_AT_OK] = STATE_BOUND,
	[STATE_BOOTING] = STATE_BOUND,
	[STATE_RUNNING] = STATE_BOUND,
	[STATE_HUNG] = STATE_BOUND,
	[STATE_SAVED] = STATE_OLDER,
	[STATE_OLDER] = STATE_SAVED,
	[STATE_DEGRADED] = STATE_SAVED,
	[STATE_UP] = STATE_DOWN,
	[STATE_DOWN] = STATE_UP,
	[STATE_HELD] = STATE_ABSENT,
	[STATE_PARTIAL] = STATE_COMPLETE,
	[STATE_COMPLETE] = STATE_PARTIAL,
	[STATE_STOPPED] = STATE_RUNNING,
	[STATE_OFF] = STATE_RUNNING,
	[STATE_WRITING] = STATE_FROZEN,
	[STATE_FROZEN] = STATE_WRITING,
	[STATE_NOTHING_NEWER] = STATE_NEWER,
	[STATE_NEWER] = STATE_NOTHING_NEWER,
	[STATE_UPGRADABLE] = STATE_INTERRUPTED,
	[STATE_INTERRUPTED] = STATE_UPGRADED,
	[STATE_UPGRADED] = STATE_INTERRUPTED,
	[STATE_EQUAL] = STATE_DIFFERENT,
	[STATE_DIFFERENT] = STATE_EQUAL,
	[STATE_WOULD_GO] = STATE_WOULD_FAIL,
	[STATE_WOULD_FAIL] = STATE_WOULD_GO,
};

/* What is there, where nothing was said to be; STRANGE: present. */
static const enum state there[OP_KINDS] = {
	[OP_GUEST_STATE] = STATE_RUNNING,
	[OP_GROUP_STATE] = STATE_ONLINE,
	[OP_RESOURCE_STATE] = STATE_ONLINE,
	[OP_TYPE_STATE] = STATE_REGISTERED,
	[OP_CONFIG_STATE] = STATE_OLDER,
	[OP_LOCK_STATE] = STATE_HELD,
	[OP_ARCHIVE_STATE] = STATE_COMPLETE,
};

void
faults_deny(const struct op *ask, struct answer *answer)
{
	enum state was = (enum state)answer->state;
	enum state is = was == STATE_ABSENT && there[ask->kind] !=
	    STATE_STRANGE ? there[ask->kind] : contrary[was];

	assert(op_table[ask->kind].question && was < STATES);
	*answer = (struct answer){ .state = is, .on = is == STATE_RUNNING ||
	    is == STATE_ONLINE ? ask->on : 0,
	    .number = answer->number != 0 ? 0 : NUMBER_HIGH };
}
