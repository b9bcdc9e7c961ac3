/*
 * Bind, unbind, start and migrate, as ldm does them.
 */
#include "backends/sim/hypervisor/guest.h"

#include "backends/sim/hypervisor/bind.h"
#include "backends/sim/hypervisor/boot.h"
#include "backends/sim/hypervisor/domain.h"
#include "backends/sim/kernel/place.h"
#include "backends/sim/kernel/settle.h"
#include "backends/sim/kernel/work.h"
#include "backends/sim/storage/files.h"
#include "backends/sim/world/declared.h"

static bool
wrong_state(struct sim *sim, const struct op *op, const char *must,
    struct err *err)
{
	enum state state = domain_state(sim, domain_of(sim, op));

	if (state == STATE_ABSENT)
		return err_set(err, ERR_NOT_FOUND, "LDom %s not found on %s",
		    sim_name(sim, KIND_GUEST, op->guest),
		    sim_name(sim, KIND_NODE, op->on));
	return err_set(err, ERR_WRONG_STATE, "LDom %s is %s on %s; it must "
	    "be %s", sim_name(sim, KIND_GUEST, op->guest), state_name(state),
	    sim_name(sim, KIND_NODE, op->on), must);
}

static bool
guest_bind_allows(struct sim *sim, const struct op *op, struct err *err)
{
	const struct domain_row *domain = domain_of(sim, op);

	if (domain_state(sim, domain) != STATE_INACTIVE)
		return wrong_state(sim, op, "inactive", err);
	return bind_allows(sim, domain, op->on, err);
}

static void
guest_bind(struct sim *sim, const struct op *op)
{
	bind_allocate(sim, domain_of(sim, op));
	domain_become(sim, domain_of(sim, op), STATE_BOUND, SOFT_NONE);
}

static bool
guest_unbind_allows(struct sim *sim, const struct op *op, struct err *err)
{
	return domain_state(sim, domain_of(sim, op)) == STATE_BOUND ||
	    wrong_state(sim, op, "stopped", err);
}

static void
guest_unbind(struct sim *sim, const struct op *op)
{
	bind_release(sim, domain_of(sim, op));
	domain_become(sim, domain_of(sim, op), STATE_INACTIVE, SOFT_NONE);
}

static bool
guest_start_allows(struct sim *sim, const struct op *op, struct err *err)
{
	return domain_state(sim, domain_of(sim, op)) == STATE_BOUND ||
	    wrong_state(sim, op, "bound", err);
}

static void
guest_start(struct sim *sim, const struct op *op)
{
	boot_start(sim, domain_of(sim, op), op->on);
}

static bool
target_allows(struct sim *sim, const struct op *op, struct err *err)
{
	const char *to = sim_name(sim, KIND_NODE, op->to);

	if (!node_answers(sim, op->to))
		return err_set(err, ERR_NODE_DOWN, "failed to establish a "
		    "connection with the domain manager on %s", to);
	if (world_domain_of(sim->world, op->guest, op->to) != 0)
		return err_set(err, ERR_EXISTS, "LDom %s already exists "
		    "on %s", sim_name(sim, KIND_GUEST, op->guest), to);
	return domain_of(sim, op)->state != STATE_BOUND ||
	    bind_allows(sim, domain_of(sim, op), op->to, err);
}

/*
 * Cold migration only.  An active domain would need its disks on both nodes at
 * once, which a pool cannot give it.
 */
static bool
guest_migrate_allows(struct sim *sim, const struct op *op, struct err *err)
{
	const struct domain_row *domain = domain_of(sim, op);

	if (domain->guest == 0 || domain->work != 0)
		return wrong_state(sim, op, "inactive or bound", err);
	if (op->file != 0 && !file_visible(sim, op->file, op->on))
		return err_set(err, ERR_PASSWORD_MISSING, "the password file "
		    "%s is not on %s", sim_name(sim, KIND_FILE, op->file),
		    sim_name(sim, KIND_NODE, op->on));
	if (domain->state == STATE_AT_OK && domain->soft == SOFT_OK)
		return err_set(err, ERR_UNSUPPORTED, "LDom %s is at the ok "
		    "prompt, where it cannot be migrated",
		    sim_name(sim, KIND_GUEST, op->guest));
	if (domain->state == STATE_AT_OK)
		return err_set(err, ERR_UNSUPPORTED, "LDom %s is active and "
		    "its disks are not visible on both nodes",
		    sim_name(sim, KIND_GUEST, op->guest));
	return target_allows(sim, op, err);
}

