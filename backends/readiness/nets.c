/*
 * The network of a guest at another node.
 */
#include "backends/readiness/nets.h"

#include <string.h>

#include "backends/readiness/subjects.h"

/* The list of its node names as many nets as its definition. */
static bool
nets_listed(struct judging *judging, const struct surveyed *one)
{
	const struct surveyed *whole = survey_find(judging->survey,
	    judging->at, SURVEY_DEFINITION, guest_of(judging));
	unsigned listed = 0, defined = 0;

	for (uint32_t i = 0; i < one->output.reading.count; i++)
		listed += strcmp(one->output.reading.fact[i].kind,
		    "vnet") == 0 && fact_is(&one->output.reading.fact[i],
		    "domain", guest_of(judging));
	if (whole == NULL || whole->definition == NULL) {
		lacks(judging, "its definition was not read, so how many nets "
		    "it has is not known");
		return false;
	}
	for (unsigned i = 0; i < whole->definition->part_count; i++)
		defined += whole->definition->part[i].kind == CONSTRAINT_NET;
	if (listed != defined || listed == 0)
		lacks(judging, "%u nets are listed, and %u defined", listed,
		    defined);
	return listed == defined;
}

/* The switch of that name at the node, and the link below it. */
static void
link_look(struct judging *judging, const struct fact_row *net,
    const char **down)
{
	const char *service = fact_word(net, "service");
	const char *name = arena_format(judging->arena, "%.*s",
	    (int)strcspn(service, "@"), service);
	const struct fact_row *vsw = said(judging, judging->node,
	    SURVEY_DOMAINS, "vsw", which_two("domain", "primary", "name",
	    name));
	const char *device = fact_said(vsw, "net_dev");
	const struct fact_row *link;

	if (vsw == NULL)
		return;
	if (*device == '\0') {
		lacks(judging, "%s has no net-dev", name);
		return;
	}
	link = said(judging, judging->node, SURVEY_PORTS, "link", which("name",
	    device));
	if (link != NULL && !fact_is(link, "state", "up"))
		*down = arena_format(judging->arena, "%s of %s is %s", device,
		    name, fact_word(link, "state"));
}

/* A link that is up does not say that its VLAN reaches it. */
void
links_judge(struct judging *judging)
{
	const struct surveyed *one = home(judging);
	const char *down = NULL;

	if (one != NULL && nets_listed(judging, one))
		for (uint32_t i = 0; i < one->output.reading.count; i++) {
			const struct fact_row *net =
			    &one->output.reading.fact[i];

			if (net->why != NULL || strcmp(net->kind, "vnet") !=
			    0 || !fact_is(net, "domain", guest_of(judging)))
				continue;
			quote(judging, one, net);
			link_look(judging, net, &down);
		}
	if (down != NULL)
		fails(judging, "%s", down);
	else
		decide(judging, true, "the links below its switches are up");
}

/* What a node may ask another machine for. */
static const struct service {
	enum survey_line line;
	const char	*kind, *what;
	bool		 whole;		/* what is not understood in its file
					   may name a server */
} services[] = {
	{ SURVEY_RESOLVER, "name-server", "names", false },
	{ SURVEY_TIME, "time-server", "the time", true },
	{ SURVEY_DIRECTORY, "directory-server", "LDAP", true },
};

enum { SERVICES = sizeof(services) / sizeof(services[0]) };

/* Is that server the guest: by its address, with or without a port, or its
 * name? */
static bool
is_guest(const struct judging *judging, const char *server,
    const char *address)
{
	const char *guest = guest_of(judging);
	size_t n = strlen(address), m = strlen(guest);

	return (n != 0 && strncmp(server, address, n) == 0 && (server[n] ==
	    '\0' || server[n] == ':')) || (strncmp(server, guest, m) == 0 &&
	    strchr(".:", server[m]) != NULL);
}

/* How many servers the answer names; one that is the guest, or else the last,
 * goes there. */
static unsigned
servers_count(const struct judging *judging, const struct surveyed *one,
    const struct service *service, const char *address,
    const struct fact_row **server)
{
	unsigned count = 0;
	bool found = false;

	for (uint32_t i = 0; one != NULL && i < one->output.reading.count;
	    i++) {
		const struct fact_row *fact = &one->output.reading.fact[i];

		if (fact->why != NULL || strcmp(fact->kind, service->kind) !=
		    0)
			continue;
		count++;
		if (!found)
			*server = fact;
		found |= is_guest(judging, fact_word(fact, "address"),
		    address);
	}
	return count;
}

/* Does a node ask the guest for it?  The one server of a node is quoted; of
 * several none is needed to know the others. */
static bool
is_served(struct judging *judging, const struct service *service,
    uint32_t node, const char *address)
{
	const struct surveyed *one = answered(judging, node, service->line);
	const struct fact_row *server = NULL;
	unsigned count = servers_count(judging, one, service, address,
	    &server);
	bool is = count != 0 && is_guest(judging, fact_word(server, "address"),
	    address);

	if (is || count == 1)
		quote(judging, one, server);
	else if ((count == 0 || (service->whole && surveyed_strange(one) !=
	    0)) && !said_no_file(judging, node, service->line,
	    ""))
		lacks(judging, "%s: whom it asks for %s is not known",
		    node_of(judging, node), service->what);
	return is;
}

/* What a node asks the guest for; NULL: nothing. */
static const char *
service_of(struct judging *judging, uint32_t node, const char *address)
{
	const char *what = NULL;

	for (unsigned i = 0; i < SERVICES; i++)
		if (is_served(judging, &services[i], node, address))
			what = services[i].what;
	return what;
}

/* What a node has mounted from the guest; NULL: nothing. */
static const char *
mounted_from(struct judging *judging, uint32_t node)
{
	const struct surveyed *mounts = answered(judging, node,
	    SURVEY_MOUNTED);
	const char *share = arena_format(judging->arena, "%s:",
	    guest_of(judging));

	for (uint32_t i = 0; mounts != NULL && i <
	    mounts->output.reading.count; i++) {
		const struct fact_row *mount =
		    &mounts->output.reading.fact[i];

		if (strncmp(fact_word(mount, "special"), share,
		    strlen(share)) != 0)
			continue;
		quote(judging, mounts, mount);
		return fact_word(mount, "mountpoint");
	}
	return NULL;
}

/* A node that needs its own guest hangs while the guest is down. */
void
serves_judge(struct judging *judging)
{
	const struct fact_row *host = home(judging) != NULL ? said_about(
	    judging, judging->at, SURVEY_ADDRESS, guest_of(judging), "host") :
	    NULL;
	const char *address = fact_said(host, "address"), *serves = NULL;
	uint32_t served = 0;

	for (uint32_t n = 1; n <= judging->site->node_count; n++) {
		const char *mount = mounted_from(judging, n);
		const char *what = host != NULL ? service_of(judging, n,
		    address) : NULL;

		if (mount == NULL && what == NULL)
			continue;
		serves = mount != NULL ? mount : what;
		served = n;
	}
	if (serves != NULL)
		fails(judging, "%s needs it for %s", node_of(judging, served),
		    serves);
	else
		decide(judging, true, "%s serves no node with names, time, "
		    "LDAP or file systems", address);
}
