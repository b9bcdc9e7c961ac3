/*
 * What a guest's operating system does: it boots, runs, shuts down, is
 * installed.
 *
 * It boots from the disk with id 0 if boot-device names it, and it answers and
 * holds what was installed; or from the install medium, if the medium is still
 * attached and boot-device is not the disk.  Otherwise it stays at the ok
 * prompt.
 */
#include "backends/sim/hypervisor/boot.h"

#include <assert.h>
#include <string.h>

#include "backends/sim/hypervisor/bind.h"
#include "backends/sim/hypervisor/boot_from.h"
#include "backends/sim/hypervisor/domain.h"
#include "backends/sim/kernel/settle.h"
#include "backends/sim/kernel/work.h"
#include "backends/sim/world/declared.h"
#include "backends/sim/world/draw.h"

/* Begin to boot.  Whether the boot succeeds is decided at its end. */
static void
boot_begin(struct sim *sim, struct domain_row *domain, uint32_t row)
{
	assert(domain->work == 0 || domain->work == row);
	world_guest(sim->world, domain->guest)->boots++;
	domain->work = row;
	domain_become(sim, domain, STATE_AT_OK, SOFT_BOOTING);
	work_after(sim, row, draw_about(sim, DRAW_BOOT, domain->guest,
	    declared_timed_ms(sim, TIMED_GUEST_BOOT)));
}

/* Boot, or stay at the ok prompt, as auto-boot? has it. */
static void
boot_or_stay(struct sim *sim, struct domain_row *domain, uint32_t node)
{
	struct op op = { .kind = OP_GUEST_BOOT, .on = node,
	    .guest = domain->guest };
	const struct part_row *variable;

	variable = world_part(sim->world, world_part_of(sim->world,
	    world_domain_of(sim->world, domain->guest, node), PART_VARIABLE,
	    sim->index.auto_boot));
	if (variable->value == sim->index.auto_boot_false)
		domain_become(sim, domain, STATE_AT_OK, SOFT_OK);
	else
		boot_begin(sim, domain, work_take(sim, &op, WORK_BOOT,
		    CAUSE_GUEST));
}

void
boot_start(struct sim *sim, struct domain_row *domain, uint32_t node)
{
	assert(world_is_bound(domain));
	domain->active_ns = sim->world->now_ns;
	bind_open(sim, domain);
	boot_or_stay(sim, domain, node);
}

void
boot_again(struct sim *sim, struct domain_row *domain)
{
	assert(domain->state == STATE_AT_OK && domain->work == 0);
	boot_or_stay(sim, domain, domain->node);
}

void
boot_by_node(struct sim *sim, struct domain_row *domain, uint32_t node)
{
	boot_start(sim, domain, node);
	domain->by_node = 1;
}

bool
boot_loop(struct sim *sim, uint32_t guest, bool loops)
{
	const struct op op = { .kind = OP_GUEST_BOOT, .guest = guest };

	assert(guest != 0);
	if (world_guest(sim->world, guest)->installed == INSTALLED_NOT)
		return false;
	world_guest(sim->world, guest)->installed = loops ? INSTALLED_LOOPS :
	    INSTALLED;
	for (uint32_t i = 1; !loops && i <= sim->world->table[T_DOMAIN].high;
	    i++) {
		struct domain_row *domain = world_domain(sim->world, i);

		if (domain->guest != guest || domain->soft != SOFT_LOOPING)
			continue;
		boot_begin(sim, domain, work_take(sim, &op, WORK_BOOT,
		    CAUSE_GUEST));
		world_work(sim->world, domain->work)->op.on = domain->node;
		world_work(sim->world, domain->work)->place = domain->node;
	}
	return true;
}

void
boot_stop(struct sim *sim, struct domain_row *domain)
{
	uint32_t row = domain->work;

	assert(domain->guest != 0);
	domain->work = 0;
	domain_become(sim, domain, STATE_BOUND, SOFT_NONE);
	domain->active_ns = 0;
	/* A move of its group goes on, and finds it stopped. */
	if (row != 0 && world_work(sim->world, row)->kind != WORK_MOVE)
		work_cut(sim, row, ERR_WRONG_STATE);
}

