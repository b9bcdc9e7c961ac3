/*
 * What binding allocates on a node: CPUs, crypto units, memory, a console port,
 * open disks.
 *
 * All or nothing.  A missing path does not prevent binding: the disk server
 * waits for it.  The domain manager does not notice that the same guest is
 * active on another node; that is the hazard from which the cluster protects.
 */
#include "backends/sim/hypervisor/bind.h"

#include <assert.h>

#include "backends/sim/hypervisor/address.h"
#include "backends/sim/storage/files.h"
#include "backends/sim/storage/handle.h"
#include "backends/sim/world/trouble.h"

struct range {
	uint32_t	first, count;
};

static uint32_t
number_read(const char **text)
{
	uint32_t n = 0;

	for (; **text >= '0' && **text <= '9'; ++*text)
		n = n * 10 + (uint32_t)(**text - '0');
	return n;
}

/* The port range "5000-5100" of the first concentrator of the node; the count
 * is 0 if there is none. */
static struct range
ports(struct sim *sim, uint32_t node)
{
	struct range range = { 0, 0 };
	uint32_t last;

	for (uint32_t s = 1; s <= sim->world->table[T_KIND].count; s++) {
		const struct service_row *row = world_service(sim->world, s,
		    node);
		const char *text = sim_name(sim, KIND_TEXT, row->value);

		if (world_kind(sim->world, s)->kind != SERVICE_VCC ||
		    row->present == 0)
			continue;
		last = range.first = number_read(&text);
		if (*text++ == '-')
			last = number_read(&text);
		if (range.first != 0 && last >= range.first)
			range.count = last - range.first + 1;
		if (range.count > PORT_WORDS * 64)
			range.count = PORT_WORDS * 64;
		break;
	}
	return range;
}

static bool
port_taken(struct sim *sim, uint32_t node, uint32_t n)
{
	return (world_port(sim->world, node)->taken[n / 64] >> n % 64 & 1) !=
	    0;
}

/* The lowest free port, counted from the first of the range. */
static uint32_t
port_find(struct sim *sim, uint32_t node, const struct range *range)
{
	const uint64_t *taken = world_port(sim->world, node)->taken;
	uint32_t n = 0;

	while (n < range->count && taken[n / 64] == ~(uint64_t)0)
		n += 64 - n % 64;
	while (n < range->count && port_taken(sim, node, n))
		n++;
	return n;
}

/* The same of the port that the domain gets: one that was set by hand, or the
 * lowest that is free. */
static uint32_t
port_choose(struct sim *sim, const struct domain_row *domain, uint32_t node,
    const struct range *range)
{
	uint32_t n = domain->fixed - range->first;

	if (domain->fixed == 0)
		return port_find(sim, node, range);
	return domain->fixed >= range->first && n < range->count &&
	    !port_taken(sim, node, n) ? n : range->count;
}

static void
port_take(struct sim *sim, struct domain_row *domain,
    const struct range *range)
{
	uint32_t n = port_choose(sim, domain, domain->node, range);

	if (n >= range->count)
		return;
	domain->port = (uint16_t)(range->first + n);
	world_port(sim->world, domain->node)->taken[n / 64] |= bit(n % 64);
}

static void
port_release(struct sim *sim, struct domain_row *domain,
    const struct range *range)
{
	uint32_t n = domain->port - range->first;

	if (domain->port != 0 && n < PORT_WORDS * 64)
		world_port(sim->world, domain->node)->taken[n / 64] &=
		    ~bit(n % 64);
	domain->port = 0;
}

static bool
services_allows(struct sim *sim, const struct domain_row *domain, uint32_t node,
    struct err *err)
{
	struct world *world = sim->world;
	const char *where = sim_name(sim, KIND_NODE, node);
	const struct part_row *part;

	for (uint32_t p = domain->parts; p != 0; p = part->next) {
		part = world_part(world, p);
		if (part->kind == PART_NET && world_service(world,
		    part->value, node)->present == 0)
			return err_set(err, ERR_SERVICE_MISSING, "no virtual "
			    "switch %s on %s", sim_name(sim, KIND_SERVICE,
			    part->value), where);
		if (part->kind == PART_DISK && world_export(world,
		    world_export_of(world, part->value, node))->service !=
		    part->service)
			return err_set(err, ERR_VOLUME_MISSING, "no volume "
			    "%s@%s on %s", sim_name(sim, KIND_VOLUME,
			    part->value), sim_name(sim, KIND_SERVICE,
			    part->service), where);
	}
	return true;
}

static bool
port_allows(struct sim *sim, const struct domain_row *domain, uint32_t node,
    struct err *err)
{
	struct range range = ports(sim, node);
	const char *where = sim_name(sim, KIND_NODE, node);

	if (range.count == 0)
		return err_set(err, ERR_SERVICE_MISSING, "no virtual console "
		    "concentrator on %s", where);
	if (port_choose(sim, domain, node, &range) < range.count)
		return true;
	if (domain->fixed != 0)
		return err_set(err, ERR_PORTS_FULL, "console port %u is not "
		    "free on %s", (unsigned)domain->fixed, where);
	return err_set(err, ERR_PORTS_FULL, "all %u console ports "
	    "from %u are taken on %s", (unsigned)range.count,
	    (unsigned)range.first, where);
}

