#include "backends/sim/shell/listed.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "backends/sim/hypervisor/domain.h"
#include "backends/sim/shell/ldm_release.h"
#include "backends/sim/sim.h"
#include "backends/sim/text/lines.h"
#include "backends/sim/world/simulation.h"
#include "backends/sim/world/trouble.h"

/* A system that runs and has nothing to do; a processor that spins at the ok
 * prompt is busy. */
enum { USE_IDLE = 2, USE_ALL = 1000, DAY_S = 86400, HOUR_S = 3600 };

static bool
guest_find(const struct call *call, uint32_t guest, struct listed *listed)
{
	struct world *world = call->shell->sim->world;
	uint32_t row;

	if (guest == 0 || guest > world->table[T_GUEST].count)
		return false;
	row = world_domain_of(world, guest, call_node(call));
	*listed = (struct listed){ call_name(call, KIND_GUEST, guest), guest,
	    world_domain(world, row) };
	return row != 0;
}

static void
all_each(struct call *call, void (*each)(struct call *,
    const struct listed *, void *), void *with)
{
	struct listed listed = { "primary", 0, NULL };
	uint32_t count = call->shell->sim->world->table[T_GUEST].count;
	struct named *names = text_sorted(call->shell->sim, KIND_GUEST,
	    count);

	each(call, &listed, with);
	for (uint32_t i = 0; i < count; i++)
		if (guest_find(call, names[i].number, &listed))
			each(call, &listed, with);
	free(names);
}

bool
listed_find(struct call *call, const char *name, struct listed *listed)
{
	*listed = (struct listed){ "primary", 0, NULL };
	if (strcmp(name, listed->name) == 0 || guest_find(call,
	    names_find(sim_names(call->shell->sim), KIND_GUEST, name),
	    listed))
		return true;
	call_fail(call, 1, "LDom %s not found", name);
	return false;
}

void
listed_each(struct call *call, const struct given *given,
    void (*each)(struct call *, const struct listed *, void *), void *with)
{
	struct listed listed;

	assert(call_node(call) != 0);
	if (given->count == 0)
		all_each(call, each, with);
	for (unsigned i = 0; i < given->count; i++)
		if (listed_find(call, given->operand[i], &listed))
			each(call, &listed, with);
}

const struct part_row *
listed_part(const struct call *call, const struct listed *listed,
    unsigned kind, const struct part_row *after)
{
	struct world *world = call->shell->sim->world;
	uint32_t p = after != NULL ? after->next : listed->row != NULL ?
	    listed->row->parts : 0;

	while (p != 0 && world_part(world, p)->kind != kind)
		p = world_part(world, p)->next;
	return p != 0 ? world_part(world, p) : NULL;
}

bool
listed_is_active(const struct listed *listed)
{
	return listed->row == NULL || listed->row->state == STATE_AT_OK;
}

const char *
listed_state(const struct listed *listed)
{
	if (listed_is_active(listed))
		return "active";
	return listed->row->state == STATE_BOUND ? "bound" : "inactive";
}

static bool
has_services(const struct call *call)
{
	struct world *world = call->shell->sim->world;

	for (uint32_t s = 1; s <= world->table[T_KIND].count; s++)
		if (world_service(world, s, call_node(call))->present != 0)
			return true;
	return false;
}

/* Starting or stopping, its system, reconfiguration, control domain, service
 * domain, migration; see ldm.md. */
const char *
listed_flags(const struct call *call, const struct listed *listed,
    char flags[FLAGS_BYTES])
{
	memcpy(flags, "------", FLAGS_BYTES);
	if (ldm_release(call) < LDM_FLAGS_SIX)
		flags[5] = '\0';
	if (listed->row == NULL) {
		flags[1] = 'n';
		if (trouble_is(call->shell->sim, call_node(call),
		    TROUBLE_DELAYED))
			flags[2] = 'd';
		flags[3] = 'c';
		flags[4] = has_services(call) ? 'v' : '-';
		return flags;
	}
	if (flags[5] != '\0' && domain_state(call->shell->sim,
	    listed->row) == STATE_MOVING)
		flags[5] = 's';
	if (!listed_is_active(listed))
		return flags;
	flags[0] = listed->row->soft == SOFT_HALTING ? 's' : '-';
	flags[1] = listed->row->soft == SOFT_OK ||
	    listed->row->soft == SOFT_NONE ||
	    listed->row->soft == SOFT_BOOTING ||
	    listed->row->soft == SOFT_LOOPING ? 't' : 'n';
	return flags;
}

const char *
listed_console(const struct call *call, const struct listed *listed,
    char text[SIZE_BYTES])
{
	if (listed->row == NULL)
		return ldm_has_uart(call) ? "UART" : "SP";
	if (listed->row->port == 0)
		return "";
	snprintf(text, SIZE_BYTES, "%u", (unsigned)listed->row->port);
	return text;
}

uint32_t
listed_vcpus(const struct call *call, const struct listed *listed)
{
	return listed->row != NULL ? listed->row->vcpus :
	    call->shell->site->nodes[call_node(call)].control_vcpus;
}

int64_t
listed_memory(const struct call *call, const struct listed *listed)
{
	return listed->row != NULL ? listed->row->memory :
	    call->shell->site->nodes[call_node(call)].control_memory;
}

bool
listed_is_spinning(const struct listed *listed)
{
	return listed->row != NULL && listed->row->state == STATE_AT_OK &&
	    (listed->row->soft == SOFT_OK || listed->row->soft == SOFT_NONE);
}

unsigned
listed_use(const struct call *call, const struct listed *listed)
{
	uint32_t vcpus = listed_vcpus(call, listed);

	return vcpus != 0 && listed_is_spinning(listed) ? USE_ALL / vcpus :
	    USE_IDLE;
}

int64_t
listed_uptime_s(const struct call *call, const struct listed *listed)
{
	struct world *world = call->shell->sim->world;
	int64_t since_ns = listed->row != NULL ? listed->row->active_ns :
	    world_node(world, call_node(call))->up_ns;

	return (world->now_ns - since_ns) / MS / 1000;
}

const char *
size_print(int64_t bytes, char text[SIZE_BYTES])
{
	const char *unit = "KMGT";
	int64_t size = bytes / 1024;

	assert(bytes >= 0);
	while (unit[1] != '\0' && unit[0] != 'G' && size != 0 &&
	    size % 1024 == 0) {
		size /= 1024;
		unit++;
	}
	snprintf(text, SIZE_BYTES, "%lld%c", (long long)size, *unit);
	return text;
}

const char *
use_print(unsigned tenths, char text[SIZE_BYTES])
{
	if (tenths >= 100)
		snprintf(text, SIZE_BYTES, "%u%%", tenths / 10);
	else
		snprintf(text, SIZE_BYTES, "%u.%u%%", tenths / 10,
		    tenths % 10);
	return text;
}

const char *
uptime_print(int64_t s, char text[SIZE_BYTES])
{
	long long days = s / DAY_S, hours = s / HOUR_S % 24, minutes =
	    s / 60 % 60;
	int n = 0;

	text[0] = '\0';
	if (s < 60)
		snprintf(text, SIZE_BYTES, "%llds", (long long)s);
	if (days != 0)
		n += snprintf(text, SIZE_BYTES, "%lldd ", days);
	if (days != 0 || hours != 0)
		n += snprintf(text + n, SIZE_BYTES - (size_t)n, "%lldh ",
		    hours);
	if (minutes != 0)
		snprintf(text + n, SIZE_BYTES - (size_t)n, "%lldm", minutes);
	return text;
}