static bool
boot_finish(struct sim *sim, struct domain_row *domain, const struct op *op)
{
	enum boot_from from = boot_from(sim, domain, op);
	bool medium = from == FROM_MEDIUM, boots = from == FROM_DISK;
	bool loops = boots &&
	    world_guest(sim->world, domain->guest)->installed ==
	    INSTALLED_LOOPS;

	domain->work = 0;
	/* What happens to it once it has booted is not the node's doing. */
	if (boots)
		domain->by_node = 0;
	domain_become(sim, domain, STATE_AT_OK, medium ? SOFT_MEDIA : loops ?
	    SOFT_LOOPING : !boots ? SOFT_OK :
	    (op->number & TYPED_SINGLE) != 0 ? SOFT_SINGLE : SOFT_RUNNING);
	return boots && !loops;
}

/* The end of a boot for which somebody waits: of one that loops nothing is
 * heard any more. */
static void
boot_answer(struct sim *sim, const struct domain_row *domain, uint32_t row,
    bool boots)
{
	if (domain->soft == SOFT_LOOPING)
		work_end(sim, row, UNKNOWN, ERR_TIMEOUT);
	else
		work_end(sim, row, boots ? DONE : FAILED, boots ? ERR_NONE :
		    ERR_NOT_RUNNING);
}

void
boot_event(struct sim *sim, uint32_t row)
{
	const struct op *op = &world_work(sim->world, row)->op;
	struct domain_row *domain = domain_of(sim, op);

	if (domain->work == row)
		boot_finish(sim, domain, op);
	work_end(sim, row, DONE, ERR_NONE);
}

void
boot_typed(struct sim *sim, struct domain_row *domain, uint32_t disk,
    unsigned how)
{
	struct op op = { .kind = OP_GUEST_BOOT, .on = domain->node,
	    .guest = domain->guest, .disk = disk, .number = how };

	assert(domain->state == STATE_AT_OK && domain->work == 0);
	boot_begin(sim, domain, work_take(sim, &op, WORK_BOOT,
	    CAUSE_PERSON));
}

static bool
wrong_state(struct sim *sim, const struct op *op, enum err_code code,
    struct err *err)
{
	return err_set(err, code, "%s is %s on %s",
	    sim_name(sim, KIND_GUEST, op->guest),
	    state_name(domain_state(sim, domain_of(sim, op))),
	    sim_name(sim, KIND_NODE, op->on));
}

/* A halt is typed inside the guest, which needs a running operating system. */
static bool
guest_halt_already(struct sim *sim, const struct op *op)
{
	return domain_state(sim, domain_of(sim, op)) == STATE_AT_OK;
}

static bool
guest_halt_allows(struct sim *sim, const struct op *op, struct err *err)
{
	return domain_state(sim, domain_of(sim, op)) == STATE_RUNNING ||
	    wrong_state(sim, op, ERR_NOT_RUNNING, err);
}

int64_t
boot_halt_ms(struct sim *sim, uint32_t guest)
{
	const struct op op = { .kind = OP_GUEST_HALT };

	return draw_about(sim, DRAW_HALT, guest,
	    declared_ms(sim, &op));
}

static void
guest_halt_begin(struct sim *sim, uint32_t row)
{
	const struct op *op = &world_work(sim->world, row)->op;
	struct domain_row *domain = domain_of(sim, op);

	domain->work = row;
	domain_become(sim, domain, STATE_AT_OK, SOFT_HALTING);
	work_after(sim, row, boot_halt_ms(sim, op->guest));
}

static void
guest_halt_end(struct sim *sim, uint32_t row)
{
	struct domain_row *domain = domain_of(sim,
	    &world_work(sim->world, row)->op);

	domain->work = 0;
	domain_become(sim, domain, STATE_AT_OK, SOFT_OK);
	work_end(sim, row, DONE, ERR_NONE);
}

