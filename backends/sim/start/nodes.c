/*
 * Nodes: their machines, and what their service processors have saved.
 */
#include <assert.h>
#include <string.h>

#include "backends/sim/hypervisor/config.h"
#include "backends/sim/hypervisor/control.h"
#include "backends/sim/hypervisor/ldmd.h"
#include "backends/sim/kernel/place.h"
#include "backends/sim/start/values.h"
#include "backends/sim/world/simulation.h"
#include "backends/sim/world/trouble.h"
#include "core/base/buffer.h"

static const char of_config[] = "ldm list-spconfig",
    of_processor[] = "only a service processor knows it";

static const char *const powers[] = { "down", "up", "hung", "booting" };
static const char *const keys[] = { "normal", "standby", "diag", "locked" };
static const char *const policies[] = { "ignore", "panic", "reset", "stop" };

static struct node_row *
row_of(struct starting *start)
{
	return world_node(start->sim->world, start->name);
}

static bool
node_again(struct starting *start)
{
	return start_known(start, KIND_NODE, start->at->name,
	    &start->name);
}

static bool
node_begin(struct starting *start)
{
	return start_once(start) && node_again(start);
}

/* One that hangs is up until all the rest is set. */
static bool
node_set_power(struct starting *start, const char *value)
{
	uint32_t power;

	assert(start->name != 0);
	if (!start_choice(start, value, powers, 4, &power))
		return false;
	row_of(start)->power = power == NODE_HUNG ? NODE_UP : power;
	return true;
}

static bool
node_set_member(struct starting *start, const char *value)
{
	bool yes;

	if (!start_yes(start, value, &yes))
		return false;
	row_of(start)->member = yes;
	return true;
}

static bool
node_set_policy(struct starting *start, const char *value)
{
	uint32_t which;

	if (!start_choice(start, value, policies, 4, &which))
		return false;
	node_policy(start->sim, start->name, start_name(start, KIND_TEXT,
	    value));
	return true;
}

static bool
node_set_share(struct starting *start, const char *value)
{
	return start_known(start, KIND_ARCHIVE, value,
	    &row_of(start)->share);
}

static bool
node_set_apart(struct starting *start, const char *value)
{
	uint64_t nodes;

	if (!start_nodes(start, value, &nodes))
		return false;
	row_of(start)->apart = nodes & ~bit(start->name);
	return true;
}

static bool
node_set_recovers(struct starting *start, const char *value)
{
	(void)value;
	row_of(start)->recovers = 1;
	return true;
}

