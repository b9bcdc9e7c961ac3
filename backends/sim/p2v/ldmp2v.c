/*
 * ldmp2v on the control domain: prepare, clean, convert.
 *
 * prepare makes disks, volumes and a domain in one command; when it is
 * interrupted it leaves what it has made. convert prints "Timeout" for a guest
 * that boots too slowly, although that guest boots.
 */
#include "backends/sim/p2v/ldmp2v.h"

#include <assert.h>

#include "backends/sim/hypervisor/bind.h"
#include "backends/sim/hypervisor/define.h"
#include "backends/sim/hypervisor/domain.h"
#include "backends/sim/hypervisor/part.h"
#include "backends/sim/hypervisor/volumes.h"
#include "backends/sim/kernel/settle.h"
#include "backends/sim/kernel/work.h"
#include "backends/sim/p2v/narration.h"
#include "backends/sim/p2v/source.h"
#include "backends/sim/storage/files.h"
#include "backends/sim/world/declared.h"
#include "backends/sim/world/draw.h"
#include "backends/sim/world/growth.h"
#include "core/site/naming.h"

enum { ISO_ID = 15 };

static const struct site_guest *
site_of(const struct sim *sim, const struct op *op)
{
	return declared_guest(sim, op->guest);
}

/* The disks that ldmp2v makes come first. */
uint32_t
p2v_disks(const struct sim *sim, uint32_t guest)
{
	const struct site_guest *row = declared_guest(sim, guest);
	uint32_t n = 0;

	while (n < row->disk_count && row->disk[n].mount == 0)
		n++;
	return n;
}

static uint32_t
flar_of(const struct sim *sim, const struct op *op)
{
	char path[NAMING_PATH];

	naming_archive(path, sim_name(sim, KIND_FILE, op->file),
	    sim_name(sim, KIND_SOURCE, op->source));
	return names_find(sim->names, KIND_FILE, path);
}

static bool
archive_allows(struct sim *sim, const struct op *op, struct err *err)
{
	uint32_t flar = flar_of(sim, op);
	bool there = flar != 0 && flar <= sim->world->table[T_FILE].count &&
	    file_visible(sim, flar, op->on) &&
	    world_file(sim->world, flar)->type != FILE_PARTIAL;

	if (!there)
		return err_set(err, ERR_PATH_MISSING, "ldmp2v: the archive "
		    "of %s under %s on %s is missing or incomplete",
		    sim_name(sim, KIND_SOURCE, op->source),
		    sim_name(sim, KIND_FILE, op->file),
		    sim_name(sim, KIND_NODE, op->on));
	return file_visible(sim, sim->index.conf, op->on) || err_set(err,
	    ERR_PATH_MISSING, "ldmp2v: /etc/ldmp2v.conf is not on %s",
	    sim_name(sim, KIND_NODE, op->on));
}

static bool
services_allows(struct sim *sim, const struct op *op, struct err *err)
{
	bool found[SERVICE_VCC + 1] = { false };

	for (uint32_t s = 1; s <= sim->world->table[T_KIND].count; s++)
		found[world_kind(sim->world, s)->kind] |= world_service(
		    sim->world, s, op->on)->present != 0;
	return (found[SERVICE_VSW] && found[SERVICE_VDS] &&
	    found[SERVICE_VCC]) || err_set(err, ERR_SERVICE_MISSING,
	    "ldmp2v: a service that /etc/ldmp2v.conf names is not on %s",
	    sim_name(sim, KIND_NODE, op->on));
}

static bool
capacity_allows(struct sim *sim, const struct op *op, struct err *err)
{
	const struct site_guest *guest = site_of(sim, op);
	const struct pool_row *pool = world_pool(sim->world, guest->pool);
	int64_t wanted = pool->used;

	if ((pool->imported & bit(op->on)) == 0)
		return err_set(err, ERR_POOL_MISSING, "ldmp2v: no pool %s on "
		    "%s", sim_name(sim, KIND_POOL, guest->pool),
		    sim_name(sim, KIND_NODE, op->on));
	for (uint32_t i = 0; i < p2v_disks(sim, op->guest); i++)
		wanted += guest->disk[i].size -
		    world_file(sim->world, guest->disk[i].file)->size;
	return wanted <= world_device(sim->world, pool->device)->size ||
	    err_set(err, ERR_NO_SPACE, "ldmp2v: the disks do not fit in %s",
	    sim_name(sim, KIND_POOL, guest->pool));
}

static bool
p2v_prepare_allows(struct sim *sim, const struct op *op, struct err *err)
{
	if (world_domain_of(sim->world, op->guest, op->on) != 0)
		return err_set(err, ERR_EXISTS, "ldmp2v: domain %s already "
		    "exists on %s", sim_name(sim, KIND_GUEST, op->guest),
		    sim_name(sim, KIND_NODE, op->on));
	return archive_allows(sim, op, err) && services_allows(sim, op, err) &&
	    capacity_allows(sim, op, err);
}

