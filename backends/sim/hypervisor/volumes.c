/*
 * Volumes: files that a virtual disk server offers under a name.
 *
 * The path is checked once, when the volume is added; afterwards the pool may
 * be exported and imported.
 */
#include "backends/sim/hypervisor/volumes.h"

#include <assert.h>

#include "backends/sim/hypervisor/bind.h"
#include "backends/sim/hypervisor/control.h"
#include "backends/sim/hypervisor/saved.h"
#include "backends/sim/kernel/settle.h"
#include "backends/sim/storage/files.h"
#include "backends/sim/world/draw.h"

static const char *
volume_name(const struct sim *sim, uint32_t volume)
{
	return sim_name(sim, KIND_VOLUME, volume);
}

static void
mark(struct sim *sim, const struct export_row *row)
{
	node_mark(sim, row->node, draw_mix(draw_mix(KIND_VOLUME, row->volume),
	    row->service), draw_mix(row->file, row->options));
}

void
volume_put(struct sim *sim, const struct export_row *export)
{
	struct volume_row *volume = world_volume(sim->world, export->volume);
	uint32_t row = world_alloc(sim->world, T_EXPORT);

	assert(export->volume != 0 && export->node != 0);
	*world_export(sim->world, row) = *export;
	world_export(sim->world, row)->next = volume->first;
	volume->first = row;
	mark(sim, export);
	sim_emit(sim, (struct thing){ KIND_VOLUME, export->volume,
	    export->node }, STATE_ABSENT, STATE_PRESENT);
}

void
volume_set(struct sim *sim, uint32_t row, uint32_t options)
{
	struct export_row *export = world_export(sim->world, row);

	assert(export->volume != 0);
	if (export->options == options)
		return;
	mark(sim, export);
	saved_keep(sim, export);
	export->slots = 0;
	export->options = options;
	mark(sim, export);
}

static uint32_t
exported_as(struct sim *sim, uint32_t file, uint32_t node)
{
	for (uint32_t e = 1; e <= sim->world->table[T_EXPORT].high; e++) {
		const struct export_row *row = world_export(sim->world, e);

		if (row->node == node && row->file == file)
			return row->volume;
	}
	return 0;
}

/* Wherever its path is. */
static bool
volume_allows(struct sim *sim, const struct op *op, struct err *err)
{
	const char *node = sim_name(sim, KIND_NODE, op->on);
	const char *file = sim_name(sim, KIND_FILE, op->file);
	uint32_t other;

	if (world_service(sim->world, op->service, op->on)->present == 0)
		return err_set(err, ERR_SERVICE_MISSING, "no virtual disk "
		    "server %s on %s", sim_name(sim, KIND_SERVICE,
		    op->service), node);
	if (world_export_of(sim->world, op->volume, op->on) != 0)
		return err_set(err, ERR_EXISTS, "volume %s already exists on "
		    "%s", volume_name(sim, op->volume), node);
	other = exported_as(sim, op->file, op->on);
	if (other != 0)
		return err_set(err, ERR_IN_USE, "path %s is already volume "
		    "%s on %s", file, volume_name(sim, other), node);
	return true;
}

static bool
volume_add_allows(struct sim *sim, const struct op *op, struct err *err)
{
	if (world_service(sim->world, op->service, op->on)->present != 0 &&
	    !file_visible(sim, op->file, op->on))
		return err_set(err, ERR_PATH_MISSING, "path %s does not "
		    "exist on %s", sim_name(sim, KIND_FILE, op->file),
		    sim_name(sim, KIND_NODE, op->on));
	return volume_allows(sim, op, err);
}

static bool
volume_mend_allows(struct sim *sim, const struct op *op, struct err *err)
{
	if (world_node(sim->world, op->on)->ldm < LDM_QUICK)
		return err_set(err, ERR_UNSUPPORTED, "ldm on %s does not know "
		    "the option -q", sim_name(sim, KIND_NODE, op->on));
	return volume_allows(sim, op, err);
}

static void
volume_add(struct sim *sim, const struct op *op)
{
	volume_put(sim, &(struct export_row){ .volume = op->volume,
	    .node = (uint16_t)op->on, .service = op->service,
	    .file = op->file, .options = op->value });
}

static bool
volume_remove_allows(struct sim *sim, const struct op *op, struct err *err)
{
	if (!bind_uses(sim, op->on, PART_DISK, op->volume, op->service))
		return true;
	return err_set(err, ERR_IN_USE, "volume %s is a disk of a bound "
	    "domain on %s", volume_name(sim, op->volume),
	    sim_name(sim, KIND_NODE, op->on));
}

/* Two commands for the same volume may be in progress at the same time. */
void
volume_remove(struct sim *sim, uint32_t volume, uint32_t node)
{
	struct world *world = sim->world;
	uint32_t row = world_export_of(world, volume, node);
	uint32_t *link = &world_volume(world, volume)->first;

	if (row == 0)
		return;
	while (*link != row)
		link = &world_export(world, *link)->next;
	*link = world_export(world, row)->next;
	mark(sim, world_export(world, row));
	saved_keep(sim, world_export(world, row));
	world_free(world, T_EXPORT, row);
	sim_emit(sim, (struct thing){ KIND_VOLUME, volume, node },
	    STATE_PRESENT, STATE_ABSENT);
}

const struct act volume_add_act = { .allows = volume_add_allows,
    .apply = volume_add };

const struct act volume_mend_act = { .allows = volume_mend_allows,
    .apply = volume_add };

static void
apply_remove(struct sim *sim, const struct op *op)
{
	volume_remove(sim, op->volume, op->on);
}

const struct act volume_remove_act = { .allows = volume_remove_allows,
    .apply = apply_remove };

bool
ask_volume(struct sim *sim, const struct op *op, struct answer *answer)
{
	const struct export_row *row = world_export(sim->world,
	    world_export_of(sim->world, op->volume, op->on));

	answer->on = op->on;
	if (row->volume == 0 || row->service != op->service)
		return true;
	answer->state = STATE_PRESENT;
	answer->value = row->file;
	return true;
}
