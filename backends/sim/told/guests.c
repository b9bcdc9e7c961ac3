/*
 * Definitions of guests, on nodes and in the cluster's copy.
 */
#include <assert.h>
#include <string.h>

#include "backends/sim/hypervisor/address.h"
#include "backends/sim/hypervisor/domain.h"
#include "backends/sim/hypervisor/part.h"
#include "backends/sim/told/values.h"
#include "backends/sim/world/simulation.h"
#include "core/base/buffer.h"

static const char of_domain[] = "ldm list-domain -l -p",
    of_constraints[] = "ldm list-constraints -x GUEST";

enum { MOST_VCPUS = 4096, MOST_PORT = 65535 };

static struct domain_row *
domain(struct telling *telling)
{
	return world_domain(telling->sim->world, telling->domain);
}

static bool
place_read(struct telling *telling)
{
	const char *on = told_value(telling->at, "on");

	telling->on = 0;
	telling->domain = 0;
	telling->name = told_name(telling, KIND_GUEST, telling->at->name);
	if (on != NULL && strcmp(on, "cluster") != 0)
		return told_known(telling, KIND_NODE, on, &telling->on);
	return on != NULL || (telling->at->count == 1 &&
	    told_value(telling->at, "loops") != NULL) || told_wrong(telling,
	    "the line does not say where it is defined: on=NODE, or "
	    "on=cluster for the cluster's copy");
}

static bool
tell_guest(struct telling *telling)
{
	struct sim *sim = telling->sim;

	if (!place_read(telling) || told_value(telling->at, "on") == NULL)
		return telling->at->count == 1 &&
		    told_value(telling->at, "loops") != NULL;
	if (world_domain_of(sim->world, telling->name, telling->on) != 0)
		return told_wrong(telling, "a second line about guest %.60s "
		    "there", telling->at->name);
	telling->domain = domain_new(sim, telling->name, telling->on);
	domain(telling)->master = sim->index.primary;
	return true;
}

static bool
tell_guest_again(struct telling *telling)
{
	if (!place_read(telling))
		return false;
	if (told_value(telling->at, "on") != NULL)
		telling->domain = world_domain_of(telling->sim->world,
		    telling->name, telling->on);
	return true;
}

static bool
guest_set_loops(struct telling *telling, const char *value)
{
	(void)value;
	world_guest(telling->sim->world, telling->name)->installed =
	    INSTALLED_LOOPS;
	return telling->domain == 0 || told_wrong(telling, "\"loops\" stands "
	    "on a line of its own: it is true wherever the guest boots");
}

static bool
guest_set_vcpus(struct telling *telling, const char *value)
{
	uint64_t n;

	if (!told_number(telling, value, MOST_VCPUS, &n))
		return false;
	domain(telling)->vcpus = (uint32_t)n;
	return true;
}

static bool
guest_set_memory(struct telling *telling, const char *value)
{
	uint64_t n;

	if (!told_number(telling, value, (uint64_t)1 << 50, &n))
		return false;
	domain(telling)->memory = (int64_t)n;
	return true;
}

static bool
guest_set_mac(struct telling *telling, const char *value)
{
	return told_hex(telling, value, ((uint64_t)1 << 48) - 1,
	    &domain(telling)->mac);
}

/* One that is not what follows from the name was set by hand, as a MAC address
 * of a net always was. */
static bool
guest_set_hostid(struct telling *telling, const char *value)
{
	uint32_t was = domain(telling)->hostid;
	uint64_t n;

	if (!told_hex(telling, value, UINT32_MAX, &n))
		return false;
	domain(telling)->hostid = (uint32_t)n;
	telling->sim->world->addresses |= (uint32_t)n != was;
	return true;
}

static bool
guest_set_master(struct telling *telling, const char *value)
{
	uint32_t name = told_name(telling, KIND_TEXT, value);

	domain(telling)->master = name;
	return true;
}

static bool
guest_set_crypto(struct telling *telling, const char *value)
{
	uint64_t n;

	if (!told_number(telling, value, MOST_VCPUS, &n))
		return false;
	domain(telling)->crypto = (uint16_t)n;
	return true;
}

static bool
guest_set_port(struct telling *telling, const char *value)
{
	uint64_t n;

	if (!told_number(telling, value, MOST_PORT, &n))
		return false;
	domain(telling)->fixed = (uint16_t)n;
	return true;
}