/* Disks and volumes exist from the beginning of the command. */
static void
p2v_prepare_begin(struct sim *sim, uint32_t row)
{
	const struct op op = world_work(sim->world, row)->op;
	const struct site_guest *guest = site_of(sim, &op);

	growth_for(sim, T_EXPORT, SITE_DISKS);
	filesystem_create(sim, guest->filesystem, guest->pool, op.on);
	for (uint32_t i = 0; i < p2v_disks(sim, op.guest); i++) {
		const struct site_disk *disk = &guest->disk[i];

		disk_create(sim, disk->file, disk->size, op.on);
		if (world_export_of(sim->world, disk->volume, op.on) == 0)
			volume_put(sim, &(struct export_row){
			    .volume = disk->volume,
			    .node = (uint16_t)op.on,
			    .service = disk->vds, .file = disk->file });
	}
	work_after(sim, row, declared_ms(sim, &op));
}

/* All nets are on the first switch, whatever the source had. */
static void
domain_make(struct sim *sim, const struct op *op)
{
	const struct site_guest *guest = site_of(sim, op);
	uint32_t row = domain_new(sim, op->guest, op->on);
	struct domain_row *domain = world_domain(sim->world, row);
	uint32_t vsw = 1;

	while (world_kind(sim->world, vsw)->known == 0 ||
	    world_kind(sim->world, vsw)->kind != SERVICE_VSW)
		vsw++;
	domain->vcpus = guest->vcpus;
	domain->memory = guest->memory;
	if (declared_source(sim, op->source)->keep_hostid &&
	    declared_source(sim, op->source)->hostid != 0) {
		domain->hostid = declared_source(sim, op->source)->hostid;
		sim->world->addresses = 1;
	}
	define_disks(sim, row, p2v_disks(sim, op->guest));
	for (uint32_t i = 0; i < guest->net_count; i++)
		part_add(sim, row, &(struct part_row){ .kind = PART_NET,
		    .name = guest->net[i].net, .value = vsw });
	part_add(sim, row, &(struct part_row){ .kind = PART_VARIABLE,
	    .name = sim->index.boot_device, .value = sim->index.boot_disk });
}

static void
p2v_prepare_end(struct sim *sim, uint32_t row)
{
	const struct op *op = &world_work(sim->world, row)->op;
	const struct site_guest *guest = site_of(sim, op);
	struct err err;

	if (!archive_allows(sim, op, &err) || !capacity_allows(sim, op, &err)) {
		work_end(sim, row, FAILED, err.code);
		return;
	}
	for (uint32_t i = 0; i < p2v_disks(sim, op->guest); i++) {
		struct file_row *file = world_file(sim->world,
		    guest->disk[i].file);

		file->type = FILE_PREPARED;
		file->content = draw_mix(draw_mix(world_file(sim->world,
		    flar_of(sim, op))->content, DRAW_PREPARED), i);
		if (file->pool != 0)
			file->written_ns = sim->world->now_ns;
		sim_touch(sim, KIND_FILE, guest->disk[i].file);
	}
	if (world_domain_of(sim->world, op->guest, op->on) == 0)
		domain_make(sim, op);
	narrate_prepare(sim, op);
	work_end(sim, row, DONE, ERR_NONE);
}

/* The content that the disk must have once users are admitted. */
uint64_t
p2v_expected(struct sim *sim, uint32_t guest, uint32_t disk)
{
	const struct site_guest *row = declared_guest(sim, guest);

	assert(disk < row->disk_count);
	if (row->disk[disk].mount != 0)
		return draw_mix(source_data(sim, row->source,
		    row->disk[disk].mount), DRAW_RESTORED);
	return draw_mix(draw_mix(draw_mix(source_image(sim, row->source),
	    DRAW_PREPARED), disk), DRAW_UPGRADED);
}

/* Is nothing left of what ldmp2v makes? */
static bool
p2v_clean_already(struct sim *sim, const struct op *op)
{
	const struct site_guest *guest = site_of(sim, op);

	for (uint32_t i = 0; i < p2v_disks(sim, op->guest); i++)
		if (file_visible(sim, guest->disk[i].file, op->on) ||
		    world_export_of(sim->world, guest->disk[i].volume,
		    op->on) != 0)
			return false;
	return world_domain_of(sim->world, op->guest, op->on) == 0;
}

static bool
p2v_clean_allows(struct sim *sim, const struct op *op, struct err *err)
{
	const struct domain_row *domain = world_domain(sim->world,
	    world_domain_of(sim->world, op->guest, op->on));

	return domain->state != STATE_AT_OK || err_set(err,
	    ERR_MUST_BE_STOPPED, "ldmp2v: domain %s is active on %s",
	    sim_name(sim, KIND_GUEST, op->guest),
	    sim_name(sim, KIND_NODE, op->on));
}

static bool
is_folder_empty(struct sim *sim, uint32_t filesystem)
{
	for (uint32_t f = 1; f <= sim->world->table[T_FILE].count; f++)
		if (sim->index.path[f].filesystem == filesystem &&
		    world_file(sim->world, f)->type != FILE_NONE)
			return false;
	return true;
}

