#include "backends/sim/changes.h"
#include "backends/sim/kernel/work.h"
#include "backends/sim/observers/invariants.h"
#include "backends/sim/questions/answer.h"
#include "backends/sim/sim.h"
#include "backends/sim/world/world.h"
#include "tests/sim_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

static const int64_t GIB = (int64_t)1 << 30;

static uint32_t
put(struct site *site, enum kind kind, const char *format, unsigned n,
    unsigned more)
{
	char text[96];

	snprintf(text, sizeof(text), format, n, more);
	return names_put(site->names, kind, text);
}

static void
services_make(struct arena *arena, struct site *site)
{
	static const struct {
		const char		*name, *value;
		enum service_kind	 kind;
	} services[] = {
		{ "primary-vsw0", "nxge0", SERVICE_VSW },
		{ "primary-vds0", NULL, SERVICE_VDS },
		{ "primary-vcc0", "5000-5999", SERVICE_VCC },
	};

	site->service_count = 3;
	site->services = arena_take(arena, 4, sizeof(*site->services));
	for (uint32_t s = 1; s <= 3; s++) {
		names_put(site->names, KIND_SERVICE, services[s - 1].name);
		site->services[s].kind = services[s - 1].kind;
		for (uint32_t n = 1; n <= site->node_count; n++)
			site->services[s].value[n] = names_put(site->names,
			    KIND_TEXT, services[s - 1].value);
	}
}

static void
nodes_make(struct arena *arena, struct site *site, uint32_t count)
{
	site->node_count = count;
	site->nodes = arena_take(arena, count + 1, sizeof(*site->nodes));
	for (uint32_t n = 1; n <= count; n++) {
		put(site, KIND_NODE, "node%u", n, 0);
		site->nodes[n] = (struct site_node){ .ldm = 200, .vcpus = 1040,
		    .memory = 2080 * GIB, .control_vcpus = 16,
		    .control_memory = 32 * GIB };
	}
}

static void
agent_make(struct site *site, struct site_guest *guest, uint32_t g)
{
	guest->agent = (struct site_agent){
		.present = true, .stop_timeout_ms = 900000,
		.resource = put(site, KIND_RESOURCE, "ldom%u-ldom-rs", g, 0),
		.password_file = names_put(site->names, KIND_FILE, "/pfile"),
	};
}

static void
disk_make(struct site *site, struct site_guest *guest, uint32_t g)
{
	guest->disk_count = 1;
	guest->disk[0] = (struct site_disk){
		.disk = names_put(site->names, KIND_DISK, "vdisk0"),
		.volume = put(site, KIND_VOLUME, "ldom%u-vol0", g, 0),
		.vds = 2, .size = 20 * GIB,
		.file = put(site, KIND_FILE, "/zpool_ldom%u/ldom%u/disk0", g,
		    g),
	};
	guest->net_count = 1;
	guest->net[0] = (struct site_net){
		.net = names_put(site->names, KIND_NET, "vnet0"), .vsw = 1,
	};
}

static void
guest_make(struct site *site, uint32_t g, enum guest_now now)
{
	struct site_guest *guest = &site->guests[g];
	uint32_t first = (g - 1) % site->node_count + 1;
	uint32_t second = first % site->node_count + 1;

	put(site, KIND_GUEST, "ldom%u", g, 0);
	guest->vcpus = 4;
	guest->memory = 4 * GIB;
	guest->device = put(site, KIND_DEVICE, "d%u", g, 0);
	site->devices[g] = (struct site_device){ .size = 64 * GIB,
	    .nodes = ~(uint64_t)0, .slice = 6 };
	guest->pool = put(site, KIND_POOL, "zpool_ldom%u", g, 0);
	guest->group = put(site, KIND_GROUP, "ldom%u-rg", g, 0);
	guest->node_count = 2;
	guest->node[0] = first;
	guest->node[1] = second;
	guest->node_list = put(site, KIND_TEXT, "node%u,node%u", first,
	    second);
	guest->affinities = names_put(site->names, KIND_TEXT,
	    "RG_affinities=");
	guest->storage = put(site, KIND_RESOURCE, "ldom%u-fs-rs", g, 0);
	guest->filesystem = put(site, KIND_FILE, "zpool_ldom%u/ldom%u", g, g);
	guest->variable_count = 1;
	guest->variable[0] = names_put(site->names, KIND_TEXT,
	    "auto-boot?=false");
	disk_make(site, guest, g);
	agent_make(site, guest, g);
	guest->now = now;
	guest->now_on = first;
}

struct site *
fixture_site(struct arena *arena, uint32_t nodes, uint32_t guests,
    enum guest_now now)
{
	struct site *site = arena_take(arena, 1, sizeof(*site));