static bool
node_set_keyswitch(struct starting *start, const char *value)
{
	uint32_t key;

	if (!start_choice(start, value, keys, 4, &key))
		return false;
	row_of(start)->keyswitch = key;
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
node_set_saved(struct starting *start, const char *value)
{
	size_t size = strlen(value), n = name_length(value, size);
	uint32_t node = start->name, name = start_name(start, KIND_TEXT,
	    arena_text(&start->arena, value, n));
	uint32_t slot = config_slot(start->sim, node, 0);

	if (name == 0 || name == TEXT_FACTORY || name_length(value, n) != n ||
	    config_slot(start->sim, node, name) != CONFIG_SLOTS)
		return start_wrong(start, "\"%.80s\" is no configuration "
		    "that could be saved beside the others", value);
	if (slot == CONFIG_SLOTS)
		return start_wrong(start, "a service processor saves %d "
		    "configurations and no more", CONFIG_SLOTS);
	config_save(start->sim, node, name);
	world_config(start->sim->world, node, slot)->mark ^= n != size;
	row_of(start)->next = row_of(start)->current = 0;
	return true;
}

static bool
saved_find(struct starting *start, const char *value, uint32_t *name)
{
	*name = start_name(start, KIND_TEXT, value);
	return *name == 0 || config_slot(start->sim, start->name,
	    *name) != CONFIG_SLOTS || start_wrong(start, "the line has no "
	    "saved=%.80s", value);
}

static bool
node_set_next(struct starting *start, const char *value)
{
	uint32_t name;

	if (!saved_find(start, value, &name))
		return false;
	row_of(start)->next = name;
	return true;
}

static bool
node_set_current(struct starting *start, const char *value)
{
	uint32_t name;

	if (!saved_find(start, value, &name))
		return false;
	row_of(start)->current = name;
	return true;
}

static bool
node_set_trouble(struct starting *start, const char *value)
{
	unsigned i = 0;

	while (trouble_word(1u << i) != NULL &&
	    strcmp(trouble_word(1u << i), value) != 0)
		i++;
	if (trouble_word(1u << i) == NULL)
		return start_wrong(start, "\"%.80s\" is no trouble that a "
		    "node can have", value);
	row_of(start)->trouble |= 1u << i;
	return true;
}

static bool
node_set_server(struct starting *start, const char *value)
{
	uint32_t guest = start_name(start, KIND_GUEST, value);

	row_of(start)->server = guest;
	return true;
}

static bool
is_what_runs(struct starting *start, uint32_t name)
{
	struct world *world = start->sim->world;
	uint32_t slot = config_slot(start->sim, start->name, name);

	return name != 0 && slot != CONFIG_SLOTS && world_config(world,
	    start->name, slot)->mark == row_of(start)->mark;
}

/* What is loaded is what is loaded next, unless only another one is what
 * runs. */
static bool
configs_end(struct starting *start)
{
	struct node_row *row = row_of(start);

	if (start_value(start->at, "current") != NULL)
		return true;
	row->current = row->next;
	for (uint32_t i = 0; i < CONFIG_SLOTS && !is_what_runs(start,
	    row->current); i++) {
		uint32_t name = world_config(start->sim->world,
		    start->name, i)->name;

		if (is_what_runs(start, name))
			row->current = name;
	}
	return true;
}

static bool
node_set_bootmode(struct starting *start, const char *value)
{
	uint32_t name = names_find(start->sim->names, KIND_TEXT, value);

	if (name != TEXT_FACTORY && !saved_find(start, value, &name))
		return false;
	config_boots(start->sim, start->name, name);
	return true;
}

static bool
node_set_degraded(struct starting *start, const char *value)
{
	(void)value;
	row_of(start)->degraded = 1;
	return true;
}

static bool
node_set_maintenance(struct starting *start, const char *value)
{
	(void)value;
	row_of(start)->maintenance = 1;
	return true;
}

static bool
node_set_left(struct starting *start, const char *value)
{
	(void)value;
	row_of(start)->left = 1;
	return true;
}

static bool
show_power(struct sim *sim, const struct start_line *line, const char *value,
    struct buffer *out)
{
	(void)value;
	buffer_print(out, "%s", node_answers(sim, names_find(sim->names,
	    KIND_NODE, line->name)) ? "up" : "?");
	return true;
}

static bool
show_member(struct sim *sim, const struct start_line *line, const char *value,
    struct buffer *out)
{
	(void)line;
	buffer_print(out, "%s", node_any_member(sim) ? value : "?");
	return true;
}

/* What ldmd would say of itself nobody can ask while it does not run. */
static bool
show_trouble(struct sim *sim, const struct start_line *line, const char *value,
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
show_saved(struct sim *sim, const struct start_line *line, const char *value,
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

static const struct start_row node_rows[] = {
	{ { "node", "power", START_VALUE, "hostid", "up; else not known" },
	    .set = node_set_power, .otherwise = "down", .show = show_power },
	{ { "node", "member", START_VALUE, "cluster status -t node,rg,rs",
	    NULL },
	    .set = node_set_member, .otherwise = "no", .show = show_member },
	{ { "node", "policy", START_VALUE, "ldm list-domain -l -p", NULL },
	    .set = node_set_policy, .otherwise = "ignore" },
	{ { "node", "share", START_VALUE, NULL, "a node knows the path of a "
	    "share, not the name that the site file has for its archive" },
	    .set = node_set_share },
	{ { "node", "saved", START_LIST, of_config, "NAME of one that is "
	    "current, else NAME:older; what is in it is taken to be what the "
	    "node has now, without guests" }, .phase = START_LATE,
	    .set = node_set_saved, .show = show_saved },
	{ { "node", "next", START_VALUE, of_config, NULL }, .phase = START_LATE,
	    .set = node_set_next },
	{ { "node", "current", START_VALUE, NULL, "what was loaded is shown "
	    "only while it is what runs" }, .phase = START_LATE,
	    .set = node_set_current },
	{ { "node", "maintenance", START_WORD, "clquorum status", NULL },
	    .set = node_set_maintenance },
	{ { "node", "left", START_WORD, NULL, "what a node lacks it says "
	    "when it boots" }, .set = node_set_left },
	{ { "node", "degraded", START_WORD, of_config, NULL },
	    .phase = START_LATE, .set = node_set_degraded },
	{ { "node", "autorecovery", START_WORD, "svcprop -p "
	    "ldmd/autorecovery_policy ldmd", NULL }, .set = node_set_recovers },
	{ { "node", "trouble", START_LIST, "df -k / /var; svcs -H -o "
	    "state,fmri ldmd vntsd; ldm list-domain -l -p; ls -ld "
	    "/var/cluster/run/HAStoragePlus/zfs; who", "not whether a "
	    "password has expired, which follows from dates" },
	    .set = node_set_trouble, .show = show_trouble },
	{ { "node", "server", START_VALUE, NULL, "a node knows the address "
	    "that it asks for names, not which guest has it" },
	    .set = node_set_server },
	{ { "node", "apart", START_VALUE, NULL, "which private links are cut, "
	    "a member does not say before it has panicked" },
	    .set = node_set_apart },
	{ { "node", "bootmode", START_VALUE, NULL, of_processor },
	    .phase = START_LATE, .set = node_set_bootmode },
	{ { "node", "keyswitch", START_VALUE, NULL, of_processor },
	    .set = node_set_keyswitch },
};

const struct start_kind start_node = {
	.line = "node", .phase[START_FIRST] = { node_begin, NULL },
	    .phase[START_LATE] = { node_again, configs_end },
	    .phase[START_LAST] = { node_again, start_node_works }, .rows =
	    node_rows, .count = sizeof(node_rows) / sizeof(node_rows[0])
};
