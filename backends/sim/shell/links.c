/*
 * dladm, ifconfig and snoop: the network of a place.
 *
 * A node has the devices that its virtual switches and the cluster's private
 * links use, a guest its virtual ones.  Their addresses the site does not say,
 * but those of sources.
 */
#include <stdlib.h>
#include <string.h>

#include "backends/sim/kernel/place.h"
#include "backends/sim/shell/hardware.h"
#include "backends/sim/shell/machine.h"
#include "backends/sim/shell/release.h"
#include "backends/sim/shell/service_list.h"
#include "backends/sim/sim.h"
#include "backends/sim/world/declared.h"
#include "backends/sim/world/simulation.h"

enum { LINKS = 32, FRAMES = 1000 };

struct links {
	const char	*name[LINKS];
	unsigned	 count;
	bool		 guest;
};

/* Each once, in order of name. */
static void
link_add(struct links *links, const char *name)
{
	unsigned at = 0, last = links->count;

	while (at < links->count && strcmp(links->name[at], name) < 0)
		at++;
	if (*name == '\0' || last == LINKS || (at < last &&
	    strcmp(links->name[at], name) == 0))
		return;
	for (; last > at; last--)
		links->name[last] = links->name[last - 1];
	links->name[at] = name;
	links->count++;
}

static void
node_links(struct call *call, struct links *links)
{
	const char *adapter;
	uint32_t service = 0;

	while ((service = service_after(call, SERVICE_VSW, service)) != 0)
		link_add(links, service_value(call, service));
	for (unsigned i = 0; (adapter = hardware_adapter(call->shell->site,
	    i)) != NULL; i++)
		link_add(links, adapter);
}

/* Those of the guest of the call, where it runs. */
static void
guest_links(struct call *call, struct links *links)
{
	struct world *world = call->shell->sim->world;
	const struct part_row *part;

	links->guest = true;
	for (uint32_t p = machine_domain(call)->parts; p != 0;
	    p = part->next) {
		part = world_part(world, p);
		if (part->kind == PART_NET)
			link_add(links, call_name(call, KIND_NET, part->name));
	}
}

static void
links_find(struct call *call, struct links *links)
{
	*links = (struct links){ .count = 0 };
	if (call_node(call) != 0)
		node_links(call, links);
	else
		guest_links(call, links);
}

/* show-dev: of a virtual device nothing is known before Solaris 11. */
static void
dev_print(struct call *call, const struct links *links, unsigned i)
{
	buffer_print(&call->out, links->guest ?
	    "%-15s link: unknown   speed: 0     Mbps       duplex: unknown\n" :
	    "%-15s link: up        speed: 1000  Mbps       duplex: full\n",
	    links->name[i]);
}

static void
link_print(struct call *call, const struct links *links, unsigned i)
{
	buffer_print(&call->out, "%-15s type: non-vlan  mtu: 1500       "
	    "device: %s\n", links->name[i], links->name[i]);
}

/* Solaris 11: a table. */
static void
phys_print(struct call *call, const struct links *links, unsigned i)
{
	if (i == 0)
		buffer_print(&call->out, "LINK              MEDIA             "
		    "   STATE      SPEED  DUPLEX    DEVICE\n");
	buffer_print(&call->out, "%-17s Ethernet             up         %-6d "
	    "full      %s\n", links->name[i], links->guest ? 0 : 1000,
	    links->name[i]);
}

static const struct {
	const char	*name;
	bool		 eleven;
	void		(*print)(struct call *, const struct links *,
			    unsigned);
} shows[] = {
	{ "show-dev", false, dev_print }, { "show-link", false, link_print },
	{ "show-phys", true, phys_print },
};

enum { SHOWS = sizeof(shows) / sizeof(shows[0]) };

/* Devices that are named, or all. */
static bool
is_named(const struct call *call, const char *name)
{
	unsigned i = 2;

	while (i < call->line.count && strcmp(call->line.word[i], name) != 0)
		i++;
	return call->line.count == 2 || i < call->line.count;
}

void
dladm_run(struct call *call)
{
	bool eleven = release_of(call, call_node(call))->eleven;
	struct links links;
	unsigned show = 0;

	while (show < SHOWS && (call->line.count < 2 ||
	    strcmp(call->line.word[1], shows[show].name) != 0 ||
	    shows[show].eleven != eleven))
		show++;
	if (show == SHOWS || (call->line.count > 2 &&
	    call->line.word[2][0] == '-')) {
		call_not_simulated(call);
		return;
	}
	if (!call_answers(call))
		return;
	links_find(call, &links);
	for (unsigned i = 2; i < call->line.count; i++) {
		unsigned at = 0;

		while (at < links.count && strcmp(links.name[at],
		    call->line.word[i]) != 0)
			at++;
		if (at == links.count)
			call_fail(call, 1, "dladm: invalid device name '%s'",
			    call->line.word[i]);
	}
	for (unsigned i = 0; i < links.count; i++)
		if (is_named(call, links.name[i]))
			shows[show].print(call, &links, i);
}

static void
loopback_print(struct call *call)
{
	buffer_print(&call->out, "lo0: flags=2001000849<UP,LOOPBACK,RUNNING,"
	    "MULTICAST,IPv4,VIRTUAL> mtu 8232 index 1\n"
	    "\tinet 127.0.0.1 netmask ff000000 \n");
}

