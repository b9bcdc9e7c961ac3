#include "tools/swarm/random_site.h"

#include <stdlib.h>

#include "tools/swarm/outline.h"

/* The values that a key may have, as JSON. */
#define OF	.of = (const char *const[])
/* The value of a key without a choice. */
#define ALWAYS	1

static const struct optional releases_keys[] = {
	{ "solaris", 2, OF{ "\"10u8\"", "\"10u9\"", "\"10u11\"", NULL } },
	{ "cluster", 2, OF{ "\"3.2\"", "\"3.3\"", NULL } },
	{ "ldm", 2, OF{ "\"1.2\"", "\"1.3\"", "\"2.0\"", "\"2.1\"", "\"3.1\"",
	    NULL } },
	{ "parseable", 2, OF{ "\"1.5\"", "\"1.6\"", NULL } },
	{ 0 }
};

const struct optional outline_reach[] = {
	{ "by", ALWAYS, OF{ "\"here\"", "\"ssh\"", "\"transcript\"",
	    "\"hand\"", NULL } },
	{ "host", 2, OF{ "\"192.0.2.7\"", NULL } },
	{ "user", 2, OF{ "\"root\"", "\"admin\"", NULL } },
	{ "become", 2, OF{ "\"none\"", "\"pfexec\"", "\"sudo\"", NULL } },
	{ "file", 4, OF{ "\"transcript.jsonl\"", NULL } },
	{ 0 }
};

/* No two have the same. */
static json_t *
sp_host(const struct thing *thing)
{
	return json_sprintf("192.0.2.%u", 100 + thing->n);
}

static const struct optional sp_keys[] = {
	{ "host", ALWAYS, .make = sp_host },
	{ "user", 2, OF{ "\"root\"", NULL } },
	{ "credentials", 2, OF{ "\"/etc/sp\"", NULL } },
	{ "by", 2, OF{ "\"ipmitool\"", "\"ilom\"", NULL } },
	{ "pdom", 4, OF{ "0", "3", NULL } },
	{ 0 }
};

static const struct optional control_keys[] = {
	{ "vcpus", 2, OF{ "4", "8", "16", NULL } },
	{ "memory", 2, OF{ "\"4G\"", "\"16G\"", NULL } },
	{ 0 }
};

static const struct optional reserved_keys[] = {
	{ "vcpus", 2, OF{ "0", "6", NULL } },
	{ "memory", 2, OF{ "\"0G\"", "\"8G\"", NULL } },
	{ 0 }
};

/* No two have the same. */
static json_t *
node_hostid(const struct thing *thing)
{
	return json_sprintf("84f0a1b%x", thing->n);
}

/* Blocks are no more than what a node of 64G has left. */
/* Room for those that are there and the one of the job, and perhaps for one
 * more. */
static json_t *
node_loads(const struct thing *node)
{
	unsigned most = 1 + draw_of(node->draw, "room", 2) +
	    outline_load(node->outline, node->n);

	return outline_has_loads(node->outline) ? json_pack("[{ss si si}]",
	    "name", "guests", "soft", (int)draw_of(node->draw, "soft",
	    most + 1), "hard", (int)most) : NULL;
}

static const struct optional node_keys[] = {
	{ "model", 2, OF{ "\"Sun Fire T5440\"", "\"SPARC T4-2\"", NULL } },
	{ "vcpus", ALWAYS, OF{ "64", "128", "256", NULL } },
	{ "memory", ALWAYS, OF{ "\"64G\"", "\"128G\"", "\"256G\"", NULL } },
	{ "control", 2, .keys = control_keys },
	{ "reserved", 3, .keys = reserved_keys },
	{ "releases", 4, .keys = releases_keys },
	{ "sp", 2, .keys = sp_keys },
	{ "reach", 3, .keys = outline_reach },
	{ "hostid", 3, .make = node_hostid },
	{ "blocks", 6, OF{ "[\"40G\"]", "[\"24G\", \"16G\"]",
	    "[\"8G\", \"8G\", \"16G\", \"8G\"]", NULL } },
	{ "load_limits", ALWAYS, .make = node_loads },
	{ 0 }
};