	site->name = "small";
	site->config = "ha-base";
	names_begin(arena, site->names);
	nodes_make(arena, site, nodes);
	services_make(arena, site);
	site->file_count = 1;
	site->files = arena_take(arena, 1, sizeof(*site->files));
	site->files[0] = (struct site_file){ .use = FILE_PASSWORD,
	    .file = names_put(site->names, KIND_FILE, "/pfile"),
	    .nodes = ~(uint64_t)1 };
	site->guest_count = site->device_count = guests;
	site->sources = arena_take(arena, 1, sizeof(*site->sources));
	site->archives = arena_take(arena, 1, sizeof(*site->archives));
	site->guests = arena_take(arena, guests + 1, sizeof(*site->guests));
	site->devices = arena_take(arena, guests + 1, sizeof(*site->devices));
	for (uint32_t g = 1; g <= guests; g++)
		guest_make(site, g, now);
	site->storage_type = site->agent_type = true;
	site->heartbeat_timeout_ms = 10000;
	site->now = SITE_READY;
	timing_default(&site->timing);
	return site;
}

uint32_t
fixture_name(const struct site *site, enum kind kind, const char *text)
{
	uint32_t name = names_find(site->names, kind, text);

	if (name == 0)
		fail_msg("no %s %s", kind_name(kind), text);
	return name;
}

uint32_t
fixture_put(struct sim *sim, enum kind kind, const char *text)
{
	return names_put(sim_names(sim), kind, text);
}

int
fixture_drop(struct sim **sim, struct arena *arena)
{
	if (*sim != NULL)
		sim_drop(*sim);
	*sim = NULL;
	arena_drop(arena);
	return 0;
}

struct result
fixture_run(struct sim *sim, struct op op)
{
	struct result res;

	backend_execute(sim_backend(sim), &op, FIXTURE_DAY_MS, &res);
	return res;
}

void
fixture_done(struct sim *sim, struct op op)
{
	struct result res = fixture_run(sim, op);

	if (res.outcome != DONE)
		fail_msg("%s: %s", op_table[op.kind].name, res.err.text);
}

void
fixture_fails(struct sim *sim, struct op op, enum err_code code)
{
	struct result res = fixture_run(sim, op);

	if (res.outcome != FAILED || res.err.code != code)
		fail_msg("%s: outcome %d, %s: %s, expected %s",
		    op_table[op.kind].name, (int)res.outcome,
		    err_table[res.err.code].name, res.err.text,
		    err_table[code].name);
}

struct answer
fixture_ask(struct sim *sim, struct op op)
{
	struct result res;

	sim_ask(sim, &op, &res);
	if (res.outcome != DONE)
		fail_msg("%s: %s", op_table[op.kind].name, res.err.text);
	return res.answer;
}

enum state
fixture_guest(struct sim *sim, uint32_t node)
{
	return fixture_ask(sim, (struct op){ .kind = OP_GUEST_STATE,
	    .on = node, .guest = 1 }).state;
}

uint32_t
fixture_type(struct sim *sim, struct op op, struct result *res)
{
	uint32_t row;

	if (!op_table[op.kind].question) {
		row = sim_begin(sim, &op, CAUSE_PERSON, res);
		return row != 0 ? world_work(sim_world(sim), row)->handle : 0;
	}
	sim_ask(sim, &op, res);
	return 0;
}

bool
fixture_typed(struct sim *sim, uint32_t handle, struct result *res)
{
	struct world *world = sim_world(sim);

	for (uint32_t i = 1; i <= world->table[T_WORK].high; i++)
		if (world_work(world, i)->handle == handle &&
		    world_work(world, i)->kind != WORK_NONE)
			return sim_ended(sim, i, res);
	return false;
}

void
fixture_pass(struct sim *sim, int64_t ms)
{
	sim_run_until(sim, sim_now_ms(sim) + ms);
}

bool
fixture_violated(struct sim *sim, const char *name)
{
	const char *first = "", *text = "";

	return sim_violations(sim, &first, &text) != 0 &&
	    strcmp(first, name) == 0;
}

bool
fixture_keyed(struct sim *sim, const struct key *key)
{
	struct key now = { 0 };

	sim_key(sim, &now);
	return now.a == key->a && now.b == key->b;
}

struct site *
fixture_anywhere(struct arena *arena, uint32_t nodes, uint32_t guests)
{
	struct site *site = fixture_site(arena, nodes, guests, NOW_ABSENT);
	const char *list = "";

	for (uint32_t n = 1; n <= nodes; n++)
		list = arena_format(arena, "%s%snode%u", list, n != 1 ? "," :
		    "", (unsigned)n);
	for (uint32_t g = 1; g <= guests; g++) {
		struct site_guest *guest = &site->guests[g];

		guest->node_count = nodes;
		for (uint32_t n = 1; n <= nodes; n++)
			guest->node[n - 1] = n;
		guest->node_list = names_put(site->names, KIND_TEXT, list);
	}
	return site;
}
