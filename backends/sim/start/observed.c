/*
 * The lines of the observable text.
 */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "backends/sim/hypervisor/ldmd.h"
#include "backends/sim/kernel/place.h"
#include "backends/sim/start/showing.h"
#include "backends/sim/start/start.h"
#include "backends/sim/start/values.h"
#include "backends/sim/text/text.h"
#include "backends/sim/world/simulation.h"
#include "core/base/buffer.h"

static uint32_t
named(const struct sim *sim, enum kind kind, const char *name)
{
	return name != NULL ? names_find(sim->names, kind, name) : 0;
}

/* Is there a node that answers, and sees the device? */
static bool
is_seen(struct sim *sim, uint32_t device)
{
	return (world_device(sim->world, device)->nodes & show_who(sim)) != 0;
}

/* It is imported on a node that answers. */
static bool
is_open(struct sim *sim, uint32_t pool)
{
	return (world_pool(sim->world, pool)->imported & show_who(sim)) != 0;
}

/* The cluster knows which devices there are, and that no node sees one whose
 * pool is open. */
static bool
device_shown(struct sim *sim, const struct start_line *line)
{
	uint32_t device = named(sim, KIND_DEVICE, line->name);

	return node_any_member(sim) && (is_seen(sim, device) || is_open(sim,
	    world_device(sim->world, device)->pool));
}

/* A second line has what the cluster alone knows. */
static bool
pool_shown(struct sim *sim, const struct start_line *line)
{
	uint32_t device = named(sim, KIND_DEVICE, start_value(line, "device"));

	return device != 0 && (is_open(sim, named(sim, KIND_POOL,
	    line->name)) || is_seen(sim, device));
}

/* Does a node that answers name it: for a volume, or for a password? */
static bool
is_named(struct sim *sim, uint32_t file)
{
	for (uint32_t e = 1; e <= sim->world->table[T_EXPORT].high; e++) {
		const struct export_row *row = world_export(sim->world, e);

		if (row->volume != 0 && row->file == file && node_answers(sim,
		    row->node) && ldmd_runs(sim, row->node))
			return true;
	}
	for (uint32_t r = 1; node_any_member(sim) &&
	    r <= sim->world->table[T_RESOURCE].count; r++) {
		const struct resource_row *row = world_resource(sim->world, r);

		if (row->exists != 0 && row->password_file == file)
			return true;
	}
	return false;
}

/* A survey asks about files that other answers name. */
static bool
file_shown(struct sim *sim, const struct start_line *line)
{
	uint32_t file = named(sim, KIND_FILE, line->name);
	const struct file_row *row = world_file(sim->world, file);
	const char *on = start_value(line, "on");
	struct buffer nodes = { NULL, 0, 0 };
	bool shown;

	if (row->type != FILE_FILESYSTEM && !is_named(sim, file))
		return false;
	if (on == NULL)
		return is_open(sim, row->pool);
	shown = show_answering(sim, line, on, &nodes);
	buffer_drop(&nodes);
	return shown;
}

/* What ldm tells of a node. */
static bool
on_shown(struct sim *sim, const struct start_line *line)
{
	uint32_t node = named(sim, KIND_NODE, start_value(line, "on"));

	return node != 0 && node_answers(sim, node) && ldmd_runs(sim, node);
}

static bool
cluster_shown(struct sim *sim, const struct start_line *line)
{
	(void)line;
	return node_any_member(sim);
}

static bool
always(struct sim *sim, const struct start_line *line)
{
	(void)sim;
	(void)line;
	return true;
}

static void
node_more(struct sim *sim, const struct start_line *line, struct buffer *out)
{
	uint32_t node = named(sim, KIND_NODE, line->name);
	uint32_t name = world_node(sim->world, node)->current;

	if (start_value(line, "saved") == NULL)
		return;
	buffer_print(out, " current=");
	text_escape(out, sim_name(sim, KIND_TEXT, name));
}

static void
service_more(struct sim *sim, const struct start_line *line, struct buffer *out)
{
	static const char *const words[] = { [SERVICE_VSW] = "vsw",
	    [SERVICE_VDS] = "vds", [SERVICE_VCC] = "vcc" };
	uint32_t name = named(sim, KIND_SERVICE, line->name);

	buffer_print(out, " kind=%s", words[world_kind(sim->world,
	    name)->kind]);
}

/* Zpools and Domain_name. */
static void
resource_more(struct sim *sim, const struct start_line *line,
    struct buffer *out)
{
	const struct resource_row *row = world_resource(sim->world,
	    named(sim, KIND_RESOURCE, line->name));

	buffer_print(out, row->type == TYPE_AGENT ? " guest=" : " pool=");
	text_escape(out, row->type == TYPE_AGENT ? sim_name(sim, KIND_GUEST,
	    row->guest) : sim_name(sim, KIND_POOL, row->pool));
}

