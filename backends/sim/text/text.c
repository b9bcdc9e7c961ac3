/*
 * The world as text: what lasts, and what a person would compare.
 *
 * Rows in order of name, values as text, no clock, no queue, no row numbers:
 * the same on every machine, whatever the history of the world.
 */
#include "backends/sim/text/lines.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "backends/sim/text/text.h"
#include "backends/sim/world/declared.h"
#include "backends/sim/world/fencing.h"
#include "backends/sim/world/trouble.h"
#include "core/site/naming.h"

int
text_order(const void *one, const void *other)
{
	const struct named *a = one, *b = other;
	int order = strcmp(a->name, b->name);

	return order != 0 ? order : (a->number > b->number) -
	    (a->number < b->number);
}

struct named *
text_sorted(struct sim *sim, enum kind kind, uint32_t count)
{
	struct named *list = calloc((size_t)count + 1, sizeof(*list));

	assert(kind < KINDS);
	if (list == NULL)
		abort();
	for (uint32_t i = 0; i < count; i++)
		list[i] = (struct named){ sim_name(sim, kind, i + 1), i + 1 };
	qsort(list, count, sizeof(*list), text_order);
	return list;
}

static void
print_nodes(struct text *text, const char *key, uint64_t nodes)
{
	const char *comma = "";

	buffer_print(&text->out, " %s=", key);
	for (uint32_t i = 0; i < text->node_count; i++)
		if ((nodes >> text->nodes[i].number & 1) != 0) {
			buffer_print(&text->out, "%s%s", comma,
			    text->nodes[i].name);
			comma = ",";
		}
}

static void
print_configs(struct text *text, uint32_t node)
{
	struct sim *sim = text->sim;
	struct named list[CONFIG_SLOTS];
	uint32_t mark = world_node(sim->world, node)->mark, n = 0;

	for (uint32_t i = 0; i < CONFIG_SLOTS; i++)
		if (world_config(sim->world, node, i)->name != 0)
			list[n++] = (struct named){ text_name(text, KIND_TEXT,
			    world_config(sim->world, node, i)->name), i };
	qsort(list, n, sizeof(*list), text_order);
	for (uint32_t i = 0; i < n; i++)
		buffer_print(&text->out, " saved=%s%s", list[i].name,
		    world_config(
		    sim->world, node, list[i].number)->mark == mark ? "" :
		    ":older");
	if (n != 0)
		buffer_print(&text->out, " next=%s", text_name(text, KIND_TEXT,
		    world_node(sim->world, node)->next));
	if (world_node(sim->world, node)->degraded != 0)
		buffer_print(&text->out, " degraded");
	if (world_node(sim->world, node)->recovers != 0)
		buffer_print(&text->out, " autorecovery");
}

static void
print_node(struct text *text, uint32_t n, const char *name)
{
	static const char *const powers[] = { "down", "up", "hung",
	    "booting" };
	static const char *const keys[] = { "normal", "standby", "diag",
	    "locked" };
	struct sim *sim = text->sim;
	const struct node_row *row = world_node(sim->world, n);

	buffer_print(&text->out, "node %s power=%s member=%s policy=%s", name,
	    powers[row->power], row->member != 0 ? "yes" : "no",
	    text_name(text, KIND_TEXT, row->policy));
	if (row->share != 0)
		buffer_print(&text->out, " share=%s", text_name(text,
		    KIND_ARCHIVE,
		    row->share));
	if (row->apart != 0)
		print_nodes(text, "apart", row->apart);
	if (row->maintenance != 0)
		buffer_print(&text->out, " maintenance");
	if (row->left != 0)
		buffer_print(&text->out, " left");
	print_configs(text, n);
	if (row->bootmode != 0)
		buffer_print(&text->out, " bootmode=%s", text_name(text,
		    KIND_TEXT, row->bootmode));
	if (row->keyswitch != KEY_NORMAL)
		buffer_print(&text->out, " keyswitch=%s",
		    keys[row->keyswitch]);
	for (unsigned i = 0; trouble_word(1u << i) != NULL; i++)
		if ((row->trouble & 1u << i) != 0)
			buffer_print(&text->out, " trouble=%s",
			    trouble_word(1u << i));
	if (row->server != 0)
		buffer_print(&text->out, " server=%s", text_name(text,
		    KIND_GUEST, row->server));
	buffer_print(&text->out, "\n");
}

