/*
 * Nodes, the cluster that they form, and the files on them.
 */
#include <stdio.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/formats/json/units.h"
#include "tools/checked.h"
#include "tools/say.h"

enum { OTHERS = 077 };

static const char *
or_else(const char *text, const char *otherwise)
{
	return text != NULL ? text : otherwise;
}

/* A file belongs to one way, which needs it; "": it is right. */
static const char *
reach_wrong(const struct site_reach *reach)
{
	bool recorded = reach->by != NULL &&
	    strcmp(reach->by, "transcript") == 0;

	return recorded == (reach->file != NULL) ? "" : recorded ?
	    ": which transcript? \"file\" is missing" : ": only a transcript "
	    "has a file";
}

void
checked_reach(struct checking *checking, const char *name,
    const struct site_reach *reach)
{
	bool root = reach->become == NULL ||
	    strcmp(reach->become, "none") == 0;
	const char *wrong = reach_wrong(reach);

	if (reach->by == NULL)
		return;
	checked_verdict(checked_as(checking, *wrong != '\0' ? FAIL : PASS),
	    "reach", name, "by %s%s%s%s%s%s%s%s%s%s", reach->by,
	    reach->host != NULL ? ", at " : "", or_else(reach->host, ""),
	    reach->user != NULL ? ", as " : "", or_else(reach->user, ""),
	    root ? "" : ", becomes root with ", root ? "" : reach->become,
	    reach->file != NULL ? ", file " : "", or_else(reach->file, ""),
	    wrong);
}

static bool
is_same(const struct site_releases *one, const struct site_releases *other)
{
	return strcmp(one->solaris, other->solaris) == 0 &&
	    strcmp(one->cluster, other->cluster) == 0 &&
	    strcmp(one->ldm, other->ldm) == 0;
}

/* Guests move between the nodes: both ends should be of one release. */
static void
check_software(struct checking *checking, uint32_t node)
{
	const struct site_node *row = &checking->site->nodes[node];
	const struct site_releases *has = &row->releases;
	bool same = is_same(has, &checking->site->nodes[1].releases);

	checked_verdict(checked_as(checking, same ? PASS : WARN), "software",
	    checked_name(checking, KIND_NODE, node), "%s%sSolaris %s, Cluster "
	    "%s, ldm %s (parseable output %s)%s%s", row->model, *row->model !=
	    '\0' ? ", " : "", has->solaris, has->cluster, has->ldm,
	    has->parseable, same ? "" : ": other releases than on ", same ? "" :
	    checked_name(checking, KIND_NODE, 1));
}

static void
check_memory(struct checking *checking, uint32_t node)
{
	const struct site_node *row = &checking->site->nodes[node];
	char all[UNITS_BYTES], largest[UNITS_BYTES];

	if (row->block_count != 0)
		checked_verdict(checked_as(checking, PASS), "memory",
		    checked_name(checking, KIND_NODE, node), "%s free, in %u "
		    "block%s, the largest %s",
		    units_write_size(row->blocks_memory, all),
		    (unsigned)row->block_count, plural(row->block_count),
		    units_write_size(row->largest_block, largest));
}

/* Whether a node is off decides whether its guests may be started elsewhere. */
static void
check_power(struct checking *checking, uint32_t node)
{
	checked_power(checking, node, checked_name(checking, KIND_NODE, node),
	    "only a person can say whether the node is off");
}

void
checked_power(struct checking *checking, uint32_t machine, const char *name,
    const char *person)
{
	const struct site_sp *sp = site_sp_of(checking->site, machine);
	const char *lacks = site_sp_lacks(checking->site, machine);
	bool by_ipmi = site_sp_by_ipmi(checking->site, machine);
	char target[SP_TARGET];

	if (sp->host == NULL)
		checked_verdict(checked_as(checking, WARN), "power", name,
		    "%s: %s", lacks, person);
	else
		checked_verdict(checked_as(checking, lacks != NULL ? WARN :
		    PASS), "power", name, "service processor %s%s%s, by "
		    "%s%s%s%s%s%s%s%s%s", sp->host, sp->pdom != 0 ? ", " : "",
		    sp->pdom != 0 ? site_sp_host(checking->site, machine,
		    target) : "", by_ipmi ? "ipmitool" : "ilom",
		    sp->user != NULL ? ", as " : "", or_else(sp->user, ""),
		    sp->credentials == NULL ? "" : by_ipmi ?
		    ", password in " : ", key in ",
		    or_else(sp->credentials, ""), lacks != NULL ? "; " : "",
		    or_else(lacks, ""), lacks != NULL ? ": " : "",
		    lacks != NULL ? person : "");
}

void
checked_nodes(struct checking *checking)
{
	for (uint32_t n = 1; n <= checking->site->node_count; n++) {
		const struct site_node *row = &checking->site->nodes[n];
		char hostid[UNITS_BYTES];

		check_software(checking, n);
		check_memory(checking, n);
		check_power(checking, n);
		checked_reach(checking, checked_name(checking, KIND_NODE, n),
		    &row->reach);
		if (row->hostid != 0)
			checked_verdict(checked_as(checking, PASS), "hostid",
			    checked_name(checking, KIND_NODE, n), "%s",
			    units_write_hostid(row->hostid, hostid));
	}
}

