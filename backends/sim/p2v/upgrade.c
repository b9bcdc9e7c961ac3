/*
 * The installer on a guest's console.
 *
 * Upgrade keeps what is on the disks and can be started again after an
 * interruption; Initial overwrites the disks.  Afterwards the system of the
 * medium waits.
 */
#include "backends/sim/p2v/upgrade.h"

#include <assert.h>

#include "backends/sim/hypervisor/boot.h"
#include "backends/sim/hypervisor/domain.h"
#include "backends/sim/kernel/settle.h"
#include "backends/sim/kernel/work.h"
#include "backends/sim/p2v/ldmp2v.h"
#include "backends/sim/p2v/narration.h"
#include "backends/sim/storage/files.h"
#include "backends/sim/world/console_rows.h"
#include "backends/sim/world/declared.h"
#include "backends/sim/world/draw.h"

/* The file behind the disk with id 0. */
static uint32_t
image_of(const struct sim *sim, uint32_t guest)
{
	return declared_guest(sim, guest)->disk[0].file;
}

bool
ask_image(struct sim *sim, const struct op *op, struct answer *answer)
{
	uint32_t file = image_of(sim, op->guest);
	uint16_t type = file_visible(sim, file, op->on) ?
	    world_file(sim->world, file)->type : FILE_NONE;

	answer->on = op->on;
	answer->state = type == FILE_PREPARED ? STATE_UPGRADABLE :
	    type == FILE_INTERRUPTED ? STATE_INTERRUPTED :
	    type == FILE_UPGRADED ? STATE_UPGRADED : STATE_ABSENT;
	return true;
}

static bool
is_open(struct sim *sim, const struct domain_row *domain)
{
	const struct part_row *part;

	for (uint32_t p = domain->parts; p != 0; p = part->next) {
		part = world_part(sim->world, p);
		if (part->kind == PART_DISK && part->id == 0)
			return part->handle == HANDLE_OPEN;
	}
	return false;
}

/* Its own system is there, whole: one that was installed, not prepared. */
static bool
has_system(struct sim *sim, uint32_t guest)
{
	const struct file_row *file = world_file(sim->world,
	    image_of(sim, guest));

	return world_guest(sim->world, guest)->installed != INSTALLED_NOT &&
	    file->expected != 0 && file->content == file->expected;
}

enum upgrade_offer
upgrade_offered(struct sim *sim, const struct domain_row *domain)
{
	uint16_t type = world_file(sim->world, image_of(sim,
	    domain->guest))->type;

	if (!is_open(sim, domain))
		return UPGRADE_NOT;
	if (type == FILE_INTERRUPTED)
		return UPGRADE_RESUMES;
	return type == FILE_PREPARED || has_system(sim, domain->guest) ?
	    UPGRADE_OFFERED : UPGRADE_NOT;
}

/* The console at whose screens somebody has begun it at that moment; row 0: it
 * was begun elsewhere. */
static const struct console_row *
console_of(struct sim *sim, const struct domain_row *domain, int64_t since_ns)
{
	uint32_t n = world_console_of(sim->world, world_domain_of(sim->world,
	    domain->guest, domain->node));
	const struct console_row *row = world_console(sim->world, n);

	return n != 0 && row->soft == SOFT_MEDIA && row->screen != 0 &&
	    row->choice != 0 && row->since_ns == since_ns ? row :
	    world_console(sim->world, 0);
}

/* The engine takes only what was prepared, or interrupted, for upgradable; who
 * sits at the console sees what the installer sees. */
static bool
is_upgradable(struct sim *sim, const struct domain_row *domain)
{
	uint16_t type = world_file(sim->world, image_of(sim,
	    domain->guest))->type;

	return type == FILE_PREPARED || type == FILE_INTERRUPTED ||
	    (console_of(sim, domain, sim->world->now_ns)->domain != 0 &&
	    upgrade_offered(sim, domain) != UPGRADE_NOT);
}

