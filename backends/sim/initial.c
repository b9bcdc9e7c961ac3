/*
 * Put a guest in the state of its "now", as the procedures would leave it.
 *
 * No time passes and nothing is emitted.  A test compares with what the
 * procedures really leave.  A guest without a device, which no job takes, has
 * neither pool nor group here.
 */
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "backends/sim/cluster/affinity.h"
#include "backends/sim/cluster/group.h"
#include "backends/sim/cluster/load.h"
#include "backends/sim/cluster/resource.h"
#include "backends/sim/hypervisor/bind.h"
#include "backends/sim/hypervisor/boot.h"
#include "backends/sim/hypervisor/config.h"
#include "backends/sim/hypervisor/control.h"
#include "backends/sim/hypervisor/define.h"
#include "backends/sim/hypervisor/domain.h"
#include "backends/sim/hypervisor/services.h"
#include "backends/sim/hypervisor/volumes.h"
#include "backends/sim/kernel/settle.h"
#include "backends/sim/p2v/restore.h"
#include "backends/sim/sim.h"
#include "backends/sim/storage/files.h"
#include "backends/sim/storage/pool.h"
#include "backends/sim/world/declared.h"
#include "backends/sim/world/growth.h"
#include "core/site/naming.h"

static const struct site_guest *
site_of(const struct sim *sim, uint32_t guest)
{
	return declared_guest(sim, guest);
}

static void
put_storage(struct sim *sim, uint32_t guest, uint32_t node)
{
	const struct site_guest *row = site_of(sim, guest);
	struct names *names = sim->names;
	char label[16];

	snprintf(label, sizeof(label), "slice%u",
	    (unsigned)declared_device(sim, row->device)->slice);
	world_device(sim->world, row->device)->label = names_put(names,
	    KIND_TEXT, label);
	pool_create(sim, row->pool, row->device, node);
	world_pool(sim->world, row->pool)->cached = 0;
	world_pool(sim->world, row->pool)->altroot =
	    (uint32_t)(bit(node) >> 1);
	world_pool(sim->world, row->pool)->copy = COPY_OWN;
	filesystem_create(sim, row->filesystem, row->pool, node);
	for (uint32_t i = 0; i < row->disk_count; i++)
		disk_create(sim, row->disk[i].file, row->disk[i].size, node);
}

static void
put_group(struct sim *sim, uint32_t guest, uint32_t node)
{
	const struct site_guest *row = site_of(sim, guest);
	const struct resource_row storage = { .enabled = 1,
	    .group = row->group, .type = TYPE_STORAGE, .pool = row->pool };
	struct group_row *group;

	sim->world->types |= (uint32_t)bit(TYPE_STORAGE);
	group_create(sim, row->group, row->node_list);
	group = world_group(sim->world, row->group);
	if (row->failback)
		group->failback = names_put(sim->names, KIND_TEXT,
		    "Failback=TRUE");
	group->managed = 1;
	group->guest = guest;
	group->online = bit(node);
	affinity_put(sim, row->group, row->affinities);
	load_put(sim, row->group, row->load_factors);
	resource_add(sim, row->storage, node, &storage);
}

static void
put_services(struct sim *sim, uint32_t guest)
{
	const struct site_guest *row = site_of(sim, guest);

	for (uint32_t i = 0; i < row->node_count; i++) {
		uint32_t n = row->node[i];

		for (uint32_t s = 1; s <= sim->world->table[T_KIND].count; s++)
			service_put(sim, s, n,
			    declared_service(sim, s)->value[n]);
		node_policy(sim, n, sim->index.reset);
		for (uint32_t d = 0; d < row->disk_count; d++)
			volume_put(sim, &(struct export_row){
			    .volume = row->disk[d].volume,
			    .node = (uint16_t)n,
			    .service = row->disk[d].vds,
			    .file = row->disk[d].file,
			    .options = row->disk[d].options });
	}
}

/* The name of the base configuration with that number. */
static uint32_t
config_name(struct sim *sim, unsigned long n)
{
	char name[96];

	snprintf(name, sizeof(name), "%.60s-%lu", sim->declared.config, n);
	return names_put(sim->names, KIND_TEXT, name);
}

/* A base configuration is saved only where no guest is bound; when no slot is
 * left, the oldest one goes. */