static bool
part_put(struct telling *telling, const struct part_row *part)
{
	uint32_t count = 0;

	assert(telling->domain != 0);
	for (uint32_t p = domain(telling)->parts; p != 0;
	    p = world_part(telling->sim->world, p)->next)
		count++;
	if (count == PARTS_OF_ONE)
		return told_wrong(telling, "a guest has %d disks, nets and "
		    "variables at most", PARTS_OF_ONE);
	if (part->name == 0 || world_part_of(telling->sim->world,
	    telling->domain, part->kind, part->name) != 0)
		return told_wrong(telling, "a disk, net or variable has a "
		    "name, and stands there once");
	part_add(telling->sim, telling->domain, part);
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
guest_set_disk(struct telling *telling, const char *value)
{
	char *disk = arena_text(&telling->arena, value, strlen(value));
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
		return told_wrong(telling, "\"%.80s\" is no "
		    "DISK:VOLUME@SERVICE:ID", value);
	*id++ = '\0';
	return told_number(telling, id, UINT16_MAX, &n) && (timeout == NULL ||
	    told_number(telling, timeout, UINT16_MAX, &s)) &&
	    part_put(telling, &(struct part_row){ .kind = PART_DISK,
	    .name = told_name(telling, KIND_DISK, disk),
	    .value = told_name(telling, KIND_VOLUME, volume),
	    .service = told_name(telling, KIND_SERVICE, service),
	    .id = (uint32_t)n, .timeout = (uint16_t)s });
}

/* "NET:SWITCH", ":MAC" of an address that was given by hand, unless it is the
 * one that the hypervisor gives. */
static bool
guest_set_net(struct telling *telling, const char *value)
{
	char *net = arena_text(&telling->arena, value, strlen(value));
	char *service = cut(net, ':'), *mac = service != NULL ? cut(service,
	    ':') : NULL;
	uint64_t n = 0;

	if (service == NULL)
		return told_wrong(telling, "\"%.80s\" is no NET:SWITCH",
		    value);
	if (mac != NULL && !told_hex(telling, mac, ((uint64_t)1 << 48) - 1,
	    &n))
		return false;
	if (n == (uint64_t)address_given(telling->at->name, net))
		n = 0;
	telling->sim->world->addresses |= n != 0;
	return part_put(telling, &(struct part_row){ .kind = PART_NET,
	    .name = told_name(telling, KIND_NET, net),
	    .value = told_name(telling, KIND_SERVICE, service),
	    .id = (uint32_t)n, .service = (uint32_t)(n >> 32) });
}

static bool
guest_set_variable(struct telling *telling, const char *value)
{
	uint32_t text = told_name(telling, KIND_TEXT, value);

	return part_put(telling, &(struct part_row){ .kind = PART_VARIABLE,
	    .name = names_key(telling->sim->names, text), .value = text });
}

static bool
show_state(struct sim *sim, const struct told_line *line, const char *value,
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
show_net(struct sim *sim, const struct told_line *line, const char *value,
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

static const struct told_row guest_rows[] = {
	{ .key = { "guest", "on", TOLD_VALUE, of_domain, "the cluster's copy "
	    "is not shown" } },
	{ { "guest", "vcpus", TOLD_VALUE, of_domain, NULL },
	    .set = guest_set_vcpus },
	{ { "guest", "memory", TOLD_VALUE, of_domain, NULL },
	    .set = guest_set_memory },
	{ { "guest", "mac", TOLD_VALUE, of_domain, NULL },
	    .set = guest_set_mac },
	{ { "guest", "hostid", TOLD_VALUE, of_domain, NULL },
	    .set = guest_set_hostid },
	{ { "guest", "master", TOLD_VALUE, of_domain, NULL },
	    .set = guest_set_master },
	{ { "guest", "crypto", TOLD_VALUE, of_constraints, NULL },
	    .set = guest_set_crypto },
	{ { "guest", "port", TOLD_VALUE, of_constraints, NULL },
	    .set = guest_set_port },
	{ { "guest", "disk", TOLD_LIST, of_domain, NULL },
	    .set = guest_set_disk },
	{ { "guest", "net", TOLD_LIST, of_domain, NULL },
	    .set = guest_set_net, .show = show_net },
	{ { "guest", "VARIABLE", TOLD_LIST, of_domain, "any variable of "
	    "OpenBoot" }, .set = guest_set_variable },
	{ { "guest", "loops", TOLD_WORD, NULL, "a guest that boots again and "
	    "again looks like one that boots" }, .set = guest_set_loops },
	{ .key = { "guest", "console", TOLD_VALUE, of_domain, "while it is "
	    "bound" } },
	{ { "guest", "state", TOLD_VALUE, of_domain, "of a guest that hangs, "
	    "that it runs" },
	    .phase = TOLD_LATE, .set = told_state, .otherwise = "inactive",
	    .show = show_state },
};

const struct told_kind told_guest = { .line = "guest", .phase[TOLD_FIRST] = {
    tell_guest, NULL }, .phase[TOLD_LATE] = { tell_guest_again, NULL }, .rows =
    guest_rows, .count = sizeof(guest_rows) / sizeof(guest_rows[0]) };