/* The quorum's device comes after those of the guests, then a spare one. */
static json_t *
quorum(const struct thing *thing)
{
	const struct outline *outline = thing->outline;
	json_t *list = json_array(), *row = json_object();

	json_object_set_new(row, "device", outline_name_json(outline,
	    STEM_DEVICE, outline->guests + 1));
	if (draw_one_in(thing->draw, "votes", 2))
		json_object_set_new(row, "votes", json_integer(
		    outline->nodes > 1 ? (json_int_t)outline->nodes - 1 : 1));
	json_array_append_new(list, row);
	return list;
}

static const struct optional cluster_keys[] = {
	{ "name", 2, OF{ "\"swarm\"", NULL } },
	{ "quorum", 2, .make = quorum },
	{ "types", 2, OF{ "[]", "[\"SUNW.HAStoragePlus\"]",
	    "[\"SUNW.HAStoragePlus\", \"SUNW.ldom\"]", NULL } },
	{ "heartbeat_timeout", 3, OF{ "\"5s\"", "\"10s\"", "\"1m\"", NULL } },
	{ "fencing", 3, OF{ "\"prefer3\"", "\"pathcount\"", "\"scsi3\"",
	    NULL } },
	{ "transport", 3, OF{ "[\"nxge1\"]", "[\"nxge1\", \"nxge3\"]",
	    NULL } },
	{ 0 }
};

/* Who sees it: those of its guest's group, and perhaps others. */
static json_t *
device_nodes(const struct thing *thing)
{
	const struct outline *outline = thing->outline;
	unsigned node[OUTLINE_NODES], count = outline->nodes;
	json_t *list = json_array();

	if (thing->n <= outline->guests)
		count = outline_group(outline, thing->n, node);
	else
		for (unsigned i = 0; i < count; i++)
			node[i] = i + 1;
	for (unsigned i = 0; i < count; i++)
		json_array_append_new(list, outline_name_json(outline,
		    STEM_NODE, node[i]));
	return list;
}

static json_t *
device_guid(const struct thing *thing)
{
	return json_sprintf("600144f0000%u", thing->n);
}

static const struct optional device_keys[] = {
	{ "size", ALWAYS, OF{ "\"100G\"", "\"128G\"", "\"300G\"", NULL } },
	{ "slice", 2, OF{ "0", "2", "6", "7", NULL } },
	{ "nodes", 3, .make = device_nodes },
	{ "use", 6, OF{ "\"guest\"", NULL } },
	{ "guid", 3, .make = device_guid },
	{ "path", 3, OF{ "\"/dev/rdsk/c4t600144F0A1d0\"", NULL } },
	{ "label", 5, OF{ "\"smi\"", "\"smi\"", "\"efi\"", "\"none\"",
	    NULL } },
	{ 0 }
};

static json_t *
devices(const struct thing *thing)
{
	return outline_list(thing->outline, STEM_DEVICE,
	    thing->outline->guests + 2, device_keys);
}

static json_t *
net_dev(const struct thing *thing)
{
	json_t *each = json_object();
	char name[OUTLINE_NAME];

	if (draw_one_in(thing->draw, "one for all", 2)) {
		json_decref(each);
		return json_sprintf("nxge%u", thing->n - 1);
	}
	for (unsigned n = 1; n <= thing->outline->nodes; n++)
		json_object_set_new(each, outline_name(thing->outline,
		    STEM_NODE, n, name), json_sprintf("e1000g%u", thing->n));
	return each;
}

static json_t *
ports(const struct thing *thing)
{
	unsigned first = 5000 + 1000 * thing->n;

	return json_sprintf("%u-%u", first, first + (draw_one_in(thing->draw,
	    "few", 3) ? OUTLINE_GUESTS : 100));
}