static void
guest_migrate_begin(struct sim *sim, uint32_t row)
{
	const struct op *op = &world_work(sim->world, row)->op;
	struct domain_row *domain = domain_of(sim, op);

	domain->work = row;
	sim_touch(sim, KIND_GUEST, op->guest);
	sim_emit(sim, (struct thing){ KIND_GUEST, op->guest, op->on },
	    domain->state, STATE_MOVING);
	work_after(sim, row, declared_ms(sim, op));
}

/* A bound domain releases its resources here and allocates new ones there. */
static void
move(struct sim *sim, struct domain_row *domain, uint32_t to)
{
	uint32_t from = domain->node;
	bool bound = domain->state == STATE_BOUND;

	if (bound)
		bind_release(sim, domain);
	domain->node = to;
	if (bound)
		bind_allocate(sim, domain);
	sim_touch(sim, KIND_GUEST, domain->guest);
	sim_emit(sim, (struct thing){ KIND_GUEST, domain->guest, from },
	    STATE_MOVING, STATE_ABSENT);
	sim_emit(sim, (struct thing){ KIND_GUEST, domain->guest, to },
	    STATE_ABSENT, domain->state);
}

static void
guest_migrate_end(struct sim *sim, uint32_t row)
{
	const struct op *op = &world_work(sim->world, row)->op;
	struct domain_row *domain = domain_of(sim, op);
	struct err err;

	if (domain->work == row)
		domain->work = 0;
	if (!guest_migrate_allows(sim, op, &err)) {
		sim_touch(sim, KIND_GUEST, op->guest);
		sim_emit(sim, (struct thing){ KIND_GUEST, op->guest, op->on },
		    STATE_MOVING, domain_state(sim, domain));
		work_end(sim, row, FAILED, err.code);
		return;
	}
	move(sim, domain, op->to);
	work_end(sim, row, DONE, ERR_NONE);
}

static bool
migrate_cancel(struct sim *sim, uint32_t guest, uint32_t node)
{
	const struct op op = { .guest = guest, .on = node };
	struct domain_row *domain = domain_of(sim, &op);
	uint32_t row = domain->work;

	if (domain->guest == 0 || domain_state(sim, domain) != STATE_MOVING)
		return false;
	domain->work = 0;
	sim_touch(sim, KIND_GUEST, guest);
	sim_emit(sim, (struct thing){ KIND_GUEST, guest, node }, STATE_MOVING,
	    domain_state(sim, domain));
	queue_remove(sim->world, row);
	work_end(sim, row, FAILED, ERR_CANCELLED);
	return true;
}

bool
ask_migration(struct sim *sim, const struct op *op, struct answer *answer)
{
	struct err err;

	answer->on = op->on;
	answer->state = guest_migrate_allows(sim, op, &err) ? STATE_WOULD_GO :
	    STATE_WOULD_FAIL;
	return true;
}

const struct act guest_bind_act = { .allows = guest_bind_allows,
    .apply = guest_bind };

const struct act guest_unbind_act = { .allows = guest_unbind_allows,
    .apply = guest_unbind };

const struct act guest_start_act = { .allows = guest_start_allows,
    .apply = guest_start };

static bool
guest_cancel_allows(struct sim *sim, const struct op *op, struct err *err)
{
	return domain_state(sim, domain_of(sim, op)) == STATE_MOVING ||
	    err_set(err, ERR_WRONG_STATE, "LDom %s is not being migrated",
	    sim_name(sim, KIND_GUEST, op->guest));
}

static void
guest_cancel(struct sim *sim, const struct op *op)
{
	migrate_cancel(sim, op->guest, op->on);
}

const struct act guest_cancel_act = { .allows = guest_cancel_allows,
    .apply = guest_cancel };

const struct act guest_migrate_act = { .allows = guest_migrate_allows,
    .begin = guest_migrate_begin, .end = guest_migrate_end };
