/*
 * What guests do: bound, active, and what is installed on their disks.
 */
#include <assert.h>
#include <string.h>

#include "backends/sim/hypervisor/bind.h"
#include "backends/sim/hypervisor/boot.h"
#include "backends/sim/hypervisor/domain.h"
#include "backends/sim/hypervisor/down.h"
#include "backends/sim/p2v/restore.h"
#include "backends/sim/start/values.h"
#include "backends/sim/world/draw.h"
#include "backends/sim/world/simulation.h"

enum { MOST_PORT = 65535 };

static bool
room_is_there(struct starting *start, const struct domain_row *domain)
{
	const struct node_row *node = world_node(start->sim->world,
	    domain->node);

	return (domain->vcpus <= node->free_vcpus &&
	    domain->crypto <= node->free_crypto &&
	    domain->memory <= node->free_memory) || start_wrong(start,
	    "%.60s is bound with %u vcpus, %u crypto units and %lldM of "
	    "memory, and node %s of the site has %u, %u and %lldM left",
	    start->at->name, (unsigned)domain->vcpus,
	    (unsigned)domain->crypto, (long long)(domain->memory >> 20),
	    sim_name(start->sim, KIND_NODE, domain->node),
	    (unsigned)node->free_vcpus, (unsigned)node->free_crypto,
	    (long long)(node->free_memory >> 20));
}

/* The port of its console, which it may have by hand or by chance. */
static bool
bind_started(struct starting *start, struct domain_row *domain)
{
	const char *console = start_value(start->at, "console");
	uint16_t fixed = domain->fixed;
	uint64_t port = 0;

	assert(domain->node != 0 && !world_is_bound(domain));
	if (console != NULL && strcmp(console, "?") != 0 &&
	    !start_number(start, console, MOST_PORT, &port))
		return false;
	if (!room_is_there(start, domain))
		return false;
	if (port != 0)
		domain->fixed = (uint16_t)port;
	bind_allocate(start->sim, domain);
	domain->fixed = fixed;
	return port == 0 || domain->port == port || start_wrong(start,
	    "console port %s is in no concentrator of %s, or is another "
	    "guest's", console, sim_name(start->sim, KIND_NODE,
	    domain->node));
}

static void
be_inactive(struct sim *sim, struct domain_row *domain)
{
	(void)sim;
	(void)domain;
}

static void
be_bound(struct sim *sim, struct domain_row *domain)
{
	domain_become(sim, domain, STATE_BOUND, SOFT_NONE);
}

static void
become_soft(struct sim *sim, struct domain_row *domain, enum soft_state soft)
{
	domain->active_ns = sim->world->now_ns;
	domain_become(sim, domain, STATE_AT_OK, soft);
}

static void
be_at_ok(struct sim *sim, struct domain_row *domain)
{
	become_soft(sim, domain, SOFT_OK);
}

static void
be_running(struct sim *sim, struct domain_row *domain)
{
	become_soft(sim, domain, SOFT_RUNNING);
}

static void
be_hung(struct sim *sim, struct domain_row *domain)
{
	become_soft(sim, domain, SOFT_HUNG);
}

/* It has just begun to. */
static void
be_booting(struct sim *sim, struct domain_row *domain)
{
	bool loops = world_guest(sim->world, domain->guest)->installed ==
	    INSTALLED_LOOPS;

	become_soft(sim, domain, loops ? SOFT_LOOPING : SOFT_OK);
	if (!loops)
		boot_typed(sim, domain, 0, 0);
}

static void
be_halting(struct sim *sim, struct domain_row *domain)
{
	become_soft(sim, domain, SOFT_RUNNING);
	down_begin(sim, domain, DOWN_OFF, 0);
}

static const struct {
	enum state	 state;
	void		(*be)(struct sim *, struct domain_row *);
} states[] = {
	{ STATE_INACTIVE, be_inactive }, { STATE_BOUND, be_bound },
	{ STATE_AT_OK, be_at_ok }, { STATE_BOOTING, be_booting },
	{ STATE_RUNNING, be_running }, { STATE_HUNG, be_hung },
	{ STATE_HALTING, be_halting },
};

enum { COUNT = sizeof(states) / sizeof(states[0]) };