static void
put_config(struct sim *sim, uint32_t node)
{
	const struct node_row *row = world_node(sim->world, node);
	const char *dash = strrchr(sim_name(sim, KIND_TEXT, row->next), '-');
	unsigned long n = dash != NULL ? strtoul(dash + 1, NULL, 10) + 1 : 1;

	if (row->bound != 0)
		return;
	config_save(sim, node, config_name(sim, n));
	if (config_slot(sim, node, 0) == CONFIG_SLOTS)
		config_remove(sim, node, config_name(sim,
		    n + 1 - CONFIG_SLOTS));
}

/* The home of a guest is saved while the guest is away, or before there is one
 * that will never be. */
static void
put_configs(struct sim *sim, uint32_t guest, bool clustered)
{
	const struct site_guest *row = site_of(sim, guest);
	bool home = clustered || (!row->agent.present && row->source == 0);

	for (uint32_t i = home ? 0 : 1; i < row->node_count; i++)
		put_config(sim, row->node[i]);
}

/* The conversion is over: the source is off, and the owner has accepted the
 * guest. */
static void
put_converted(struct sim *sim, uint32_t guest)
{
	const struct site_guest *row = site_of(sim, guest);
	struct source_row *source = world_source(sim->world, row->source);

	if (row->source == 0)
		return;
	source->power = SOURCE_OFF;
	source->frozen = APPS_DISABLED;
	source->held = source->version = 1;
	guest_accept(sim, guest);
	for (uint32_t i = 0; i < row->disk_count; i++) {
		struct file_row *file = world_file(sim->world,
		    row->disk[i].file);

		file->type = row->disk[i].mount != 0 ? FILE_DATA :
		    FILE_UPGRADED;
		file->content = file->expected;
	}
}

/* A guest for which the node has no capacity stays defined. */
static void
put_running(struct sim *sim, uint32_t guest, uint32_t row)
{
	struct domain_row *domain = world_domain(sim->world, row);
	struct err err;

	boot_installed(sim, guest);
	put_converted(sim, guest);
	if (!bind_allows(sim, domain, domain->node, &err))
		return;
	bind_allocate(sim, domain);
	domain->active_ns = sim->world->now_ns;
	domain_become(sim, domain, STATE_AT_OK, SOFT_RUNNING);
}

static void
put_agent(struct sim *sim, uint32_t guest, uint32_t node)
{
	const struct site_guest *row = site_of(sim, guest);
	const struct site_agent *declared = &row->agent;
	const struct resource_row agent = { .enabled = 1,
	    .group = row->group, .type = TYPE_AGENT, .guest = guest,
	    .password_file = declared->password_file,
	    .migration_type = declared->migration_type,
	    .stop_timeout_ns = declared->stop_timeout_ms * MS };

	if (!declared->present)
		return;
	sim->world->types |= (uint32_t)bit(TYPE_AGENT);
	resource_add(sim, declared->resource, node, &agent);
}

/* A guest that no agent knows has its definition beside its disks. */
static uint32_t
copy_of(struct sim *sim, uint32_t guest)
{
	const struct site_guest *row = site_of(sim, guest);

	return row->agent.present || row->device == 0 ? 0 :
	    naming_copy(sim->names, row->pool, guest);
}

static void
put_growth(struct sim *sim, uint32_t guest)
{
	const struct site_guest *row = site_of(sim, guest);

	copy_of(sim, guest);
	growth_names(sim);
	growth_ensure(sim);
	growth_for(sim, T_EXPORT, row->disk_count * row->node_count);
	growth_for(sim, T_PART, row->disk_count + row->net_count +
	    row->variable_count + 1);
}

void
sim_put(struct sim *sim, uint32_t guest, enum guest_now now, uint32_t node)
{
	struct sink *sink = sim->sink;
	uint32_t row;

	assert(guest != 0 && guest <= sim->declared.guest_count);
	if (now == NOW_ABSENT)
		return;
	sim->sink = NULL;
	sim->cause = CAUSE_OP;
	put_growth(sim, guest);
	if (site_of(sim, guest)->device != 0) {
		put_storage(sim, guest, node);
		put_group(sim, guest, node);
	}
	put_services(sim, guest);
	put_configs(sim, guest, now == NOW_CLUSTERED);
	row = domain_new(sim, guest, node);
	define_declared(sim, row, now != NOW_DEFINED);
	if (now != NOW_DEFINED)
		put_running(sim, guest, row);
	if (now != NOW_DEFINED && copy_of(sim, guest) != 0)
		define_saved(sim, copy_of(sim, guest), node);
	if (now == NOW_CLUSTERED && site_of(sim, guest)->device != 0)
		put_agent(sim, guest, node);
	sim_settle(sim);
	sim->sink = sink;
}
