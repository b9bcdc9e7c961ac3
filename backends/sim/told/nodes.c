/*
 * Nodes: their machines, and what their service processors have saved.
 */
#include <assert.h>
#include <string.h>

#include "backends/sim/hypervisor/config.h"
#include "backends/sim/hypervisor/control.h"
#include "backends/sim/hypervisor/ldmd.h"
#include "backends/sim/kernel/place.h"
#include "backends/sim/told/values.h"
#include "backends/sim/world/simulation.h"
#include "backends/sim/world/trouble.h"
#include "core/base/buffer.h"

static const char of_config[] = "ldm list-spconfig",
    of_processor[] = "only a service processor knows it";

static const char *const powers[] = { "down", "up", "hung", "booting" };
static const char *const keys[] = { "normal", "standby", "diag", "locked" };
static const char *const policies[] = { "ignore", "panic", "reset", "stop" };

static struct node_row *
row_of(struct telling *telling)
{
	return world_node(telling->sim->world, telling->name);
}

static bool
tell_node_again(struct telling *telling)
{
	return told_known(telling, KIND_NODE, telling->at->name,
	    &telling->name);
}

static bool
tell_node(struct telling *telling)
{
	return told_once(telling) && tell_node_again(telling);
}

/* One that hangs is up until all the rest is told. */
static bool
node_set_power(struct telling *telling, const char *value)
{
	uint32_t power;

	assert(telling->name != 0);
	if (!told_choice(telling, value, powers, 4, &power))
		return false;
	row_of(telling)->power = power == NODE_HUNG ? NODE_UP : power;
	return true;
}

static bool
node_set_member(struct telling *telling, const char *value)
{
	bool yes;

	if (!told_yes(telling, value, &yes))
		return false;
	row_of(telling)->member = yes;
	return true;
}

static bool
node_set_policy(struct telling *telling, const char *value)
{
	uint32_t which;

	if (!told_choice(telling, value, policies, 4, &which))
		return false;
	node_policy(telling->sim, telling->name, told_name(telling, KIND_TEXT,
	    value));
	return true;
}

static bool
node_set_share(struct telling *telling, const char *value)
{
	return told_known(telling, KIND_ARCHIVE, value,
	    &row_of(telling)->share);
}

static bool
node_set_apart(struct telling *telling, const char *value)
{
	uint64_t nodes;

	if (!told_nodes(telling, value, &nodes))
		return false;
	row_of(telling)->apart = nodes & ~bit(telling->name);
	return true;
}

static bool
node_set_recovers(struct telling *telling, const char *value)
{
	(void)value;
	row_of(telling)->recovers = 1;
	return true;
}

static bool
node_set_keyswitch(struct telling *telling, const char *value)
{
	uint32_t key;

	if (!told_choice(telling, value, keys, 4, &key))
		return false;
	row_of(telling)->keyswitch = key;
	return true;
}

/* The length of "NAME" before ":older", or of all of it. */
static size_t
name_length(const char *value, size_t n)
{
	static const char older[] = ":older";
	size_t m = sizeof(older) - 1;

	return n >= m && memcmp(value + n - m, older, m) == 0 ? n - m : n;
}

/* "NAME", or "NAME:older": then what runs has changed since.  What else is in
 * it nobody can see: what the node has now. */
static bool
node_set_saved(struct telling *telling, const char *value)
{
	size_t size = strlen(value), n = name_length(value, size);
	uint32_t node = telling->name, name = told_name(telling, KIND_TEXT,
	    arena_text(&telling->arena, value, n));
	uint32_t slot = config_slot(telling->sim, node, 0);

	if (name == 0 || name == TEXT_FACTORY || name_length(value, n) != n ||
	    config_slot(telling->sim, node, name) != CONFIG_SLOTS)
		return told_wrong(telling, "\"%.80s\" is no configuration "
		    "that could be saved beside the others", value);
	if (slot == CONFIG_SLOTS)
		return told_wrong(telling, "a service processor saves %d "
		    "configurations and no more", CONFIG_SLOTS);
	config_save(telling->sim, node, name);
	world_config(telling->sim->world, node, slot)->mark ^= n != size;
	row_of(telling)->next = row_of(telling)->current = 0;
	return true;
}

static bool
saved_find(struct telling *telling, const char *value, uint32_t *name)
{
	*name = told_name(telling, KIND_TEXT, value);
	return *name == 0 || config_slot(telling->sim, telling->name,
	    *name) != CONFIG_SLOTS || told_wrong(telling, "the line has no "
	    "saved=%.80s", value);
}

static bool
node_set_next(struct telling *telling, const char *value)
{
	uint32_t name;

	if (!saved_find(telling, value, &name))
		return false;
	row_of(telling)->next = name;
	return true;
}

static bool
node_set_current(struct telling *telling, const char *value)
{
	uint32_t name;

	if (!saved_find(telling, value, &name))
		return false;
	row_of(telling)->current = name;
	return true;
}

static bool
node_set_trouble(struct telling *telling, const char *value)
{
	unsigned i = 0;

	while (trouble_word(1u << i) != NULL &&
	    strcmp(trouble_word(1u << i), value) != 0)
		i++;
	if (trouble_word(1u << i) == NULL)
		return told_wrong(telling, "\"%.80s\" is no trouble that a "
		    "node can have", value);
	row_of(telling)->trouble |= 1u << i;
	return true;
}

static bool
node_set_server(struct telling *telling, const char *value)
{
	uint32_t guest = told_name(telling, KIND_GUEST, value);

	row_of(telling)->server = guest;
	return true;
}

static bool
is_what_runs(struct telling *telling, uint32_t name)
{
	struct world *world = telling->sim->world;
	uint32_t slot = config_slot(telling->sim, telling->name, name);

	return name != 0 && slot != CONFIG_SLOTS && world_config(world,
	    telling->name, slot)->mark == row_of(telling)->mark;
}