/* The cluster's default: one vote less than the nodes that see the device. */
static uint32_t
votes_of(const struct site_device *device)
{
	uint32_t seen = 0;

	for (uint32_t n = 1; n <= SITE_NODES; n++)
		seen += (uint32_t)(device->nodes >> n & 1);
	return device->votes != 0 ? device->votes : seen != 0 ? seen - 1 : 0;
}

/* The cluster lives as long as more than half of all votes are present. */
void
checked_cluster(struct checking *checking)
{
	const struct site *site = checking->site;
	const char *name = or_else(site->cluster, site->name);
	bool open = strcmp(site->fencing, "nofencing") == 0;
	uint32_t all = site->node_count, most = 1;
	struct arena arena = { 0 };
	const char *text;
	bool enough;

	text = arena_format(&arena, "votes: %u of the node%s", (unsigned)all,
	    plural(all));
	for (uint32_t d = 1; d <= site->device_count; d++)
		if (site->devices[d].quorum) {
			uint32_t votes = votes_of(&site->devices[d]);

			text = arena_format(&arena, "%s, %u of %s",
			    text, (unsigned)votes,
			    checked_name(checking, KIND_DEVICE, d));
			all += votes;
			most = votes > most ? votes : most;
		}
	enough = all - most > all / 2;
	if (site->node_count > 1)
		checked_verdict(checked_as(checking, enough ? PASS : WARN),
		    "quorum", name, "%s; %u are needed%s", text,
		    (unsigned)(all / 2 + 1), enough ? "" :
		    all == site->node_count ? ", and the loss of one node "
		    "stops the cluster: declare a quorum device" :
		    ", and the loss of one of them stops the cluster");
	checked_verdict(checked_as(checking, open ? FAIL : PASS), "fencing",
	    name, "%s%s", site->fencing, open ? ": a node that was expelled "
	    "can still write to the pools" : "");
	arena_drop(&arena);
}

static const char *
nodes_of(struct arena *arena, const struct checking *checking, uint64_t nodes)
{
	const char *text = "";

	for (uint32_t n = 1; n <= checking->site->node_count; n++)
		if ((nodes >> n & 1) != 0)
			text = arena_format(arena, "%s%s%s", text,
			    *text != '\0' ? ", " : "",
			    checked_name(checking, KIND_NODE, n));
	return text;
}

static unsigned
mode_of(const char *mode)
{
	unsigned value = 0;

	for (; mode != NULL && *mode != '\0'; mode++)
		value = value << 3 | (unsigned)(*mode - '0');
	return value;
}

/* It holds the root password of the other nodes. */
static void
check_file(struct checking *checking, const struct site_file *file)
{
	bool password = file->use == FILE_PASSWORD;
	bool open = password && (mode_of(file->mode) & OTHERS) != 0;
	bool owned = !password || file->owner == NULL ||
	    strcmp(file->owner, "root") == 0;
	struct arena arena = { 0 };
	char size[UNITS_BYTES];

	checked_verdict(checked_as(checking, open || !owned ? FAIL : PASS),
	    "file", checking->site->name, "%s on %s%s%s%s%s%s%s%s%s",
	    checked_name(checking, KIND_FILE, file->file), nodes_of(&arena,
	    checking, file->nodes), file->owner != NULL ? ", owner " : "",
	    or_else(file->owner, ""), file->mode != NULL ? ", mode " : "",
	    or_else(file->mode, ""), file->size != 0 ? ", " : "", file->size !=
	    0 ? units_write_size(file->size, size) : "", open ? ": others than "
	    "its owner can read the password" : "", owned ? "" : ": a password "
	    "file belongs to root");
	arena_drop(&arena);
}

/* An archive holds what its sources use, with what they exclude. */
static void
check_archive(struct checking *checking, uint32_t archive)
{
	const struct site *site = checking->site;
	int64_t size = site->archives[archive].size, wanted = 0;
	char all[UNITS_BYTES], has[UNITS_BYTES];

	for (uint32_t s = 1; s <= site->source_count; s++)
		if (site->sources[s].archive == archive)
			wanted += site->sources[s].used +
			    site->sources[s].excluded;
	if (size != 0)
		checked_verdict(checked_as(checking, wanted > size ? FAIL :
		    PASS), "archive", checked_name(checking, KIND_ARCHIVE,
		    archive), "its sources use %s, and it has %s",
		    units_write_size(wanted, all), units_write_size(size, has));
}

void
checked_files(struct checking *checking)
{
	for (uint32_t i = 0; i < checking->site->file_count; i++)
		check_file(checking, &checking->site->files[i]);
	for (uint32_t a = 1; a <= checking->site->archive_count; a++)
		check_archive(checking, a);
}