/* The mask of a net is not declared: it has 24 bits here. */
static void
net_print(struct call *call, const struct site_source_net *net,
    unsigned index)
{
	const char *dot = strrchr(net->address, '.');

	buffer_print(&call->out, "%s: flags=1000843<UP,BROADCAST,RUNNING,"
	    "MULTICAST,IPv4> mtu 1500 index %u\n"
	    "\tinet %s netmask ffffff00 broadcast %.*s.255\n", net->name,
	    index, net->address, (int)(dot - net->address), net->address);
}

/* false: an address is not known. */
static bool
nets_known(const struct site_source *source)
{
	unsigned i = 0;

	while (i < source->net_count && source->nets[i].address != NULL &&
	    strchr(source->nets[i].address, '.') != NULL)
		i++;
	return i == source->net_count;
}

void
ifconfig_run(struct call *call)
{
	const struct site_source *source;
	const char *word = call->line.count == 2 ? call->line.word[1] : "";
	bool all = strcmp(word, "-a") == 0, found = false;

	if ((call->place & PLACE_SOURCE) == 0 && strcmp(word, "lo0") != 0) {
		call_not_simulated(call);
		return;
	}
	source = declared_source(call->shell->sim, (call->place &
	    PLACE_SOURCE) != 0 ? call->place & PLACE_ID : 0);
	if (*word == '\0' || (!all && *word == '-') || !nets_known(source))
		call_not_simulated(call);
	else if (call_answers(call)) {
		if (all || strcmp(word, "lo0") == 0)
			loopback_print(call);
		for (unsigned i = 0; i < source->net_count; i++)
			if (all || strcmp(word, source->nets[i].name) == 0) {
				net_print(call, &source->nets[i], i + 2);
				found = true;
			}
		if (!all && !found && strcmp(word, "lo0") != 0)
			call_fail(call, 1, "ifconfig: status: SIOCGLIFFLAGS: "
			    "%s: no such interface", word);
	}
}

/* The address of a net of a guest that was a source; NULL: not known. */
static const char *
address_of_source(struct call *call, uint32_t guest, unsigned net)
{
	const struct site_source *source = declared_source(call->shell->sim,
	    declared_guest(call->shell->sim, guest)->source);

	return net < source->net_count ? source->nets[net].address : NULL;
}

/* What a domain says on that device: it asks for its own address.  all: the
 * addresses that have been heard so far. */
static void
domain_speaks(struct call *call, const struct domain_row *domain,
    const char *device, struct links *all)
{
	const struct part_row *part;
	unsigned net = 0;

	for (uint32_t p = domain->parts; p != 0; p = part->next) {
		const char *address;

		part = world_part(call->shell->sim->world, p);
		if (part->kind != PART_NET)
			continue;
		address = address_of_source(call, domain->guest, net++);
		if (address != NULL && strcmp(service_value(call,
		    part->value), device) == 0)
			link_add(all, address);
	}
}

/* The guests that run, wherever that is: all nodes are on the same net. */
static void
speakers_find(struct call *call, const char *device, struct links *all)
{
	struct sim *sim = call->shell->sim;

	*all = (struct links){ .count = 0 };
	for (uint32_t d = 1; d <= sim->world->table[T_DOMAIN].high; d++) {
		const struct domain_row *domain = world_domain(sim->world, d);

		if (domain->guest != 0 && domain->node != 0 &&
		    place_runs(sim, domain->guest, domain->node))
			domain_speaks(call, domain, device, all);
	}
}

static bool
has_link(struct call *call, const char *name)
{
	struct links links;
	unsigned i = 0;

	links_find(call, &links);
	while (i < links.count && strcmp(links.name[i], name) != 0)
		i++;
	return i < links.count;
}

/* A frame a second, of those who speak in turn. */
static void
frames_print(struct call *call, const struct links *all, unsigned frames)
{
	for (unsigned i = 0; i < frames; i++)
		buffer_print(&call->out, "%s -> (broadcast)  ARP C Who is "
		    "%s, %s ?\n", all->name[i % all->count],
		    all->name[i % all->count], all->name[i % all->count]);
	call->until_ms = sim_now_ms(call->shell->sim) + frames * 1000;
}

/* The one use that runbooks have: does the port of this node hear the subnet of
 * a guest?  Where nobody speaks whose address is known, nothing is known. */
void
snoop_run(struct call *call)
{
	struct given given;
	struct links all;
	char *end = "-";
	unsigned long frames = 0;

	if (given_read(&given, &call->line, 1, "rc:d:") &&
	    given_has(&given, 'c'))
		frames = strtoul(given.option['c'], &end, 10);
	if (*end != '\0' || frames == 0 || frames > FRAMES ||
	    given.count != 1 || strcmp(given.operand[0], "arp") != 0 ||
	    !given_has(&given, 'r') || !given_has(&given, 'd')) {
		call_not_simulated(call);
		return;
	}
	if (!call_answers(call))
		return;
	if (!has_link(call, given.option['d'])) {
		call_fail(call, 1, "snoop: %s: No such device",
		    given.option['d']);
		return;
	}
	speakers_find(call, given.option['d'], &all);
	if (all.count == 0) {
		call_not_simulated(call);
		return;
	}
	buffer_print(&call->err, "Using device %s (promiscuous mode)\n",
	    given.option['d']);
	frames_print(call, &all, (unsigned)frames);
}
