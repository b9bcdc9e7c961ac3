/*
 * "ldm stop": a running operating system is asked to shut down.
 *
 * At the ok prompt nobody answers that request.  ldm waits, says so, and stops
 * the domain; its status is 0.  With -f it asks nobody.
 */
#include "backends/sim/hypervisor/stop.h"

#include <assert.h>
#include <stdio.h>

#include "backends/sim/hypervisor/boot.h"
#include "backends/sim/hypervisor/domain.h"
#include "backends/sim/kernel/work.h"
#include "backends/sim/world/declared.h"
#include "backends/sim/world/draw.h"

enum { LINE_BYTES = 256 };

int64_t
stop_ms(struct sim *sim, const struct domain_row *domain)
{
	const struct op op = { .kind = OP_GUEST_STOP };

	assert(domain->guest != 0);
	if (domain_is_deaf(domain))
		return declared_timed_ms(sim, TIMED_STOP_AT_OK);
	if (domain->soft != SOFT_RUNNING)
		return declared_timed_ms(sim, TIMED_AGENT_CALL);
	return draw_about(sim, DRAW_HALT, domain->guest, declared_ms(sim, &op));
}

static bool
guest_stop_allows(struct sim *sim, const struct op *op, struct err *err)
{
	const struct domain_row *domain = domain_of(sim, op);

	if (domain->state == STATE_AT_OK &&
	    (op->forced != 0 || domain->soft != SOFT_HALTING))
		return true;
	return domain_allows(sim, op, err) && err_set(err, ERR_WRONG_STATE,
	    "%s is %s on %s", sim_name(sim, KIND_GUEST, op->guest),
	    state_name(domain_state(sim, domain)),
	    sim_name(sim, KIND_NODE, op->on));
}

static void
guest_stop_begin(struct sim *sim, uint32_t row)
{
	const struct op *op = &world_work(sim->world, row)->op;
	struct domain_row *domain = domain_of(sim, op);

	work_after(sim, row, op->forced != 0 ? declared_timed_ms(sim,
	    TIMED_AGENT_CALL) : stop_ms(sim, domain));
	if (op->forced != 0 || domain->soft != SOFT_RUNNING)
		return;
	domain->work = row;
	domain_become(sim, domain, STATE_AT_OK, SOFT_HALTING);
}

/* One line of what the person reads who has typed it. */
static void
print(struct sim *sim, const struct op *op, const char *before,
    const char *after)
{
	char text[LINE_BYTES];
	struct event event = { .type = EVENT_OUTPUT, .on = op->on,
	    .cause = sim->cause, .text = text };

	if (sim->sink == NULL || sim->cause != CAUSE_PERSON)
		return;
	event.at_ms = world_now_ms(sim->world);
	snprintf(text, sizeof(text), "%s%s%s", before,
	    sim_name(sim, KIND_GUEST, op->guest), after);
	sim->sink->emit(sim->sink, &event);
}

static void
guest_stop_end(struct sim *sim, uint32_t row)
{
	const struct op *op = &world_work(sim->world, row)->op;
	struct domain_row *domain = domain_of(sim, op);

	if (domain->work == row)
		domain->work = 0;
	if (domain->state != STATE_AT_OK ||
	    (domain->soft == SOFT_HUNG && op->forced == 0)) {
		work_end(sim, row, domain->state == STATE_BOUND ? DONE :
		    FAILED, domain->state == STATE_BOUND ? ERR_NONE :
		    ERR_REFUSED);
		return;
	}
	if (op->forced == 0 && domain_is_deaf(domain))
		print(sim, op, "Remote graceful shutdown or reboot capability "
		    "is not available on ", "");
	print(sim, op, "LDom ", " stopped");
	boot_stop(sim, domain);
	work_end(sim, row, DONE, ERR_NONE);
}

const struct act guest_stop_act = { .allows = guest_stop_allows,
    .begin = guest_stop_begin, .end = guest_stop_end };
