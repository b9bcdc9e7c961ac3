#include "backends/sim/hypervisor/down.h"

#include <assert.h>

#include "backends/sim/hypervisor/boot.h"
#include "backends/sim/hypervisor/domain.h"
#include "backends/sim/kernel/work.h"

/* A shutdown that went on after its asker had given up, or that was typed at
 * the console. */
void
halt_event(struct sim *sim, uint32_t row)
{
	const struct work_row *work = world_work(sim->world, row);
	struct domain_row *domain = domain_of(sim, &work->op);
	uint32_t phase = work->phase;

	if (domain->work != row) {
		work_end(sim, row, DONE, ERR_NONE);
		return;
	}
	domain->work = 0;
	work_end(sim, row, DONE, ERR_NONE);
	if (phase == DOWN_OFF)
		boot_stop(sim, domain);
	else
		domain_become(sim, domain, STATE_AT_OK, phase == DOWN_SINGLE ?
		    SOFT_SINGLE : SOFT_OK);
	if (phase == DOWN_AGAIN)
		boot_again(sim, domain);
}

void
down_begin(struct sim *sim, struct domain_row *domain, enum down down,
    int64_t grace_ms)
{
	struct op op = { .kind = OP_GUEST_HALT, .on = domain->node,
	    .guest = domain->guest };
	uint32_t row;

	assert(domain->state == STATE_AT_OK && domain->work == 0);
	row = work_take(sim, &op, WORK_HALT, CAUSE_PERSON);
	world_work(sim->world, row)->phase = down;
	domain->work = row;
	domain_become(sim, domain, STATE_AT_OK, SOFT_HALTING);
	work_after(sim, row, grace_ms + boot_halt_ms(sim, domain->guest));
}
