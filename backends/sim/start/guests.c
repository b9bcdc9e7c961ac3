/*
 * Definitions of guests, on nodes and in the cluster's copy.
 */
#include <assert.h>
#include <string.h>

#include "backends/sim/hypervisor/address.h"
#include "backends/sim/hypervisor/domain.h"
#include "backends/sim/hypervisor/part.h"
#include "backends/sim/start/values.h"
#include "backends/sim/world/simulation.h"
#include "core/base/buffer.h"

static const char of_domain[] = "ldm list-domain -l -p",
    of_constraints[] = "ldm list-constraints -x GUEST";

enum { MOST_VCPUS = 4096, MOST_PORT = 65535 };

static struct domain_row *
domain(struct starting *start)
{
	return world_domain(start->sim->world, start->domain);
}

static bool
place_read(struct starting *start)
{
	const char *on = start_value(start->at, "on");

	start->on = 0;
	start->domain = 0;
	start->name = start_name(start, KIND_GUEST, start->at->name);
	if (on != NULL && strcmp(on, "cluster") != 0)
		return start_known(start, KIND_NODE, on, &start->on);
	return on != NULL || (start->at->count == 1 &&
	    start_value(start->at, "loops") != NULL) || start_wrong(start,
	    "the line does not say where it is defined: on=NODE, or "
	    "on=cluster for the cluster's copy");
}

static bool
guest_begin(struct starting *start)
{
	struct sim *sim = start->sim;

	if (!place_read(start) || start_value(start->at, "on") == NULL)
		return start->at->count == 1 &&
		    start_value(start->at, "loops") != NULL;
	if (world_domain_of(sim->world, start->name, start->on) != 0)
		return start_wrong(start, "a second line about guest %.60s "
		    "there", start->at->name);
	start->domain = domain_new(sim, start->name, start->on);
	domain(start)->master = sim->index.primary;
	return true;
}

static bool
guest_again(struct starting *start)
{
	if (!place_read(start))
		return false;
	if (start_value(start->at, "on") != NULL)
		start->domain = world_domain_of(start->sim->world,
		    start->name, start->on);
	return true;
}

static bool
guest_set_loops(struct starting *start, const char *value)
{
	(void)value;
	world_guest(start->sim->world, start->name)->installed =
	    INSTALLED_LOOPS;
	return start->domain == 0 || start_wrong(start, "\"loops\" stands "
	    "on a line of its own: it is true wherever the guest boots");
}

static bool
guest_set_vcpus(struct starting *start, const char *value)
{
	uint64_t n;

	if (!start_number(start, value, MOST_VCPUS, &n))
		return false;
	domain(start)->vcpus = (uint32_t)n;
	return true;
}

static bool
guest_set_memory(struct starting *start, const char *value)
{
	uint64_t n;

	if (!start_number(start, value, (uint64_t)1 << 50, &n))
		return false;
	domain(start)->memory = (int64_t)n;
	return true;
}

static bool
guest_set_mac(struct starting *start, const char *value)
{
	return start_hex(start, value, ((uint64_t)1 << 48) - 1,
	    &domain(start)->mac);
}

/* One that is not what follows from the name was set by hand, as a MAC address
 * of a net always was. */
static bool
guest_set_hostid(struct starting *start, const char *value)
{
	uint32_t was = domain(start)->hostid;
	uint64_t n;

	if (!start_hex(start, value, UINT32_MAX, &n))
		return false;
	domain(start)->hostid = (uint32_t)n;
	start->sim->world->addresses |= (uint32_t)n != was;
	return true;
}

static bool
guest_set_master(struct starting *start, const char *value)
{
	uint32_t name = start_name(start, KIND_TEXT, value);

	domain(start)->master = name;
	return true;
}

static bool
guest_set_crypto(struct starting *start, const char *value)
{
	uint64_t n;

	if (!start_number(start, value, MOST_VCPUS, &n))
		return false;
	domain(start)->crypto = (uint16_t)n;
	return true;
}

static bool
guest_set_port(struct starting *start, const char *value)
{
	uint64_t n;

	if (!start_number(start, value, MOST_PORT, &n))
		return false;
	domain(start)->fixed = (uint16_t)n;
	return true;
}

static bool
part_put(struct starting *start, const struct part_row *part)
{
	uint32_t count = 0;

	assert(start->domain != 0);
	for (uint32_t p = domain(start)->parts; p != 0;
	    p = world_part(start->sim->world, p)->next)
		count++;
	if (count == PARTS_OF_ONE)
		return start_wrong(start, "a guest has %d disks, nets and "
		    "variables at most", PARTS_OF_ONE);
	if (part->name == 0 || world_part_of(start->sim->world,
	    start->domain, part->kind, part->name) != 0)
		return start_wrong(start, "a disk, net or variable has a "
		    "name, and stands there once");
	part_add(start->sim, start->domain, part);
	return true;
}

/* Cut at the first of those letters; returns what is behind it, or NULL. */
static char *
cut(char *text, char at)
{
	char *end = strchr(text, at);

	if (end != NULL)
		*end++ = '\0';
	return end;
}