static const struct optional vsw_keys[] = {
	{ "net_dev", ALWAYS, .make = net_dev }, { 0 } };
static const struct optional vds_keys[] = { { 0 } };
static const struct optional vcc_keys[] = {
	{ "ports", ALWAYS, .make = ports }, { 0 } };

static json_t *
services(const struct thing *thing)
{
	const struct outline *outline = thing->outline;
	json_t *all = json_object();

	if (outline->vsws != 0)
		json_object_set_new(all, "vsw", outline_list(outline, STEM_VSW,
		    outline->vsws, vsw_keys));
	json_object_set_new(all, "vds", outline_list(outline, STEM_VDS,
	    outline->vdss, vds_keys));
	json_object_set_new(all, "vcc", outline_list(outline, STEM_VCC,
	    outline->vccs, vcc_keys));
	return all;
}

/* Every node has it: who lacks a file that a job needs refuses the job. */
static json_t *
file_nodes(const struct thing *thing)
{
	json_t *list = json_array();

	for (unsigned n = 1; n <= thing->outline->nodes; n++)
		json_array_append_new(list, outline_name_json(thing->outline,
		    STEM_NODE, n));
	return list;
}

static const struct optional files_keys[] = {
	{ "size", 3, OF{ "\"2200M\"", NULL } },
	{ "nodes", 4, .make = file_nodes },
	{ "owner", 2, OF{ "\"root\"", NULL } },
	{ "mode", 2, OF{ "\"0400\"", "\"400\"", NULL } },
	{ 0 }
};

static void
file_add(json_t *files, const struct thing *thing, const char *name,
    const char *use)
{
	struct thing file = { .outline = thing->outline, .draw = draw_part(
	    thing->draw, name, 0), .object = json_pack("{s:s}", "file", name) };

	outline_fill(&file, files_keys);
	json_object_set_new(file.object, "use", json_string(use));
	json_array_append_new(files, file.object);
}

static json_t *
files(const struct thing *thing)
{
	json_t *list = json_array();

	file_add(list, thing, "/pfile", "password");
	if (thing->outline->sources != 0)
		file_add(list, thing, "/iso/sol.iso", "image");
	if (draw_one_in(thing->draw, "more", 3))
		file_add(list, thing, "/etc/motd", "plain");
	return list;
}

static json_t *
guests(const struct thing *thing)
{
	return outline_guests(thing->outline);
}

static json_t *
sources(const struct thing *thing)
{
	return thing->outline->sources != 0 ?
	    outline_sources(thing->outline) : NULL;
}

static json_t *
archives(const struct thing *thing)
{
	return thing->outline->archives != 0 ?
	    outline_archives(thing->outline) : NULL;
}

static json_t *
nodes(const struct thing *thing)
{
	return outline_list(thing->outline, STEM_NODE, thing->outline->nodes,
	    node_keys);
}

/* The first guest may have a long name. */
static json_t *
objectives(const struct thing *thing)
{
	json_t *of = json_object(), *downtime = json_object();
	char name[OUTLINE_NAME];

	json_object_set_new(downtime, draw_one_in(thing->draw, "all", 2) ?
	    "*" : outline_name(thing->outline, STEM_GUEST, 1, name),
	    json_string("1h"));
	json_object_set_new(of, "downtime", downtime);
	return of;
}

