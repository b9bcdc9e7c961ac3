/*
 * Sections of a domain that are about itself: its state, identity, variables.
 */
#include "backends/sim/hypervisor/domain.h"
#include "backends/sim/shell/identity.h"
#include "backends/sim/shell/ldm_release.h"
#include "backends/sim/shell/listing.h"
#include "backends/sim/shell/sections.h"
#include "backends/sim/sim.h"
#include "backends/sim/world/simulation.h"

/* The system or the firmware tells the hypervisor what it is doing. */
static const char *
softstate(const struct listed *listed)
{
	static const char *const texts[] = {
		[SOFT_NONE] = "OpenBoot Running",
		[SOFT_OK] = "OpenBoot Running",
		[SOFT_BOOTING] = "Solaris booting",
		[SOFT_RUNNING] = "Solaris running",
		[SOFT_HALTING] = "Solaris halting",
		[SOFT_HUNG] = "Solaris running",
		[SOFT_MEDIA] = "Solaris running",
		[SOFT_LOOPING] = "Solaris booting",
		[SOFT_SINGLE] = "Solaris running",
	};

	return listed->row == NULL ? "Solaris running" :
	    texts[listed->row->soft];
}

/* In parseable output it is a part of the first line. */
void
section_softstate(struct listing *listing, const struct listed *listed)
{
	if (!listed_is_active(listed))
		return;
	buffer_print(listing->out, listing->parseable ? "|softstate=%s" :
	    "SOFTSTATE\n%s\n\n", softstate(listed));
}

void
section_uuid(struct listing *listing, const struct listed *listed)
{
	char text[UUID_BYTES];

	if (ldm_release(listing->call) < LDM_UUID)
		return;
	buffer_print(listing->out, listing->parseable ? "UUID|uuid=%s\n" :
	    "UUID\n    %s\n\n", uuid_print(listing->call, listed, text));
}

void
section_mac(struct listing *listing, const struct listed *listed)
{
	int64_t mac = address_of_domain(listing->call, listed);
	char text[ADDRESS_BYTES];

	if (mac != 0)
		buffer_print(listing->out, listing->parseable ?
		    "MAC|mac-addr=%s\n" : "MAC\n    %s\n\n",
		    address_print(mac, text));
}

void
section_hostid(struct listing *listing, const struct listed *listed)
{
	uint32_t hostid = hostid_of_domain(listing->call, listed);

	if (hostid != 0)
		buffer_print(listing->out, listing->parseable ?
		    "HOSTID|hostid=0x%08lx\n" : "HOSTID\n    0x%08lx\n\n",
		    (unsigned long)hostid);
}

/* That of a guest cannot be set here, and is what it is at first. */
void
section_control(struct listing *listing, const struct listed *listed)
{
	struct sim *sim = listing->call->shell->sim;
	uint32_t policy = listed->row != NULL ? 0 : world_node(sim->world,
	    call_node(listing->call))->policy;

	buffer_print(listing->out, listing->parseable ?
	    "CONTROL|failure-policy=%s\n" :
	    "CONTROL\n    failure-policy=%s\n\n", policy != 0 ?
	    sim_name(sim, KIND_TEXT, policy) : "ignore");
}

void
section_dependency(struct listing *listing, const struct listed *listed)
{
	uint32_t master = listed->row != NULL ? listed->row->master : 0;

	buffer_print(listing->out, listing->parseable ?
	    "DEPENDENCY|master=%s\n" : "DEPENDENCY\n    master=%s\n\n",
	    call_name(listing->call, KIND_TEXT, master));
}

void
section_variables(struct listing *listing, const struct listed *listed)
{
	const char *title = "VARIABLES\n";

	if (listed->row == NULL)
		return;
	for (const struct part_row *part = NULL; (part = listed_part(
	    listing->call, listed, PART_VARIABLE, part)) != NULL;) {
		buffer_print(listing->out, listing->parseable ? "%s|%s\n" :
		    "%s    %s\n", title, call_name(listing->call, KIND_TEXT,
		    part->value));
		title = "";
	}
	if (*title == '\0' && !listing->parseable)
		buffer_print(listing->out, "\n");
}

/* Whole cores cannot be asked for here, so every domain has what it has at
 * first. */
void
section_constraint(struct listing *listing, const struct listed *listed)
{
	(void)listed;
	buffer_print(listing->out, listing->parseable ?
	    "CONSTRAINT|threading=max-throughput\n" :
	    "CONSTRAINT\n    threading=max-throughput\n\n");
}

/* How far is it, in per cent? */
static int
progress(struct world *world, uint32_t work)
{
	const struct work_row *row = world_work(world, work);
	const struct queue_row *queue;
	int64_t all;

	for (uint32_t i = 1; i <= world->table[T_QUEUE].count; i++) {
		queue = world_row(world, T_QUEUE, i);
		all = queue->due_ns - row->since_ns;
		if (queue->seq == row->seq && all > 0)
			return (int)((world->now_ns - row->since_ns) /
			    (all / 100 + 1));
	}
	return 0;
}

void
section_status(struct listing *listing, const struct listed *listed)
{
	struct sim *sim = listing->call->shell->sim;
	const char *to;
	int percent;

	if (listed->row == NULL ||
	    domain_state(sim, listed->row) != STATE_MOVING)
		return;
	percent = progress(sim->world, listed->row->work);
	to = sim_name(sim, KIND_NODE, world_work(sim->world,
	    listed->row->work)->op.to);
	if (listing->parseable)
		buffer_print(listing->out, "STATUS\n|op=migration|"
		    "progress=%d|error=no|target=%s\n", percent, to);
	else
		buffer_print(listing->out, "STATUS\n    OPERATION    "
		    "PROGRESS    TARGET\n    migration    %3d%%        %s\n\n",
		    percent, to);
}