static bool
capacity_allows(struct sim *sim, const struct domain_row *domain, uint32_t node,
    struct err *err)
{
	const struct node_row *row = world_node(sim->world, node);
	const char *name = sim_name(sim, KIND_GUEST, domain->guest);
	const char *where = sim_name(sim, KIND_NODE, node);

	if (domain->vcpus > row->free_vcpus)
		return err_set(err, ERR_NO_ROOM, "%s needs %u vcpus, and %u "
		    "are free on %s", name, (unsigned)domain->vcpus,
		    (unsigned)row->free_vcpus, where);
	if (domain->crypto > row->free_crypto)
		return err_set(err, ERR_NO_ROOM, "%s needs %u crypto units, "
		    "and %u are free on %s", name, (unsigned)domain->crypto,
		    (unsigned)row->free_crypto, where);
	if (domain->memory > row->free_memory)
		return err_set(err, ERR_NO_ROOM, "%s needs %lldM of memory, "
		    "and %lldM are free on %s", name,
		    (long long)(domain->memory >> 20),
		    (long long)(row->free_memory >> 20), where);
	return true;
}

bool
bind_allows(struct sim *sim, const struct domain_row *domain, uint32_t node,
    struct err *err)
{
	assert(domain->guest != 0 && node != 0);
	return services_allows(sim, domain, node, err) &&
	    capacity_allows(sim, domain, node, err) &&
	    port_allows(sim, domain, node, err) &&
	    address_allows(sim, domain, node, err);
}

void
bind_allocate(struct sim *sim, struct domain_row *domain)
{
	struct node_row *node = world_node(sim->world, domain->node);
	struct range range = ports(sim, domain->node);

	assert(node->free_vcpus >= domain->vcpus);
	node->free_vcpus -= domain->vcpus;
	node->free_crypto -= domain->crypto;
	node->free_memory -= domain->memory;
	node->bound++;
	port_take(sim, domain, &range);
	bind_open(sim, domain);
}

bool
bind_console(struct sim *sim, struct domain_row *domain, uint16_t port,
    struct err *err)
{
	struct range range = ports(sim, domain->node);
	uint16_t was = domain->fixed, at = domain->port;

	assert(domain->guest != 0 && domain->state != STATE_AT_OK);
	domain->fixed = port;
	if (domain->port == 0)
		return true;
	port_release(sim, domain, &range);
	if (port_allows(sim, domain, domain->node, err)) {
		port_take(sim, domain, &range);
		return true;
	}
	domain->fixed = at;
	port_take(sim, domain, &range);
	domain->fixed = was;
	return false;
}

uint32_t
bind_at_port(struct sim *sim, uint32_t node, uint16_t port)
{
	if (trouble_is(sim, node, TROUBLE_VNTSD))
		return 0;
	for (uint32_t d = 1; d <= sim->world->table[T_DOMAIN].high; d++) {
		const struct domain_row *domain = world_domain(sim->world, d);

		if (domain->guest != 0 && domain->node == node &&
		    domain->port == port && world_is_bound(domain))
			return d;
	}
	return 0;
}

void
bind_release(struct sim *sim, struct domain_row *domain)
{
	struct node_row *node = world_node(sim->world, domain->node);
	struct part_row *part;
	struct range range = ports(sim, domain->node);

	assert(node->bound != 0);
	node->free_vcpus += domain->vcpus;
	node->free_crypto += domain->crypto;
	node->free_memory += domain->memory;
	node->bound--;
	port_release(sim, domain, &range);
	for (uint32_t p = domain->parts; p != 0; p = part->next) {
		part = world_part(sim->world, p);
		handle_set(sim, part, HANDLE_NONE);
		part->file = 0;
	}
}

bool
bind_open(struct sim *sim, struct domain_row *domain)
{
	struct part_row *part;
	bool all = true;

	for (uint32_t p = domain->parts; p != 0; p = part->next) {
		part = world_part(sim->world, p);
		if (part->kind != PART_DISK)
			continue;
		if (part->handle != HANDLE_DEAD) {
			handle_set(sim, part, HANDLE_NONE);
			part->file = world_export(sim->world, world_export_of(
			    sim->world, part->value, domain->node))->file;
			handle_set(sim, part, file_answers(sim, part->file,
			    domain->node) ? HANDLE_OPEN : HANDLE_WAITING);
		}
		all &= part->handle == HANDLE_OPEN;
	}
	return all;
}

static bool
domain_uses(struct sim *sim, const struct domain_row *domain,
    enum part_kind kind, uint32_t value, uint32_t service)
{
	const struct part_row *part;

	for (uint32_t p = domain->parts; p != 0; p = part->next) {
		part = world_part(sim->world, p);
		if (part->kind == kind && part->value == value &&
		    (service == 0 || part->service == service))
			return true;
	}
	return false;
}

/* Does a bound domain of the node use that volume or switch? */
bool
bind_uses(struct sim *sim, uint32_t node, enum part_kind kind, uint32_t value,
    uint32_t service)
{
	for (uint32_t d = 1; d <= sim->world->table[T_DOMAIN].high; d++) {
		const struct domain_row *row = world_domain(sim->world, d);

		if (row->node == node && world_is_bound(row) &&
		    domain_uses(sim, row, kind, value, service))
			return true;
	}
	return false;
}