static const struct optional timing_keys[] = {
	{ "profile", 6, OF{ "\"ssh\"", NULL } },
	{ "request", 8, OF{ "\"1s\"", NULL } },
	{ "guest-boot", 3, OF{ "\"1s\"", "\"95s\"", "\"20m\"", NULL } },
	{ "media-boot", 4, OF{ "\"2m\"", NULL } },
	{ "agent-call", 4, OF{ "\"1s\"", "\"5s\"", NULL } },
	{ "node-boot", 4, OF{ "\"3m\"", "\"20m\"", NULL } },
	{ "guest-halt", 3, OF{ "\"1s\"", "\"5m\"", NULL } },
	{ "disk-create", 3, OF{ "\"2s + 14s/G\"", NULL } },
	{ "group-switch", 4, OF{ "\"1s\"", "\"90s\"", NULL } },
	{ "person", 4, OF{ "\"1m\"", "\"8h\"", NULL } },
	{ 0 }
};

static const struct optional hook_step_keys[] = {
	{ "halt", 2, OF{ "[\"/opt/hold\"]", NULL } },
	{ "switch", 2, OF{ "[\"/opt/hold\", \"x\"]", NULL } },
	{ 0 }
};

static const struct optional hooks_keys[] = {
	{ "start", 2, OF{ "[\"/opt/told\"]", NULL } },
	{ "irreversible", 2, OF{ "[\"/opt/told\", \"a b\"]", NULL } },
	{ "end", 2, OF{ "[\"/opt/told\"]", NULL } },
	{ "before", 2, .keys = hook_step_keys },
	{ "after", 2, .keys = hook_step_keys },
	{ "limit", 2, OF{ "\"90s\"", NULL } },
	{ 0 }
};

static const struct optional blackout_keys[] = {
	{ "open", ALWAYS, OF{ "[\"/opt/quiet\"]",
	    "[\"/usr/bin/ksh\", \"/opt/mon ing\", \"open\"]", NULL } },
	{ "close", ALWAYS, OF{ "[\"/opt/loud\", \"-q\"]",
	    "[\"/usr/bin/ksh\", \"/opt/mon ing\", \"close\"]", NULL } },
	{ "state", ALWAYS, OF{ "[\"/opt/is\"]",
	    "[\"/usr/bin/ksh\", \"/opt/mon ing\", \"state\"]", NULL } },
	{ 0 }
};

static const struct optional site_keys[] = {
	{ "format", 2, OF{ "1", NULL } },
	{ "about", 4, OF{ "\"A site that was drawn\"", NULL } },
	{ "releases", 2, .keys = releases_keys },
	{ "config", 3, OF{ "\"base\"", NULL } },
	{ "nodes", ALWAYS, .make = nodes },
	{ "cluster", 2, .keys = cluster_keys },
	{ "devices", ALWAYS, .make = devices },
	{ "services", ALWAYS, .make = services },
	{ "files", ALWAYS, .make = files },
	{ "archives", ALWAYS, .make = archives },
	{ "guests", ALWAYS, .make = guests },
	{ "sources", ALWAYS, .make = sources },
	{ "timing", 2, .keys = timing_keys },
	{ "now", 5, OF{ "\"ready\"", "\"ready\"", "\"bare\"", NULL } },
	{ "simulated", 4, OF{ "true", "false", NULL } },
	{ "objectives", 4, .make = objectives },
	{ "hooks", 5, .keys = hooks_keys },
	{ "blackout", 3, .keys = blackout_keys },
	{ "overrun", 5, OF{ "2", "10", NULL } },
	{ "suspended", 5, OF{ "\"2h\"", "\"90s\"", NULL } },
	{ "approved_by", 5, OF{ "[\"ann\", \"ben\"]", NULL } },
	{ 0 }
};

json_t *
random_site(uint64_t seed)
{
	struct outline outline = outline_draw(seed);
	struct thing site = { .outline = &outline, .draw = outline.draw,
	    .object = json_object() };

	json_object_set_new(site.object, "site", json_sprintf("random-%llu",
	    (unsigned long long)seed));
	outline_fill(&site, site_keys);
	return site.object;
}

char *
random_site_text(const json_t *site)
{
	char *text = json_dumps(site, JSON_INDENT(2));

	if (text == NULL)
		abort();
	return text;
}
