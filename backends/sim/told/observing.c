/*
 * The lines of the observable text.
 */
#include <stdlib.h>
#include <string.h>

#include "backends/sim/hypervisor/config.h"
#include "backends/sim/kernel/place.h"
#include "backends/sim/text/text.h"
#include "backends/sim/told/setters.h"
#include "backends/sim/told/told.h"

static uint32_t
named(const struct sim *sim, enum kind kind, const char *name)
{
	return name != NULL ? names_find(sim->names, kind, name) : 0;
}

/* Is there a node that answers, and sees the device? */
static bool
device_shown(struct sim *sim, const struct told_line *line)
{
	uint64_t nodes = world_device(sim->world, named(sim, KIND_DEVICE,
	    line->name))->nodes;

	for (uint32_t n = 1; n <= sim->world->table[T_NODE].count; n++)
		if ((nodes & bit(n)) != 0 && node_answers(sim, n))
			return true;
	return false;
}

/* It is imported on a node that answers. */
static bool
is_open(struct sim *sim, uint32_t pool)
{
	uint64_t nodes = world_pool(sim->world, pool)->imported;

	for (uint32_t n = 1; n <= sim->world->table[T_NODE].count; n++)
		if ((nodes & bit(n)) != 0 && node_answers(sim, n))
			return true;
	return false;
}

/* A second line has what the cluster alone knows. */
static bool
pool_shown(struct sim *sim, const struct told_line *line)
{
	const char *device = told_value(line, "device");
	struct told_line of = { .name = device };

	return device != NULL && (is_open(sim, named(sim, KIND_POOL,
	    line->name)) || (*device != '\0' && device_shown(sim, &of)));
}

static bool
file_shown(struct sim *sim, const struct told_line *line)
{
	const char *on = told_value(line, "on");
	struct buffer nodes = { NULL, 0, 0 };
	bool shown;

	if (on == NULL)
		return is_open(sim, world_file(sim->world, named(sim,
		    KIND_FILE, line->name))->pool);
	shown = show_answering(sim, line, on, &nodes);
	buffer_drop(&nodes);
	return shown;
}

/* What stands on a node. */
static bool
on_shown(struct sim *sim, const struct told_line *line)
{
	uint32_t node = named(sim, KIND_NODE, told_value(line, "on"));

	return node != 0 && node_answers(sim, node);
}

static bool
cluster_shown(struct sim *sim, const struct told_line *line)
{
	(void)line;
	return node_any_member(sim);
}

static bool
always(struct sim *sim, const struct told_line *line)
{
	(void)sim;
	(void)line;
	return true;
}

static void
node_more(struct sim *sim, const struct told_line *line, struct buffer *out)
{
	uint32_t node = named(sim, KIND_NODE, line->name);
	uint32_t name = world_node(sim->world, node)->current;

	if (told_value(line, "saved") == NULL)
		return;
	buffer_print(out, " current=");
	if (config_runs(sim, node, name))
		text_escape(out, sim_name(sim, KIND_TEXT, name));
}

static void
service_more(struct sim *sim, const struct told_line *line, struct buffer *out)
{
	static const char *const words[] = { [SERVICE_VSW] = "vsw",
	    [SERVICE_VDS] = "vds", [SERVICE_VCC] = "vcc" };
	uint32_t name = named(sim, KIND_SERVICE, line->name);

	if (name > sim->declared.service_count)
		buffer_print(out, " kind=%s", words[world_kind(sim->world,
		    name)->kind]);
}

static void
resource_more(struct sim *sim, const struct told_line *line,
    struct buffer *out)
{
	const struct resource_row *row = world_resource(sim->world,
	    named(sim, KIND_RESOURCE, line->name));

	buffer_print(out, row->type == TYPE_AGENT ? " guest=" : " pool=");
	text_escape(out, row->type == TYPE_AGENT ? sim_name(sim, KIND_GUEST,
	    row->guest) : sim_name(sim, KIND_POOL, row->pool));
}

static void
guest_more(struct sim *sim, const struct told_line *line, struct buffer *out)
{
	const struct domain_row *domain = world_domain(sim->world,
	    world_domain_of(sim->world, named(sim, KIND_GUEST, line->name),
	    named(sim, KIND_NODE, told_value(line, "on"))));

	if (domain->port != 0)
		buffer_print(out, " console=%u", (unsigned)domain->port);
}

/* Lines that are shown at all, when they are, and what they have more than the
 * canonical text. */
static const struct {
	const char	*line;
	bool		(*shown)(struct sim *, const struct told_line *);
	void		(*more)(struct sim *, const struct told_line *,
			    struct buffer *);
} lines[] = {
	{ "site", always, NULL }, { "node", always, node_more },
	{ "service", on_shown, service_more }, { "device", device_shown, NULL },
	{ "pool", pool_shown, NULL }, { "file", file_shown, NULL },
	{ "volume", on_shown, NULL }, { "type", cluster_shown, NULL },
	{ "group", cluster_shown, NULL },
	{ "resource", cluster_shown, resource_more },
	{ "guest", on_shown, guest_more },
};

enum { LINES = sizeof(lines) / sizeof(lines[0]) };

/* Of a node that does not answer others know whether it is a member. */
static bool
is_silent(struct sim *sim, const struct told_line *line, const char *key)
{
	return strcmp(line->kind, "node") == 0 && !node_answers(sim,
	    named(sim, KIND_NODE, line->name)) && strcmp(key, "power") != 0 &&
	    strcmp(key, "member") != 0;
}

static void
word_print(struct sim *sim, const struct told_line *line,
    const struct told_word *word, struct buffer *out)
{
	const struct told_row *row = told_row_of(line, word);
	struct buffer value = { NULL, 0, 0 };
	bool shown = row != NULL && row->key.shows != NULL &&
	    !is_silent(sim, line, word->key);

	if (shown && row->show != NULL)
		shown = row->show(sim, line, word->value, &value);
	else if (shown && word->value != NULL)
		buffer_print(&value, "%s", word->value);
	if (shown)
		buffer_print(out, " %s", word->key);
	if (shown && word->value != NULL) {
		buffer_print(out, "=");
		text_escape(out, buffer_text(&value));
	}
	buffer_drop(&value);
}

static void
line_print(struct sim *sim, const struct told_line *line, struct buffer *out)
{
	unsigned i = 0;

	while (i < LINES && strcmp(lines[i].line, line->kind) != 0)
		i++;
	if (i == LINES || !lines[i].shown(sim, line))
		return;
	buffer_print(out, "%s ", line->kind);
	text_escape(out, line->name);
	for (uint32_t w = 0; w < line->count; w++)
		word_print(sim, line, &line->word[w], out);
	if (lines[i].more != NULL && !is_silent(sim, line, ""))
		lines[i].more(sim, line, out);
	buffer_print(out, "\n");
}

char *
sim_text_observed(struct sim *sim, size_t *size)
{
	struct err err;
	struct telling telling = { .sim = sim, .err = &err };
	struct buffer out = { NULL, 0, 0 };
	size_t n;
	char *text = sim_text(sim, &n);

	if (!told_read(&telling, text, n))
		abort();	/* it has just been written */
	for (uint32_t i = 0; i < telling.lines; i++)
		line_print(sim, &telling.line[i], &out);
	free(text);
	arena_drop(&telling.arena);
	if (size != NULL)
		*size = out.size;
	return out.bytes;
}
