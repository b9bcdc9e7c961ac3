#include "tools/report/lines.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "backends/commands/commands.h"
#include "core/base/arena.h"
#include "core/base/visible.h"
#include "core/formats/json/op_json.h"
#include "core/run/run.h"
#include "tools/say.h"
#include "tools/version.h"

enum { QUESTION_LIMIT_MS = 30000 };

/* jansson writes C1 and others as they are; as "\u009b" they are the same. */
static void
print_to(FILE *out, json_t *object)
{
	char *text = json_dumps(object, JSON_COMPACT);

	/* A text that is no UTF-8 makes no object. */
	assert(text != NULL);
	say_to(out, "%s\n", text);
	free(text);
	json_decref(object);
}

void
lines_string_to(FILE *out, const char *text)
{
	struct text list = { 0 };

	text_string(&list, NULL, text);
	say_to(out, "%.*s", (int)list.size, list.bytes);
	text_drop(&list);
}

void
lines_print(json_t *object)
{
	print_to(stdout, object);
}

void
lines_version_to(FILE *out, const char *verb)
{
	print_to(out, json_pack("{s:s,s:i,s:s,s:s}", "type", "version",
	    "format", 1, "program", version_program, "verb", verb));
}

void
lines_version(const char *verb)
{
	lines_version_to(stdout, verb);
}

static FILE *
out_of(const struct lines *lines)
{
	return lines->out != NULL ? lines->out : stdout;
}

static void
words_of(void *with, const struct op *op, struct text *list)
{
	const struct lines *lines = with;
	struct arena arena = { 0 };
	struct command command;

	command_words(&arena, lines->stream.site, op, &command);
	for (unsigned i = 0; i < command.count; i++)
		text_string(list, NULL, command.word[i]);
	arena_drop(&arena);
}

struct wording
lines_wording(struct lines *lines)
{
	return (struct wording){ words_of, lines };
}

void
lines_next(json_t *object, const struct next_line *line)
{
	json_t *here = json_array(), *by_hand = json_array();
	struct arena arena = { 0 };

	for (; line != NULL; line = line->next)
		if (line->kind != NEXT_WHY)
			json_array_append_new(line->kind == NEXT_HERE ? here :
			    by_hand, json_string(visible_document(&arena,
			    line->text)));
	json_object_set_new(object, "next", here);
	if (json_array_size(by_hand) != 0)
		json_object_set(object, "by_hand", by_hand);
	json_decref(by_hand);
	arena_drop(&arena);
}

/* A run that was planned and has ended can say more than why. */
static void
next_add(const struct lines *lines, const struct event *event, json_t *object)
{
	struct next_line why = { NULL, NEXT_HERE, NULL };
	struct arena arena = { 0 };

	if (lines->next != NULL && event->plan != NULL &&
	    event->ending != GOING) {
		lines_next(object, next_lines(&arena, lines->next));
	} else {
		why.text = arena_format(&arena, "domferry explain %s",
		    err_table[event->err->code].name);
		lines_next(object, event->err->code != ERR_NONE ? &why : NULL);
	}
	arena_drop(&arena);
}

static void
end_add(struct lines *lines, const struct event *event, json_t *object)
{
	const struct site *site = lines->stream.site;
	json_t *down = json_object(), *most = json_object();
	char world[LINES_DIGEST];

	next_add(lines, event, object);
	for (uint32_t g = 1; g <= site->guest_count; g++)
		if (lines->downtime.guest[g].ever)
			json_object_set_new(down, names_text(site->names,
			    KIND_GUEST, g), json_integer(downtime_of(
			    &lines->downtime, g, event->at_ms)));
	json_object_set_new(object, "downtime_ms", down);
	for (uint32_t g = 1; g <= site->guest_count; g++)
		if (site->guests[g].objective && lines->downtime.guest[g].ever)
			json_object_set_new(most, names_text(site->names,
			    KIND_GUEST, g), json_integer(
			    site->guests[g].objective_ms));
	if (json_object_size(most) != 0)
		json_object_set(object, "objective_ms", most);
	json_decref(most);
	json_object_set_new(object, "commands",
	    json_integer(lines->commands));
	if (lines->digest != NULL) {
		lines->digest(lines->with, world);
		json_object_set_new(object, "world", json_string(world));
	}
	json_object_set_new(object, "exit", json_integer(event->exit));
}