static bool
guest_boot_allows(struct sim *sim, const struct op *op, struct err *err)
{
	return domain_state(sim, domain_of(sim, op)) == STATE_AT_OK ||
	    wrong_state(sim, op, ERR_WRONG_STATE, err);
}

static void
guest_boot_begin(struct sim *sim, uint32_t row)
{
	struct domain_row *domain = domain_of(sim,
	    &world_work(sim->world, row)->op);

	boot_begin(sim, domain, row);
}

static void
guest_boot_end(struct sim *sim, uint32_t row)
{
	struct domain_row *domain = domain_of(sim,
	    &world_work(sim->world, row)->op);

	boot_answer(sim, domain, row, boot_finish(sim, domain,
	    &world_work(sim->world, row)->op));
}

static bool
guest_install_allows(struct sim *sim, const struct op *op, struct err *err)
{
	struct domain_row *domain = domain_of(sim, op);
	const struct part_row *part;

	if (domain_state(sim, domain) != STATE_AT_OK)
		return wrong_state(sim, op, ERR_WRONG_STATE, err);
	for (uint32_t p = domain->parts; p != 0; p = part->next) {
		part = world_part(sim->world, p);
		if (part->kind == PART_DISK && part->handle != HANDLE_OPEN)
			return err_set(err, ERR_PATH_MISSING, "%s does not "
			    "answer: the path of its volume does not exist, "
			    "or did not exist when the domain was bound",
			    sim_name(sim, KIND_DISK, part->name));
	}
	return true;
}

/* It boots from the medium, and then for the first time from the disk. */
static void
guest_install_begin(struct sim *sim, uint32_t row)
{
	const struct op *op = &world_work(sim->world, row)->op;
	struct domain_row *domain = domain_of(sim, op);

	world_guest(sim->world, op->guest)->boots++;
	domain->work = row;
	domain_become(sim, domain, STATE_AT_OK, SOFT_BOOTING);
	work_after(sim, row, draw_about(sim, DRAW_INSTALL, op->guest,
	    declared_ms(sim, op)));
}

/* From now on the guest's disks must keep their content. */
static void
disk_installed(struct sim *sim, uint32_t file)
{
	struct file_row *row = world_file(sim->world, file);

	row->expected = draw_name(DRAW_FULL, sim_name(sim, KIND_FILE, file));
	row->content = row->expected;
	sim_touch(sim, KIND_FILE, file);
}

void
boot_installed(struct sim *sim, uint32_t guest)
{
	const struct site_guest *row = declared_guest(sim, guest);

	for (uint32_t i = 0; i < row->disk_count; i++)
		disk_installed(sim, row->disk[i].file);
	world_guest(sim->world, guest)->installed = INSTALLED;
}

static void
guest_install_end(struct sim *sim, uint32_t row)
{
	struct domain_row *domain = domain_of(sim,
	    &world_work(sim->world, row)->op);
	const struct part_row *part;

	for (uint32_t p = domain->parts; p != 0; p = part->next) {
		part = world_part(sim->world, p);
		if (part->kind != PART_DISK || part->handle != HANDLE_OPEN)
			continue;
		disk_installed(sim, part->file);
		world_file(sim->world, part->file)->fresh = 1;
	}
	world_guest(sim->world, domain->guest)->installed = INSTALLED;
	boot_answer(sim, domain, row, boot_finish(sim, domain,
	    &world_work(sim->world, row)->op));
}

const struct act guest_halt_act = { .already = guest_halt_already,
    .allows = guest_halt_allows, .begin = guest_halt_begin,
    .end = guest_halt_end };

const struct act guest_boot_act = { .allows = guest_boot_allows,
    .begin = guest_boot_begin, .end = guest_boot_end };

const struct act guest_install_act = { .allows = guest_install_allows,
    .begin = guest_install_begin, .end = guest_install_end };