static void
p2v_clean(struct sim *sim, const struct op *op)
{
	const struct site_guest *guest = site_of(sim, op);
	uint32_t row = world_domain_of(sim->world, op->guest, op->on);

	if (row != 0 && world_is_bound(world_domain(sim->world, row)))
		bind_release(sim, world_domain(sim->world, row));
	if (row != 0)
		domain_remove(sim, row);
	for (uint32_t i = 0; i < p2v_disks(sim, op->guest); i++) {
		const struct site_disk *disk = &guest->disk[i];

		volume_remove(sim, disk->volume, op->on);
		if (file_visible(sim, disk->file, op->on))
			file_lost(sim, disk->file);
	}
	if (is_folder_empty(sim, guest->filesystem))
		file_lost(sim, guest->filesystem);
}

static bool
p2v_convert_allows(struct sim *sim, const struct op *op, struct err *err)
{
	const struct domain_row *domain = world_domain(sim->world,
	    world_domain_of(sim->world, op->guest, op->on));

	if (domain->state != STATE_INACTIVE && domain->state != STATE_BOUND)
		return err_set(err, ERR_WRONG_STATE, "ldmp2v: domain %s must "
		    "be defined and stopped on %s", sim_name(sim, KIND_GUEST,
		    op->guest), sim_name(sim, KIND_NODE, op->on));
	if (!file_visible(sim, op->file, op->on))
		return err_set(err, ERR_PATH_MISSING, "ldmp2v: %s is not on "
		    "%s", sim_name(sim, KIND_FILE, op->file),
		    sim_name(sim, KIND_NODE, op->on));
	return world_service(sim->world, op->service, op->on)->present != 0 ||
	    err_set(err, ERR_SERVICE_MISSING, "ldmp2v: no virtual disk "
	    "server on %s", sim_name(sim, KIND_NODE, op->on));
}

/* Attach the medium as a disk, bind the domain, and boot it from the medium. */
static bool
media_start(struct sim *sim, const struct op *op, struct err *err)
{
	uint32_t row = world_domain_of(sim->world, op->guest, op->on);
	struct domain_row *domain = world_domain(sim->world, row);

	if (world_export_of(sim->world, op->volume, op->on) == 0)
		volume_put(sim, &(struct export_row){ .volume = op->volume,
		    .node = (uint16_t)op->on, .service = op->service,
		    .file = op->file, .options = sim->index.read_only });
	if (world_part_of(sim->world, row, PART_DISK, op->disk) == 0)
		part_add(sim, row, &(struct part_row){ .kind = PART_DISK,
		    .name = op->disk, .value = op->volume,
		    .service = op->service, .id = ISO_ID });
	if (domain->state == STATE_BOUND)
		bind_release(sim, domain);
	domain->state = STATE_INACTIVE;
	if (!bind_allows(sim, domain, op->on, err))
		return false;
	bind_allocate(sim, domain);
	domain->active_ns = sim->world->now_ns;
	bind_open(sim, domain);
	domain_become(sim, domain, STATE_AT_OK, SOFT_MEDIA);
	return true;
}

static int64_t
media_ms(const struct sim *sim)
{
	return declared_timed_ms(sim, TIMED_MEDIA_BOOT);
}

static int64_t
timeout_ms(const struct sim *sim, const struct op *op)
{
	return declared_source(sim, site_of(sim, op)->source)->boot_timeout_ms;
}

static void
p2v_convert_begin(struct sim *sim, uint32_t row)
{
	const struct op op = world_work(sim->world, row)->op;
	int64_t ms = declared_ms(sim, &op);
	struct err err;

	if (!media_start(sim, &op, &err)) {
		world_work(sim->world, row)->reason = err.code;
		work_after(sim, row, ms);
		return;
	}
	work_after(sim, row, ms + timing_medium(&sim->declared.timing,
	    timeout_ms(sim, &op)));
}

/* Whatever has stopped the guest meanwhile, ldmp2v only sees that it does not
 * answer. */
static bool
is_missed(struct sim *sim, const struct op *op)
{
	return timeout_ms(sim, op) < media_ms(sim) || world_domain(sim->world,
	    world_domain_of(sim->world, op->guest, op->on))->soft !=
	    SOFT_MEDIA;
}

static void
p2v_convert_end(struct sim *sim, uint32_t row)
{
	const struct work_row *work = world_work(sim->world, row);
	bool timeout = is_missed(sim, &work->op);

	if (work->reason != 0) {
		work_end(sim, row, FAILED, ERR_REFUSED);
		return;
	}
	narrate_convert(sim, &work->op, timeout);
	work_end(sim, row, timeout ? FAILED : DONE,
	    timeout ? ERR_TIMEOUT : ERR_NONE);
}

const struct act p2v_prepare_act = { .allows = p2v_prepare_allows,
    .begin = p2v_prepare_begin, .end = p2v_prepare_end };

const struct act p2v_clean_act = { .already = p2v_clean_already,
    .allows = p2v_clean_allows, .apply = p2v_clean };

const struct act p2v_convert_act = { .allows = p2v_convert_allows,
    .begin = p2v_convert_begin, .end = p2v_convert_end };
