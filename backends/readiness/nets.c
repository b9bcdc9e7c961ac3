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

/* Whom a node asks for names.  The one server of a node is quoted; of several
 * none is needed to know the others. */
static bool
is_name_server(struct judging *judging, uint32_t node, const char *address)
{
	const struct surveyed *names = answered(judging, node,
	    SURVEY_RESOLVER);
	unsigned servers = 0;
	bool is = false;

	for (uint32_t i = 0; names != NULL && i < names->output.reading.count;
	    i++) {
		const struct fact_row *fact = &names->output.reading.fact[i];

		servers += strcmp(fact->kind, "name-server") == 0;
		is |= fact_is(fact, "address", address);
	}
	if (is)
		said(judging, node, SURVEY_RESOLVER, "name-server",
		    which("address", address));
	else if (servers == 1)
		said(judging, node, SURVEY_RESOLVER, "name-server",
		    which(NULL, NULL));
	else if (servers == 0 && !said_no_file(judging, node,
	    SURVEY_RESOLVER, ""))
		lacks(judging, "%s: whom it asks for names is not known",
		    node_of(judging, node));
	return is;
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
		bool names = host != NULL && is_name_server(judging, n,
		    address);

		if (mount == NULL && !names)
			continue;
		serves = mount != NULL ? mount : "names";
		served = n;
	}
	if (serves != NULL)
		fails(judging, "%s needs it for %s", node_of(judging, served),
		    serves);
	else
		decide(judging, true, "%s serves no node with names or file "
		    "systems", address);
}