static void
guest_more(struct sim *sim, const struct start_line *line, struct buffer *out)
{
	uint32_t node = named(sim, KIND_NODE, start_value(line, "on"));
	const struct domain_row *domain = world_domain(sim->world,
	    node == 0 ? 0 : world_domain_of(sim->world, named(sim,
	    KIND_GUEST, line->name), node));

	if (domain->port != 0)
		buffer_print(out, " console=%u", (unsigned)domain->port);
}

/* The text while it is made. */
struct observing {
	struct sim	*sim;
	bool		 whole;		/* what nobody could tell, too */
	struct buffer	 out;
};

/* Lines that are shown at all, when they are, and what they have more than the
 * canonical text. */
static const struct {
	const char	*line;
	bool		(*shown)(struct sim *, const struct start_line *);
	void		(*more)(struct sim *, const struct start_line *,
			    struct buffer *);
	bool		  shows;	/* that, too, is shown */
} lines[] = {
	{ "site", always, NULL, false }, { "node", always, node_more, false },
	{ "service", on_shown, service_more, true },
	{ "device", device_shown, NULL, false },
	{ "pool", pool_shown, NULL, false },
	{ "file", file_shown, NULL, false },
	{ "volume", on_shown, NULL, false },
	{ "type", cluster_shown, NULL, false },
	{ "group", cluster_shown, NULL, false },
	{ "resource", cluster_shown, resource_more, true },
	{ "guest", on_shown, guest_more, true },
};

enum { LINES = sizeof(lines) / sizeof(lines[0]) };

static bool
is_one_of(const char *key, const char *const *keys)
{
	while (*keys != NULL && strcmp(*keys, key) != 0)
		keys++;
	return *keys != NULL;
}

/* Of a node that does not answer others know whether it is a member; and what
 * ldm tells of one, only where ldmd runs. */
static bool
is_silent(struct sim *sim, const struct start_line *line, const char *key)
{
	static const char *const others[] = { "power", "member", NULL };
	static const char *const of_ldm[] = { "policy", "saved", "next",
	    "degraded", NULL };
	uint32_t node = strcmp(line->kind, "node") == 0 ? named(sim,
	    KIND_NODE, line->name) : 0;

	if (node == 0)
		return false;
	return node_answers(sim, node) ? !ldmd_runs(sim, node) &&
	    is_one_of(key, of_ldm) : !is_one_of(key, others);
}

/* The value as it is shown; false: it is not. */
static bool
value_print(const struct observing *observing, const struct start_line *line,
    const struct start_word *word, struct buffer *value)
{
	const struct start_row *row = start_row_of(line->kind, word->key);

	if (!observing->whole && (row == NULL ||
	    !start_is_observable(line->kind, word->key) ||
	    is_silent(observing->sim, line, word->key)))
		return false;
	if (!observing->whole && row->show != NULL)
		return row->show(observing->sim, line, word->value, value);
	buffer_print(value, "%s", word->value != NULL ? word->value : "");
	return true;
}

static void
word_print(struct observing *observing, const struct start_line *line,
    const struct start_word *word)
{
	struct buffer value = { NULL, 0, 0 };

	if (value_print(observing, line, word, &value)) {
		buffer_print(&observing->out, " ");
		text_escape(&observing->out, word->key);
		if (word->value != NULL)
			buffer_print(&observing->out, "=");
		text_escape(&observing->out, buffer_text(&value));
	}
	buffer_drop(&value);
}

static void
line_print(struct observing *observing, const struct start_line *line)
{
	struct sim *sim = observing->sim;
	unsigned i = 0;

	while (i < LINES && strcmp(lines[i].line, line->kind) != 0)
		i++;
	if (!observing->whole && (i == LINES || !lines[i].shown(sim, line)))
		return;
	buffer_print(&observing->out, "%s ", line->kind);
	text_escape(&observing->out, line->name);
	for (uint32_t w = 0; w < line->count; w++)
		word_print(observing, line, &line->word[w]);
	if (i < LINES && lines[i].more != NULL &&
	    (observing->whole || lines[i].shows))
		lines[i].more(sim, line, &observing->out);
	buffer_print(&observing->out, "\n");
}

static char *
text_make(struct sim *sim, bool whole, size_t *size)
{
	struct err err;
	struct starting start = { .sim = sim, .err = &err };
	struct observing observing = { .sim = sim, .whole = whole };
	size_t n;
	char *text = sim_text(sim, &n);

	assert(text != NULL && n != 0);
	if (!start_read(&start, text, n))
		abort();	/* it has just been written */
	for (uint32_t i = 0; i < start.lines; i++)
		line_print(&observing, &start.line[i]);
	free(text);
	arena_drop(&start.arena);
	if (size != NULL)
		*size = observing.out.size;
	return observing.out.bytes;
}

char *
sim_text_observed(struct sim *sim, size_t *size)
{
	return text_make(sim, false, size);
}

char *
sim_text_whole(struct sim *sim, size_t *size)
{
	return text_make(sim, true, size);
}