/* One line for each node that has the service, in order of name. */
static void
print_service(struct text *text, uint32_t s, const char *name)
{
	struct sim *sim = text->sim;
	const struct named *nodes = text->nodes;

	for (uint32_t i = 0; i < text->node_count; i++) {
		const struct service_row *row = world_service(sim->world, s,
		    nodes[i].number);

		if (row->present != 0)
			buffer_print(&text->out, "service %s on=%s value=%s\n",
			    name,
			    nodes[i].name, text_name(text, KIND_TEXT,
			    row->value));
	}
}

static void
print_device(struct text *text, uint32_t d, const char *name)
{
	struct sim *sim = text->sim;
	const struct device_row *row = world_device(sim->world, d);
	uint64_t cut = declared_device(sim, d)->nodes & ~row->nodes;

	if (row->label == 0)
		return;
	buffer_print(&text->out, "device %s label=%s pool=%s", name,
	    text_name(text, KIND_TEXT, row->label),
	    text_name(text, KIND_POOL, row->pool));
	if (row->fencing != FENCING_GLOBAL)
		buffer_print(&text->out, " fencing=%s", fencing_word(
		    row->fencing));
	if (cut != 0)
		print_nodes(text, "cut", cut);
	buffer_print(&text->out, "\n");
}

static void
print_pool(struct text *text, uint32_t p, const char *name)
{
	struct sim *sim = text->sim;
	const struct pool_row *row = world_pool(sim->world, p);
	uint64_t plain = row->imported & ~(row->cached |
	    (uint64_t)row->altroot << 1);

	if (row->copy == COPY_STALE)
		buffer_print(&text->out, "pool %s copy=stale\n", name);
	if (row->exists == 0)
		return;
	buffer_print(&text->out, "pool %s device=%s", name,
	    text_name(text, KIND_DEVICE, row->device));
	print_nodes(text, "imported", row->imported);
	buffer_print(&text->out, " last=%s damaged=%s",
	    row->last_host == HOST_OUTSIDE ? "outside" :
	    text_name(text, KIND_NODE, row->last_host),
	    row->damaged != 0 ? "yes" : "no");
	if (row->cached != 0)
		print_nodes(text, "cached", row->cached);
	if (plain != 0)
		print_nodes(text, "uncached", plain);
	buffer_print(&text->out, "\n");
}

/* Files that the site declares or that are in a pool.  A file that a run has
 * written for itself is not part of the state. */
static void
print_file(struct text *text, uint32_t f, const char *name)
{
	struct sim *sim = text->sim;
	const struct file_row *row = world_file(sim->world, f);

	if (row->type == FILE_SHARED || row->type == FILE_PARTIAL) {
		if (naming_is_archive(name))
			buffer_print(&text->out, "archive %s %s\n", name,
			    row->type == FILE_SHARED ? "complete" :
			    "partial");
		return;
	}
	if (row->type == FILE_NONE ||
	    (row->pool == 0 && !declared_file(sim, f)))
		return;
	buffer_print(&text->out, "file %s size=%lld content=%016llx", name,
	    (long long)row->size, (unsigned long long)row->content);
	if (row->pool == 0)
		print_nodes(text, "on", row->nodes);
	buffer_print(&text->out, "\n");
}

static void
print_volume(struct text *text, uint32_t v, const char *name)
{
	struct sim *sim = text->sim;
	const struct named *nodes = text->nodes;

	for (uint32_t i = 0; i < text->node_count; i++) {
		const struct export_row *row = world_export(sim->world,
		    world_export_of(sim->world, v, nodes[i].number));

		if (row->volume != 0)
			buffer_print(&text->out, "volume %s on=%s service=%s "
			    "file=%s "
			    "options=%s\n", name, nodes[i].name,
			    text_name(text, KIND_SERVICE, row->service),
			    text_name(text, KIND_FILE, row->file),
			    text_name(text, KIND_TEXT, row->options));
	}
}

