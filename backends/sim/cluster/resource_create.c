/*
 * The creation of a resource.
 *
 * What its properties say is read once; the Validate method of its type, and
 * what the world has room for, refuse it.
 */
#include "backends/sim/cluster/resource.h"

#include "backends/sim/cluster/group.h"
#include "backends/sim/cluster/move.h"
#include "backends/sim/cluster/property.h"
#include "backends/sim/cluster/relation.h"
#include "backends/sim/kernel/settle.h"
#include "backends/sim/kernel/work.h"
#include "backends/sim/storage/files.h"
#include "backends/sim/world/declared.h"

static const char DEPENDENCY[] = "Resource_dependencies_offline_restart";

static const char *
resource_name(const struct sim *sim, uint32_t resource)
{
	return sim_name(sim, KIND_RESOURCE, resource);
}

static bool
resource_create_already(struct sim *sim, const struct op *op)
{
	const struct resource_row *row = world_resource(sim->world,
	    op->resource);

	return row->exists != 0 && row->group == op->group &&
	    row->type == op->type;
}

static bool
storage_valid(struct sim *sim, const struct op *op,
    const struct resource_row *row, struct err *err)
{
	struct arena arena = { 0 };
	const char *name = resource_name(sim, op->resource);
	const char *pools;

	if (world_pool(sim->world, row->pool)->exists != 0)
		return true;
	pools = property_text(&arena, sim, op->value, "Zpools");
	if (*pools == '\0')
		err_set(err, ERR_VALIDATION, "validation of %s failed: it has "
		    "no property Zpools", name);
	else
		err_set(err, ERR_VALIDATION, "validation of %s failed: there "
		    "is no pool %s", name, pools);
	arena_drop(&arena);
	return false;
}

static bool
no_storage(struct sim *sim, const struct op *op, struct err *err)
{
	struct arena arena = { 0 };
	const char *needs = property_text(&arena, sim, op->value, DEPENDENCY);

	err_set(err, ERR_VALIDATION, "validation of %s failed: it depends on "
	    "%s, which is not there", resource_name(sim, op->resource),
	    *needs != '\0' ? needs : "the storage of its group");
	arena_drop(&arena);
	return false;
}

static bool
no_domain(struct sim *sim, const struct op *op, struct err *err)
{
	struct arena arena = { 0 };

	err_set(err, ERR_VALIDATION, "validation of %s failed: no domain %s on "
	    "%s", resource_name(sim, op->resource), property_text(&arena, sim,
	    op->value, "Domain_name"), sim_name(sim, KIND_NODE, op->on));
	arena_drop(&arena);
	return false;
}

static bool
agent_valid(struct sim *sim, const struct op *op,
    const struct resource_row *row, struct err *err)
{
	if (group_storage(sim, op->group) == 0)
		return no_storage(sim, op, err);
	if (row->guest == 0 ||
	    (world_domain_of(sim->world, row->guest, op->on) == 0 &&
	    world_domain_of(sim->world, row->guest, 0) == 0))
		return no_domain(sim, op, err);
	return row->migration_type != MIGRATION_MIGRATE ||
	    (row->password_file != 0 &&
	    file_visible(sim, row->password_file, op->on)) ||
	    err_set(err, ERR_VALIDATION, "validation of %s failed: the "
	    "password file is not on %s", resource_name(sim, op->resource),
	    sim_name(sim, KIND_NODE, op->on));
}

/* A second storage in a group, or a second agent in a group or of a guest, may
 * be possible; the world has no room for it. */
static bool
is_only_one(struct sim *sim, const struct op *op,
    const struct resource_row *row, struct err *err)
{
	uint32_t other = op->type == TYPE_STORAGE ?
	    group_storage(sim, op->group) : group_agent(sim, op->group);

	if (other == 0 && op->type == TYPE_AGENT)
		other = world_guest(sim->world, row->guest)->agent;
	return other == 0 || err_set(err, ERR_UNSUPPORTED, "resource %s "
	    "beside %s is not simulated: a group has one of each type, and a "
	    "domain one agent", resource_name(sim, op->resource),
	    resource_name(sim, other));
}

/* The Validate method of the resource's type, and what the world has room
 * for. */
static bool
is_valid(struct sim *sim, const struct op *op, struct resource_row *row,
    struct err *err)
{
	bool readable = properties_read(sim, op->value, row, err);

	return is_only_one(sim, op, row, err) && readable &&
	    (op->type == TYPE_STORAGE ? storage_valid(sim, op, row, err) :
	    agent_valid(sim, op, row, err));
}

/* Write what is created; or refuse it. */
static bool
create_read(struct sim *sim, const struct op *op, struct resource_row *row,
    struct err *err)
{
	const char *name = resource_name(sim, op->resource);

	if (!group_exists_allows(sim, op, err))
		return false;
	if (world_resource(sim->world, op->resource)->exists != 0)
		return err_set(err, ERR_EXISTS, "resource %s already exists",
		    name);
	if (op->type >= TYPES || (sim->world->types & bit(op->type)) == 0)
		return err_set(err, ERR_TYPE_UNKNOWN, "type %s is not "
		    "registered", sim_name(sim, KIND_TYPE, op->type));
	*row = (struct resource_row){ .group = op->group, .type = op->type };
	return is_valid(sim, op, row, err);
}

static bool
resource_create_allows(struct sim *sim, const struct op *op, struct err *err)
{
	struct resource_row row;

	return create_read(sim, op, &row, err);
}

static void
resource_create_begin(struct sim *sim, uint32_t row)
{
	work_after(sim, row, declared_ms(sim,
	    &world_work(sim->world, row)->op));
}

/* A resource that is created enabled in an online group starts at once. */
static void
resource_create_end(struct sim *sim, uint32_t row)
{
	const struct op *op = &world_work(sim->world, row)->op;
	struct resource_row with;
	uint32_t on;
	struct err err;

	if (!create_read(sim, op, &with, &err)) {
		work_end(sim, row, FAILED, err.code);
		return;
	}
	resource_add(sim, op->resource, op->on, &with);
	sim_emit(sim, (struct thing){ KIND_RESOURCE, op->resource, 0 },
	    STATE_ABSENT, resource_state(sim, op->resource, NULL));
	if (world_resource(sim->world, op->resource)->enabled == 0 ||
	    group_state(sim, op->group, &on) != STATE_ONLINE) {
		work_end(sim, row, DONE, ERR_NONE);
		return;
	}
	move_begin(sim, row, op->group, 0, on);
	work_after(sim, row, 0);
	group_emit(sim, op->group, STATE_ONLINE);
}

const struct act resource_create_act = { .already = resource_create_already,
    .allows = resource_create_allows, .begin = resource_create_begin,
    .end = resource_create_end };