/* One thing and the answer to a question about it. */
static void
thing_add(const struct lines *lines, json_t *list, enum kind kind,
    uint32_t name, struct op op)
{
	const struct names *names = lines->stream.site->names;
	json_t *thing = json_object();
	struct result res;

	json_object_set_new(thing, "name",
	    json_string(names_text(names, kind, name)));
	if (op.on != 0 && kind != KIND_NODE)
		json_object_set_new(thing, "on", place_json(names, op.on));
	backend_execute(lines->asked, &op, QUESTION_LIMIT_MS, &res);
	if (res.outcome == DONE)
		answer_json(names, &op, &res.answer, thing);
	json_array_append_new(list, thing);
}

/* Nodes, and what is asked on each of them. */
static void
nodes_add(const struct lines *lines, json_t *object)
{
	const struct site *site = lines->stream.site;
	json_t *nodes = json_array(), *devices = json_array();
	json_t *services = json_array(), *guests = json_array();

	for (uint32_t n = 1; n <= site->node_count; n++) {
		thing_add(lines, nodes, KIND_NODE, n,
		    (struct op){ .kind = OP_NODE_STATE, .on = n });
		for (uint32_t d = 1; d <= site->device_count; d++)
			thing_add(lines, devices, KIND_DEVICE, d, (struct op){
			    .kind = OP_DEVICE_STATE, .on = n, .device = d });
		for (uint32_t s = 1; s <= site->service_count; s++)
			thing_add(lines, services, KIND_SERVICE, s,
			    (struct op){ .kind = OP_SERVICE_STATE, .on = n,
			    .service = s });
		for (uint32_t g = 1; g <= site->guest_count; g++)
			thing_add(lines, guests, KIND_GUEST, g, (struct op){
			    .kind = OP_GUEST_STATE, .on = n, .guest = g });
	}
	json_object_set_new(object, "nodes", nodes);
	json_object_set_new(object, "devices", devices);
	json_object_set_new(object, "services", services);
	json_object_set_new(object, "guests", guests);
}

static void
shared_add(const struct lines *lines, json_t *object)
{
	const struct site *site = lines->stream.site;
	json_t *pools = json_array(), *groups = json_array();
	json_t *resources = json_array(), *sources = json_array();

	for (uint32_t g = 1; g <= site->guest_count; g++) {
		const struct site_guest *row = &site->guests[g];

		thing_add(lines, pools, KIND_POOL, row->pool, (struct op){
		    .kind = OP_POOL_STATE, .pool = row->pool });
		thing_add(lines, groups, KIND_GROUP, row->group, (struct op){
		    .kind = OP_GROUP_STATE, .group = row->group });
		thing_add(lines, resources, KIND_RESOURCE, row->storage,
		    (struct op){ .kind = OP_RESOURCE_STATE,
		    .resource = row->storage });
		if (row->agent.present)
			thing_add(lines, resources, KIND_RESOURCE,
			    row->agent.resource, (struct op){
			    .kind = OP_RESOURCE_STATE,
			    .resource = row->agent.resource });
	}
	for (uint32_t s = 1; s <= site->source_count; s++)
		json_array_append_new(sources, json_pack("{s:s}", "name",
		    names_text(site->names, KIND_SOURCE, s)));
	json_object_set_new(object, "pools", pools);
	json_object_set_new(object, "groups", groups);
	json_object_set_new(object, "resources", resources);
	json_object_set_new(object, "sources", sources);
}

/* The whole state at the beginning. */
static void
site_print(struct lines *lines)
{
	json_t *object = json_object();

	json_object_set_new(object, "type", json_string("site"));
	json_object_set_new(object, "seq",
	    json_integer(++lines->stream.seq));
	json_object_set_new(object, "at_ms",
	    json_integer(backend_now_ms(lines->asked)));
	nodes_add(lines, object);
	shared_add(lines, object);
	print_to(out_of(lines), object);
}

static void
lines_on_event(struct sink *sink, const struct event *event)
{
	struct lines *lines = (struct lines *)sink;
	json_t *object = event_json(&lines->stream, event);

	if (event->type == EVENT_SERVICE)
		downtime_on_event(&lines->downtime, event);
	if (event->type == EVENT_OP &&
	    op_is_change(event->op->kind))
		lines->commands++;
	if (event->type == EVENT_END)
		end_add(lines, event, object);
	print_to(out_of(lines), object);
	if (event->type == EVENT_RUN && !lines->begun && lines->asked != NULL)
		site_print(lines);
	lines->begun = lines->begun || event->type == EVENT_RUN;
}

void
lines_make(struct arena *arena, struct lines *lines,
    const struct stream *stream)
{
	assert(stream->site != NULL && stream->mode != NULL);
	*lines = (struct lines){ .sink.emit = lines_on_event, .arena = arena,
	    .stream = *stream };
	lines->stream.wording = lines_wording(lines);
	downtime_make(arena, &lines->downtime, stream->site->guest_count);
}
