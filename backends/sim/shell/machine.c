#include "backends/sim/shell/machine.h"

#include <string.h>

#include "backends/sim/hypervisor/domain.h"
#include "backends/sim/kernel/place.h"
#include "backends/sim/shell/model.h"
#include "backends/sim/shell/release.h"
#include "backends/sim/sim.h"

/* Of a node whose hostid the site does not say: as sun4v machines have it, and
 * different for each. */
enum { HOSTID_PLAIN = 0x04fb5a00 };
static const uint32_t hostid_prefix = 0x80000000;

uint32_t
machine_hostid(const struct call *call, uint32_t node)
{
	const struct site *site = call->shell->site;

	if (node != 0 && node <= site->node_count &&
	    site->nodes[node].hostid != 0)
		return site->nodes[node].hostid;
	return (hostid_prefix | HOSTID_PLAIN) + node;
}

uint32_t
machine_node(const struct call *call)
{
	struct sim *sim = call->shell->sim;
	uint32_t n = call->place & PLACE_ID;

	if (call->place == n)
		return n;
	for (uint32_t node = 1; (call->place & PLACE_GUEST) != 0 &&
	    node <= sim->world->table[T_NODE].count; node++)
		if (place_runs(sim, n, node))
			return node;
	return 0;
}

const struct domain_row *
machine_domain(const struct call *call)
{
	struct world *world = call->shell->sim->world;
	uint32_t node = machine_node(call);

	return world_domain(world, node == 0 ? 0 : world_domain_of(world,
	    call->place & PLACE_ID, node));
}

int64_t
machine_up_s(const struct call *call)
{
	struct world *world = call->shell->sim->world;
	int64_t ns;

	if ((call->place & PLACE_SOURCE) != 0)
		return -1;
	ns = world->now_ns - ((call->place & PLACE_GUEST) != 0 ?
	    machine_domain(call)->active_ns :
	    world_node(world, call->place)->up_ns);
	return ns > 0 ? ns / MS / 1000 : 0;
}

/* true: there are words that the program does not take here. */
static bool
has_words(struct call *call)
{
	if (call->line.count > 1)
		call_not_simulated(call);
	return call->line.count > 1;
}

void
hostname_run(struct call *call)
{
	if (!has_words(call) && call_answers(call))
		buffer_print(&call->out, "%s\n", place_name(call->shell->sim,
		    call->place));
}

/* 0: it is not known.  A guest has what its definition says. */
static uint32_t
hostid_of(const struct call *call)
{
	const struct site *site = call->shell->site;
	uint32_t n = call->place & PLACE_ID;

	if (call->place == n)
		return machine_hostid(call, n);
	if ((call->place & PLACE_SOURCE) != 0)
		return n <= site->source_count ? site->sources[n].hostid : 0;
	return machine_domain(call)->hostid;
}

void
hostid_run(struct call *call)
{
	uint32_t hostid = hostid_of(call);

	if (has_words(call) || !call_answers(call))
		return;
	if (hostid == 0)
		call_not_simulated(call);
	else
		buffer_print(&call->out, "%08lx\n", (unsigned long)hostid);
}

/* A guest has a system of its own, whose release the site does not say. */
static const struct release *
machine_release(const struct call *call)
{
	const struct site *site = call->shell->site;
	uint32_t n = call->place & PLACE_ID;

	if (call->place == n)
		return release_of(call, n);
	return release_find((call->place & PLACE_SOURCE) != 0 &&
	    n <= site->source_count && site->sources[n].release != 0 ?
	    call_name(call, KIND_TEXT, site->sources[n].release) : NULL);
}

static const char *
machine_arch(const struct call *call)
{
	const struct site *site = call->shell->site;
	uint32_t n = call->place & PLACE_ID;

	if ((call->place & PLACE_SOURCE) == 0)
		return "sun4v";
	return n <= site->source_count ? site->sources[n].arch : NULL;
}

/* The kernel of a node whose release is not in our table: Solaris 11 has the
 * name of its release there. */
static const char *
node_kernel(const struct call *call, const struct release *release)
{
	if (release->kernel != NULL || call_node(call) == 0)
		return release->kernel;
	return release->eleven ? call->shell->site->nodes[call_node(call)].
	    releases.solaris : "Generic";
}

/* The answer to one of the letters; NULL: it is not one, or not known. */
static const char *
uname_part(const struct call *call, char letter, char text[MODEL_BYTES])
{
	const struct release *release = machine_release(call);

	switch (letter) {
	case 's':
		return "SunOS";
	case 'n':
		return place_name(call->shell->sim, call->place);
	case 'r':
		return release->number == NULL && call_node(call) != 0 ?
		    "5.10" : release->number;
	case 'v':
		return node_kernel(call, release);
	case 'm':
		return machine_arch(call);
	case 'p':
		return "sparc";
	case 'i':
		return model_platform(call, text);
	default:
		return NULL;
	}
}

/* The parts are printed in the order of the program, whatever was typed. */
void
uname_run(struct call *call)
{
	static const char order[] = "snrvmpi";
	const char *word = call->line.count == 1 ? "-s" : call->line.word[1];
	const char *blank = "";
	struct buffer out = { 0 };

	word = strcmp(word, "-a") == 0 ? "-snrvmpi" : word;
	if (!call_answers(call))
		return;
	if (word[0] != '-' || word[1] == '\0' || call->line.count > 2 ||
	    word[1 + strspn(word + 1, order)] != '\0') {
		call_not_simulated(call);
		return;
	}
	for (const char *letter = order; *letter != '\0'; letter++) {
		char text[MODEL_BYTES];
		const char *part = uname_part(call, *letter, text);

		if (strchr(word, *letter) == NULL)
			continue;
		if (part == NULL) {
			buffer_drop(&out);
			call_not_simulated(call);
			return;
		}
		buffer_print(&out, "%s%s", blank, part);
		blank = " ";
	}
	buffer_print(&call->out, "%s\n", buffer_text(&out));
	buffer_drop(&out);
}
