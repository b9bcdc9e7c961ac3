/*
 * scrgadm -p: types, groups and resources, in the words of the commands before
 * Sun Cluster 3.2.
 */
#include <string.h>
#include <strings.h>

#include "backends/sim/cluster/group.h"
#include "backends/sim/shell/chosen.h"
#include "backends/sim/shell/cluster.h"
#include "backends/sim/shell/cluster_says.h"
#include "backends/sim/shell/cluster_word.h"
#include "backends/sim/shell/shown.h"
#include "backends/sim/world/simulation.h"

enum { VALUE_AT = 63 };

/* What is printed, and of what each line is; who is "" for -p without v. */
struct print {
	struct call	*call;
	struct arena	 arena;
	bool		 verbose;
	const char	*who;		/* "(GROUP:RESOURCE) " */
	unsigned	 indent;
};

static void
line_print(const struct print *print, const char *key, const char *value)
{
	const char *who = print->verbose ? print->who : "";
	size_t n = print->indent + strlen(who) + strlen(key) + 1;

	buffer_print(&print->call->out, "%*s%s%s:%*s%s\n", (int)print->indent,
	    "", who, key, (int)(n < VALUE_AT ? VALUE_AT - n : 1), "", value);
}

static void
type_print(struct print *print, const char *type, const char *description)
{
	print->who = "";
	print->indent = 0;
	line_print(print, "Res Type name", type);
	print->who = arena_format(&print->arena, "(%s) ", type);
	print->indent = 2;
	line_print(print, "Res Type description", description);
	if (print->verbose) {
		line_print(print, "Res Type version", strchr(type, ':') + 1);
		line_print(print, "Res Type installed on nodes", "<All>");
	}
	buffer_print(&print->call->out, "\n");
}

/* The first two are registered with every cluster. */
static void
types_print(struct print *print, const char *wanted)
{
	static const char *const descriptions[TYPES] = {
		[TYPE_STORAGE] = "HA Storage Plus",
		[TYPE_AGENT] = "Failover of logical domains",
	};
	struct sim *sim = print->call->shell->sim;
	const char *type;

	if (list_has(wanted, "SUNW.LogicalHostname"))
		type_print(print, "SUNW.LogicalHostname:2",
		    "Logical Hostname Resource Type");
	if (list_has(wanted, "SUNW.SharedAddress"))
		type_print(print, "SUNW.SharedAddress:2",
		    "HA Shared Address Resource Type");
	for (uint32_t t = 1; t < TYPES; t++) {
		type = type_word(&print->arena, sim, t);
		if ((sim->world->types & bit(t)) != 0 && (list_has(wanted,
		    type) || list_has(wanted, arena_text(&print->arena, type,
		    strcspn(type, ":")))))
			type_print(print, type, descriptions[t]);
	}
}

static void
switches_print(const struct print *print, uint32_t group, const char *key,
    bool on)
{
	uint32_t node[SITE_NODES];
	uint32_t count = group_nodes(print->call->shell->sim, group, node);
	struct arena arena = { 0 };

	for (uint32_t i = 0; i < count; i++)
		line_print(print, arena_format(&arena, "%s{%s}", key,
		    call_name(print->call, KIND_NODE, node[i])), on ? "True" :
		    "False");
	arena_drop(&arena);
}

static void
resource_print(struct print *print, uint32_t resource)
{
	struct call *call = print->call;
	struct sim *sim = call->shell->sim;
	const struct resource_row *row = world_resource(sim->world, resource);
	const char *group = call_name(call, KIND_GROUP, row->group);
	const char *name = call_name(call, KIND_RESOURCE, resource);
	const char *type = type_word(&print->arena, sim, row->type);

	print->who = arena_format(&print->arena, "(%s) ", group);
	print->indent = 2;
	line_print(print, "Res name", name);
	print->who = arena_format(&print->arena, "(%s:%s) ", group, name);
	print->indent = 4;
	line_print(print, "Res R_description", "");
	line_print(print, "Res resource type", type);
	if (print->verbose)
		line_print(print, "Res type version", strchr(type, ':') + 1);
	line_print(print, "Res resource group name", group);
	if (print->verbose) {
		line_print(print, "Res resource project name", "default");
		switches_print(print, row->group, "Res enabled",
		    row->enabled != 0);
		switches_print(print, row->group, "Res monitor enabled",
		    row->monitored != 0);
	}
	buffer_print(&call->out, "\n");
}

/* The value of a TEXT "key=value", lists with blanks; "<NULL>" for none. */
static const char *
value_of(struct print *print, uint32_t text)
{
	const char *whole = call_name(print->call, KIND_TEXT, text);
	const char *equals = text != 0 ? strchr(whole, '=') : NULL;
	char *value;

	if (equals == NULL)
		return "<NULL>";
	value = arena_text(&print->arena, equals + 1, strlen(equals + 1));
	for (char *comma; (comma = strchr(value, ',')) != NULL; )
		*comma = ' ';
	return shown_value(value);
}