bool
start_state(struct starting *start, const char *value)
{
	struct sim *sim = start->sim;
	struct domain_row *domain = world_domain(sim->world, start->domain);
	const char *words[COUNT];
	uint32_t which;

	if (domain->guest == 0)
		return true;
	if (domain->node == 0)
		return strcmp(value, "copy") == 0 || start_wrong(start,
		    "the cluster's copy has no state \"%.60s\"", value);
	if (strcmp(value, state_name(STATE_MOVING)) == 0)
		return start_wrong(start, "%.60s is being migrated: no world "
		    "begins so; capture the site when that has ended",
		    start->at->name);
	for (unsigned i = 0; i < COUNT; i++)
		words[i] = state_name(states[i].state);
	if (!start_choice(start, value, words, COUNT, &which) ||
	    (which != 0 && !bind_started(start, domain)))
		return false;
	states[which].be(sim, domain);
	return true;
}

/* Does a system run in it, or has one run when it was given to the cluster?
 * One that is not kept from booting by itself was installed, too. */
static bool
is_installed(struct sim *sim, const struct domain_row *domain)
{
	const struct part_row *variable = world_part(sim->world,
	    world_part_of(sim->world, world_domain_of(sim->world,
	    domain->guest, domain->node), PART_VARIABLE,
	    sim->index.auto_boot));

	return domain_writes(domain) || domain->node == 0 ||
	    variable->value != sim->index.auto_boot_false;
}

/* What the text says about the first disk decides, where it says anything. */
static bool
was_installed(struct sim *sim, uint32_t guest)
{
	const struct site_guest *declared = declared_guest(sim, guest);
	uint32_t disk = declared->disk_count != 0 ? declared->disk[0].file :
	    0, d = world_guest(sim->world, guest)->first;
	uint64_t content = world_file(sim->world, disk)->content;

	if (content != 0)
		return content != draw_name(DRAW_BLANK, sim_name(sim,
		    KIND_FILE, disk));
	while (d != 0 && !is_installed(sim, world_domain(sim->world, d)))
		d = world_domain(sim->world, d)->next;
	return d != 0;
}

/* What its disks have to hold; and do, if the text does not say what they do:
 * no question shows it. */
static void
disks_fill(struct sim *sim, const struct site_guest *guest, bool installed)
{
	for (uint32_t i = 0; i < guest->disk_count; i++) {
		uint32_t name = guest->disk[i].file;
		struct file_row *file = world_file(sim->world, name);
		const char *text = sim_name(sim, KIND_FILE, name);

		if (file->type == FILE_NONE)
			continue;
		if (installed && file->expected == 0)
			file->expected = draw_name(DRAW_FULL, text);
		if (file->content == 0)
			file->content = installed ? file->expected :
			    draw_name(DRAW_BLANK, text);
		if (installed && guest->source != 0)
			file->type = guest->disk[i].mount != 0 ? FILE_DATA :
			    FILE_UPGRADED;
	}
}

/* A guest that is made from a source has been accepted when that is off; and it
 * is, if there is a guest and nobody says anything of the source. */
static void
source_fill(struct starting *start, uint32_t guest)
{
	struct sim *sim = start->sim;
	uint32_t name = declared_guest(sim, guest)->source;
	struct source_row *source = world_source(sim->world, name);

	if (name == 0)
		return;
	if (!start_has_line(start, &start_source, sim_name(sim, KIND_SOURCE,
	    name)))
		*source = (struct source_row){ .power = SOURCE_OFF,
		    .frozen = APPS_DISABLED, .held = 1, .version = 1 };
	if (source->power == SOURCE_OFF)
		guest_accept(sim, guest);
}

static void
guest_fill(struct starting *start, uint32_t guest)
{
	struct sim *sim = start->sim;
	const struct site_guest *declared = declared_guest(sim, guest);
	struct guest_row *row = world_guest(sim->world, guest);
	bool installed = row->installed != INSTALLED_NOT ||
	    was_installed(sim, guest);

	if (installed && row->installed == INSTALLED_NOT)
		row->installed = INSTALLED;
	if (installed)
		source_fill(start, guest);
	disks_fill(sim, declared, installed);
}

void
start_installed(struct starting *start)
{
	const struct sim *sim = start->sim;

	assert(sim->declared.guest_count <= sim->world->table[T_GUEST].count);
	for (uint32_t g = 1; g <= sim->declared.guest_count; g++)
		guest_fill(start, g);
}