/* "DISK:VOLUME@SERVICE:ID", ":60s" with a timeout. */
static bool
guest_set_disk(struct starting *start, const char *value)
{
	char *disk = arena_text(&start->arena, value, strlen(value));
	char *volume = cut(disk, ':'), *id = volume != NULL ?
	    strrchr(volume, ':') : NULL, *timeout = NULL, *service;
	uint64_t n, s = 0;

	if (id != NULL && id[1] != '\0' && id[strlen(id) - 1] == 's') {
		timeout = id + 1;
		timeout[strlen(timeout) - 1] = *id = '\0';
		id = strrchr(volume, ':');
	}
	service = id != NULL ? cut(volume, '@') : NULL;
	if (service == NULL)
		return start_wrong(start, "\"%.80s\" is no "
		    "DISK:VOLUME@SERVICE:ID", value);
	*id++ = '\0';
	return start_number(start, id, UINT16_MAX, &n) && (timeout == NULL ||
	    start_number(start, timeout, UINT16_MAX, &s)) &&
	    part_put(start, &(struct part_row){ .kind = PART_DISK,
	    .name = start_name(start, KIND_DISK, disk),
	    .value = start_name(start, KIND_VOLUME, volume),
	    .service = start_name(start, KIND_SERVICE, service),
	    .id = (uint32_t)n, .timeout = (uint16_t)s });
}

/* "NET:SWITCH", ":MAC" of an address that was given by hand, unless it is the
 * one that the hypervisor gives. */
static bool
guest_set_net(struct starting *start, const char *value)
{
	char *net = arena_text(&start->arena, value, strlen(value));
	char *service = cut(net, ':'), *mac = service != NULL ? cut(service,
	    ':') : NULL;
	uint64_t n = 0;

	if (service == NULL)
		return start_wrong(start, "\"%.80s\" is no NET:SWITCH",
		    value);
	if (mac != NULL && !start_hex(start, mac, ((uint64_t)1 << 48) - 1,
	    &n))
		return false;
	if (n == (uint64_t)address_given(start->at->name, net))
		n = 0;
	start->sim->world->addresses |= n != 0;
	return part_put(start, &(struct part_row){ .kind = PART_NET,
	    .name = start_name(start, KIND_NET, net),
	    .value = start_name(start, KIND_SERVICE, service),
	    .id = (uint32_t)n, .service = (uint32_t)(n >> 32) });
}

static bool
guest_set_variable(struct starting *start, const char *value)
{
	uint32_t text = start_name(start, KIND_TEXT, value);

	return part_put(start, &(struct part_row){ .kind = PART_VARIABLE,
	    .name = names_key(start->sim->names, text), .value = text });
}

static bool
show_state(struct sim *sim, const struct start_line *line, const char *value,
    struct buffer *out)
{
	(void)sim;
	(void)line;
	buffer_print(out, "%s", strcmp(value, state_name(STATE_HUNG)) != 0 ?
	    value : state_name(STATE_RUNNING));
	return true;
}

/* A net has an address, whoever gave it. */
static bool
show_net(struct sim *sim, const struct start_line *line, const char *value,
    struct buffer *out)
{
	size_t n = strcspn(value, ":");
	struct arena arena = { 0 };
	const char *net = arena_text(&arena, value, n);

	(void)sim;
	buffer_print(out, "%s", value);
	if (strchr(value + n + (value[n] == ':'), ':') == NULL)
		buffer_print(out, ":%012llx", (unsigned long long)
		    address_given(line->name, net));
	arena_drop(&arena);
	return true;
}

static const struct start_row guest_rows[] = {
	{ .key = { "guest", "on", START_VALUE, of_domain, "the cluster's copy "
	    "is not shown" } },
	{ { "guest", "vcpus", START_VALUE, of_domain, NULL },
	    .set = guest_set_vcpus },
	{ { "guest", "memory", START_VALUE, of_domain, NULL },
	    .set = guest_set_memory },
	{ { "guest", "mac", START_VALUE, of_domain, NULL },
	    .set = guest_set_mac },
	{ { "guest", "hostid", START_VALUE, of_domain, NULL },
	    .set = guest_set_hostid },
	{ { "guest", "master", START_VALUE, of_domain, NULL },
	    .set = guest_set_master },
	{ { "guest", "crypto", START_VALUE, of_constraints, NULL },
	    .set = guest_set_crypto },
	{ { "guest", "port", START_VALUE, of_constraints, NULL },
	    .set = guest_set_port },
	{ { "guest", "disk", START_LIST, of_domain, NULL },
	    .set = guest_set_disk },
	{ { "guest", "net", START_LIST, of_domain, NULL },
	    .set = guest_set_net, .show = show_net },
	{ { "guest", "VARIABLE", START_LIST, of_domain, "any variable of "
	    "OpenBoot" }, .set = guest_set_variable },
	{ { "guest", "loops", START_WORD, NULL, "a guest that boots again and "
	    "again looks like one that boots" }, .set = guest_set_loops },
	{ .key = { "guest", "console", START_VALUE, of_domain, "while it is "
	    "bound" } },
	{ { "guest", "state", START_VALUE, of_domain, "of a guest that hangs, "
	    "that it runs" },
	    .phase = START_LATE, .set = start_state, .otherwise = "inactive",
	    .show = show_state },
};

const struct start_kind start_guest = {
	.line = "guest", .phase[START_FIRST] = { guest_begin, NULL },
	    .phase[START_LATE] = { guest_again, NULL }, .rows = guest_rows,
	    .count = sizeof(guest_rows) / sizeof(guest_rows[0])
};