static void
properties_print(struct print *print, uint32_t group)
{
	struct call *call = print->call;
	const struct group_row *row = world_group(call->shell->sim->world,
	    group);
	uint32_t node[SITE_NODES];
	uint32_t count = group_nodes(call->shell->sim, group, node);
	const char *list = "";

	for (uint32_t i = 0; i < count; i++)
		list = arena_format(&print->arena, "%s%s%s", list, i == 0 ?
		    "" : " ", call_name(call, KIND_NODE, node[i]));
	line_print(print, "Res Group RG_affinities", value_of(print,
	    row->affinities));
	line_print(print, "Res Group Auto_start_on_new_cluster", "True");
	line_print(print, "Res Group Failback", strcasecmp(value_of(print,
	    row->failback), "TRUE") == 0 ? "True" : "False");
	line_print(print, "Res Group Nodelist", list);
	line_print(print, "Res Group Maximum_primaries", "1");
	line_print(print, "Res Group Desired_primaries", "1");
	line_print(print, "Res Group RG_dependencies", "<NULL>");
	line_print(print, "Res Group network dependencies", "True");
	line_print(print, "Res Group Pingpong_interval", "3600");
	line_print(print, "Res Group system", "False");
	line_print(print, "Res Group Suspend_automatic_recovery",
	    row->suspended != 0 ? "True" : "False");
}

static void
group_print(struct print *print, uint32_t group)
{
	struct call *call = print->call;
	const struct group_row *row = world_group(call->shell->sim->world,
	    group);

	print->who = "";
	print->indent = 0;
	line_print(print, "Res Group name", call_name(call, KIND_GROUP,
	    group));
	print->who = arena_format(&print->arena, "(%s) ", call_name(call,
	    KIND_GROUP, group));
	print->indent = 2;
	line_print(print, "Res Group RG_description", value_of(print,
	    row->description));
	if (print->verbose)
		line_print(print, "Res Group mode", "Failover");
	line_print(print, "Res Group management state", row->managed != 0 ?
	    "Managed" : "Unmanaged");
	if (print->verbose)
		properties_print(print, group);
	buffer_print(&call->out, "\n");
}

static void
groups_print(struct print *print, const struct given *named)
{
	struct chosen groups, resources;

	chosen_groups(print->call, named, &groups);
	for (unsigned i = 0; i < groups.count; i++) {
		group_print(print, groups.number[i]);
		chosen_of_group(print->call, groups.number[i], &resources);
		for (unsigned r = 0; r < resources.count; r++)
			resource_print(print, resources.number[r]);
		chosen_drop(&resources);
	}
	chosen_drop(&groups);
}

static void
resources_print(struct print *print, const struct given *named)
{
	struct chosen resources;

	chosen_resources(print->call, named, &resources);
	for (unsigned i = 0; i < resources.count; i++)
		resource_print(print, resources.number[i]);
	chosen_drop(&resources);
}

/* One of -t, -g and -j chooses what is printed; without them it is all. */
static void
all_print(struct print *print, const struct given *given)
{
	struct given named = { .count = 0 };
	bool all = !given_has(given, 't') && !given_has(given, 'g') &&
	    !given_has(given, 'j');

	if (all || given_has(given, 't'))
		types_print(print, given->option['t']);
	named.operand[0] = given->option['g'];
	named.count = given_has(given, 'g');
	if (all || given_has(given, 'g'))
		groups_print(print, &named);
	named.operand[0] = given->option['j'];
	named.count = given_has(given, 'j');
	if (given_has(given, 'j'))
		resources_print(print, &named);
}

/* "-pvv" has more properties, whose names and types the world does not keep.
 * The forms that change something are those of clrg, clrs and clrt. */
void
scrgadm_run(struct call *call)
{
	struct print print = { .call = call };
	struct given given;
	unsigned verbose = 0;

	if (!cluster_answers(call))
		return;
	if (!given_read(&given, &call->line, 1, "pvacrLSt:g:j:h:f:y:x:l:n:X:")
	    || given.count != 0) {
		call_misused(call, 1, "Usage: scrgadm -p[v[v]] [-t type] "
		    "[-g group] [-j resource]");
		return;
	}
	for (unsigned i = 1; i < call->line.count; i++)
		for (const char *l = call->line.word[i]; *l != '\0' &&
		    call->line.word[i][0] == '-'; l++)
			verbose += *l == 'v';
	for (const char *l = "acrLShfyxlnX"; *l != '\0'; l++)
		if (given_has(&given, *l))
			verbose = 2;
	print.verbose = verbose != 0;
	if (verbose > 1 || !given_has(&given, 'p'))
		call_not_simulated(call);
	else
		all_print(&print, &given);
	arena_drop(&print.arena);
}