/* What is loaded is what is loaded next, unless only another one is what
 * runs. */
static bool
tell_configs_end(struct telling *telling)
{
	struct node_row *row = row_of(telling);

	if (told_value(telling->at, "current") != NULL)
		return true;
	row->current = row->next;
	for (uint32_t i = 0; i < CONFIG_SLOTS && !is_what_runs(telling,
	    row->current); i++) {
		uint32_t name = world_config(telling->sim->world,
		    telling->name, i)->name;

		if (is_what_runs(telling, name))
			row->current = name;
	}
	return true;
}

static bool
node_set_bootmode(struct telling *telling, const char *value)
{
	uint32_t name = names_find(telling->sim->names, KIND_TEXT, value);

	if (name != TEXT_FACTORY && !saved_find(telling, value, &name))
		return false;
	config_boots(telling->sim, telling->name, name);
	return true;
}

static bool
node_set_degraded(struct telling *telling, const char *value)
{
	(void)value;
	row_of(telling)->degraded = 1;
	return true;
}

static bool
show_power(struct sim *sim, const struct told_line *line, const char *value,
    struct buffer *out)
{
	(void)value;
	buffer_print(out, "%s", node_answers(sim, names_find(sim->names,
	    KIND_NODE, line->name)) ? "up" : "?");
	return true;
}

static bool
show_member(struct sim *sim, const struct told_line *line, const char *value,
    struct buffer *out)
{
	(void)line;
	buffer_print(out, "%s", node_any_member(sim) ? value : "?");
	return true;
}

/* What ldmd would say of itself nobody can ask while it does not run. */
static bool
show_trouble(struct sim *sim, const struct told_line *line, const char *value,
    struct buffer *out)
{
	buffer_print(out, "%s", value);
	if (strcmp(value, trouble_word(TROUBLE_EXPIRED)) == 0)
		return false;
	return strcmp(value, trouble_word(TROUBLE_DELAYED)) != 0 ||
	    ldmd_runs(sim, names_find(sim->names, KIND_NODE, line->name));
}

/* ldm marks one that was loaded and is what runs; all that it shows of others
 * is that they are there. */
static bool
show_saved(struct sim *sim, const struct told_line *line, const char *value,
    struct buffer *out)
{
	uint32_t node = names_find(sim->names, KIND_NODE, line->name);
	uint32_t name = world_node(sim->world, node)->current;

	buffer_put(out, value, name_length(value, strlen(value)));
	if (strcmp(buffer_text(out), sim_name(sim, KIND_TEXT, name)) != 0 ||
	    !config_runs(sim, node, name))
		buffer_print(out, ":older");
	return true;
}

static const struct told_row node_rows[] = {
	{ { "node", "power", TOLD_VALUE, "hostid", "up; else not known" },
	    .set = node_set_power, .otherwise = "down", .show = show_power },
	{ { "node", "member", TOLD_VALUE, "cluster status -t node,rg,rs",
	    NULL },
	    .set = node_set_member, .otherwise = "no", .show = show_member },
	{ { "node", "policy", TOLD_VALUE, "ldm list-domain -l -p", NULL },
	    .set = node_set_policy, .otherwise = "ignore" },
	{ { "node", "share", TOLD_VALUE, NULL, "a node knows the path of a "
	    "share, not the name that the site file has for its archive" },
	    .set = node_set_share },
	{ { "node", "saved", TOLD_LIST, of_config, "NAME of one that is "
	    "current, else NAME:older; what is in it is taken to be what the "
	    "node has now, without guests" }, .phase = TOLD_LATE,
	    .set = node_set_saved, .show = show_saved },
	{ { "node", "next", TOLD_VALUE, of_config, NULL }, .phase = TOLD_LATE,
	    .set = node_set_next },
	{ { "node", "current", TOLD_VALUE, NULL, "what was loaded is shown "
	    "only while it is what runs" }, .phase = TOLD_LATE,
	    .set = node_set_current },
	{ { "node", "degraded", TOLD_WORD, of_config, NULL },
	    .phase = TOLD_LATE, .set = node_set_degraded },
	{ { "node", "autorecovery", TOLD_WORD, "svcprop -p "
	    "ldmd/autorecovery_policy ldmd", NULL }, .set = node_set_recovers },
	{ { "node", "trouble", TOLD_LIST, "df -k / /var; svcs -H -o "
	    "state,fmri ldmd vntsd; ldm list-domain -l -p; ls -ld "
	    "/var/cluster/run/HAStoragePlus/zfs; who", "not whether a "
	    "password has expired, which follows from dates" },
	    .set = node_set_trouble, .show = show_trouble },
	{ { "node", "server", TOLD_VALUE, NULL, "a node knows the address "
	    "that it asks for names, not which guest has it" },
	    .set = node_set_server },
	{ { "node", "apart", TOLD_VALUE, NULL, "which private links are cut, a "
	    "member does not say before it has panicked" },
	    .set = node_set_apart },
	{ { "node", "bootmode", TOLD_VALUE, NULL, of_processor },
	    .phase = TOLD_LATE, .set = node_set_bootmode },
	{ { "node", "keyswitch", TOLD_VALUE, NULL, of_processor },
	    .set = node_set_keyswitch },
};

const struct told_kind told_node = { .line = "node", .phase[TOLD_FIRST] = {
    tell_node, NULL }, .phase[TOLD_LATE] = { tell_node_again, tell_configs_end
    }, .phase[TOLD_LAST] = { tell_node_again, told_node_works }, .rows =
    node_rows, .count = sizeof(node_rows) / sizeof(node_rows[0]) };