static bool
guest_upgrade_allows(struct sim *sim, const struct op *op, struct err *err)
{
	const struct domain_row *domain = domain_of(sim, op);

	if (domain->state != STATE_AT_OK || domain->soft != SOFT_MEDIA)
		return err_set(err, ERR_NOT_RUNNING, "no installer is "
		    "waiting on the console of %s on %s",
		    sim_name(sim, KIND_GUEST, op->guest),
		    sim_name(sim, KIND_NODE, op->on));
	if (!is_open(sim, domain))
		return err_set(err, ERR_PATH_MISSING, "disk0 of %s does not "
		    "answer", sim_name(sim, KIND_GUEST, op->guest));
	return op->value == sim->index.initial ||
	    is_upgradable(sim, domain) || err_set(err, ERR_REFUSED,
	    "There are no other upgradeable versions of Solaris on this "
	    "system.");
}

/* Initial begins by overwriting the disks. */
static void
disk_begun(struct sim *sim, uint32_t file, bool initial)
{
	struct file_row *row = world_file(sim->world, file);

	row->type = initial ? FILE_DISK : FILE_INTERRUPTED;
	if (initial)
		row->content = draw_name(DRAW_SPOILT, sim_name(sim, KIND_FILE,
		    file));
	sim_touch(sim, KIND_FILE, file);
}

void
upgrade_wipe(struct sim *sim, uint32_t guest)
{
	assert(guest != 0);
	for (uint32_t i = 0; i < p2v_disks(sim, guest); i++)
		disk_begun(sim, declared_guest(sim, guest)->disk[i].file,
		    true);
	sim_settle(sim);
}

static int64_t
upgrade_ms(struct sim *sim, const struct op *op)
{
	return declared_timed_ms(sim, TIMED_MEDIA_BOOT) +
	    draw_about(sim, DRAW_INSTALL, op->guest,
	    declared_ms(sim, op));
}

static void
guest_upgrade_begin(struct sim *sim, uint32_t row)
{
	const struct op *op = &world_work(sim->world, row)->op;

	for (uint32_t i = 0; i < p2v_disks(sim, op->guest); i++)
		disk_begun(sim, declared_guest(sim, op->guest)->disk[i].file,
		    op->value == sim->index.initial);
	if (console_of(sim, domain_of(sim, op),
	    sim->world->now_ns)->domain == 0)
		narrate_upgrade(sim, op);
	domain_of(sim, op)->work = row;
	work_after(sim, row, upgrade_ms(sim, op));
}

static void
disk_upgraded(struct sim *sim, uint32_t file, bool initial)
{
	struct file_row *row = world_file(sim->world, file);

	row->type = initial ? FILE_DISK : FILE_UPGRADED;
	row->content = initial ? draw_name(DRAW_FULL,
	    sim_name(sim, KIND_FILE, file)) :
	    draw_mix(row->content, DRAW_UPGRADED);
	row->expected = row->content;
	row->fresh = 1;
	sim_touch(sim, KIND_FILE, file);
}

static void
guest_upgrade_end(struct sim *sim, uint32_t row)
{
	const struct op *op = &world_work(sim->world, row)->op;
	struct domain_row *domain = domain_of(sim, op);
	int64_t since_ns = world_work(sim->world, row)->since_ns;

	if (domain->work != row) {
		work_end(sim, row, UNKNOWN, ERR_NO_ANSWER);
		return;
	}
	domain->work = 0;
	for (uint32_t i = 0; i < p2v_disks(sim, op->guest); i++)
		disk_upgraded(sim,
		    declared_guest(sim, op->guest)->disk[i].file,
		    op->value == sim->index.initial);
	world_guest(sim->world, op->guest)->installed = INSTALLED;
	work_end(sim, row, DONE, ERR_NONE);
	if (console_of(sim, domain, since_ns)->reboots != 0)
		boot_again(sim, domain);
}

const struct act guest_upgrade_act = { .allows = guest_upgrade_allows,
    .begin = guest_upgrade_begin, .end = guest_upgrade_end };