static void
print_group(struct text *text, uint32_t g, const char *name)
{
	struct sim *sim = text->sim;
	const struct group_row *row = world_group(sim->world, g);
	const char *description = text_name(text, KIND_TEXT, row->description);
	size_t n = strlen(description);

	if (row->exists == 0)
		return;
	buffer_print(&text->out, "group %s nodes=%s managed=%s suspended=%s",
	    name,
	    text_name(text, KIND_TEXT, row->nodes),
	    row->managed != 0 ? "yes" : "no",
	    row->suspended != 0 ? "yes" : "no");
	print_nodes(text, "online", row->online);
	print_nodes(text, "stop-failed", row->stop_failed);
	if (row->failback != 0)
		buffer_print(&text->out, " %s",
		    text_name(text, KIND_TEXT, row->failback));
	if (n != 0 && description[n - 1] != '=')
		buffer_print(&text->out, " %s", description);
	if (row->affinities != 0)
		buffer_print(&text->out, " %s",
		    text_name(text, KIND_TEXT, row->affinities));
	if (row->loads != 0)
		buffer_print(&text->out, " %s",
		    text_name(text, KIND_TEXT, row->loads));
	buffer_print(&text->out, "\n");
}

static void
print_resource(struct text *text, uint32_t r, const char *name)
{
	struct sim *sim = text->sim;
	const struct resource_row *row = world_resource(sim->world, r);

	if (row->exists == 0)
		return;
	buffer_print(&text->out, "resource %s group=%s type=%s enabled=%s "
	    "monitored=%s "
	    "failed=%s\n", name, text_name(text, KIND_GROUP, row->group),
	    text_name(text, KIND_TYPE, row->type),
	    row->enabled != 0 ? "yes" : "no",
	    row->monitored != 0 ? "yes" : "no",
	    row->failed != 0 ? state_name(row->failed) : "no");
}

static void
print_type(struct text *text, uint32_t t, const char *name)
{
	if ((text->sim->world->types & bit(t)) != 0)
		buffer_print(&text->out, "type %s registered=yes\n", name);
}

static void
print_source(struct text *text, uint32_t s, const char *name)
{
	static const char *const powers[] = { "running", "stopped", "off" };
	static const char *const apps[] = { "started", "stopped", "disabled" };
	struct sim *sim = text->sim;
	const struct source_row *row = world_source(sim->world, s);

	buffer_print(&text->out, "source %s power=%s applications=%s "
	    "auto-boot=%s "
	    "untouched=%s share=%s\n", name, powers[row->power],
	    apps[row->frozen],
	    row->held != 0 ? "false" : "true",
	    row->touched != 0 ? "no" : "yes",
	    text_name(text, KIND_ARCHIVE, row->share));
}

static const struct {
	enum kind	  kind;
	enum table_id	  table;
	void		(*print)(struct text *, uint32_t, const char *);
} rows[] = {
	{ KIND_NODE, T_NODE, print_node },
	{ KIND_SERVICE, TABLES, print_service },
	{ KIND_DEVICE, T_DEVICE, print_device },
	{ KIND_POOL, T_POOL, print_pool },
	{ KIND_FILE, T_FILE, print_file },
	{ KIND_VOLUME, T_VOLUME, print_volume },
	{ KIND_TYPE, TABLES, print_type },
	{ KIND_GROUP, T_GROUP, print_group },
	{ KIND_RESOURCE, T_RESOURCE, print_resource },
	{ KIND_GUEST, T_GUEST, text_guest },
	{ KIND_SOURCE, T_SOURCE, print_source },
};

static uint32_t
count_of(const struct sim *sim, enum kind kind, enum table_id table)
{
	if (kind == KIND_SERVICE)
		return sim->world->table[T_KIND].count;
	if (kind == KIND_TYPE)
		return TYPES - 1;
	return sim->world->table[table].count;
}

static void
print_rows(struct text *text, size_t row)
{
	uint32_t count = count_of(text->sim, rows[row].kind, rows[row].table);
	struct named *list = text_sorted(text->sim, rows[row].kind, count);

	for (uint32_t n = 0; n < count; n++)
		rows[row].print(text, list[n].number, text_word(text,
		    list[n].name));
	free(list);
}

char *
sim_text_of(struct sim *sim, uint32_t kinds, size_t *size)
{
	struct text text = { .sim = sim,
	    .node_count = sim->world->table[T_NODE].count };

	text.nodes = text_sorted(sim, KIND_NODE, text.node_count);
	buffer_print(&text.out, "site %s\n", text_word(&text,
	    sim->declared.name));
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if ((kinds >> rows[i].kind & 1) != 0)
			print_rows(&text, i);
	free(text.nodes);
	arena_drop(&text.arena);
	if (size != NULL)
		*size = text.out.size;
	return text.out.bytes;
}

char *
sim_text(struct sim *sim, size_t *size)
{
	assert(KINDS <= 32);
	return sim_text_of(sim, UINT32_MAX, size);
}
