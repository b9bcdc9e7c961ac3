#include "tools/report/lines.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "backends/real/commands.h"
#include "core/arena.h"
#include "core/formats/op_json.h"
#include "core/run.h"
#include "tools/report/places.h"
#include "tools/version.h"

void
lines_print(json_t *object)
{
	char *text = json_dumps(object, JSON_COMPACT);

	puts(text);
	free(text);
	json_decref(object);
}

void
lines_version(const char *verb)
{
	lines_print(json_pack("{s:s,s:i,s:s,s:s}", "type", "version",
	    "format", 1, "program", version_program, "verb", verb));
}

static json_t *
words_of(void *with, const struct op *op)
{
	struct lines *lines = with;
	struct command command;
	json_t *list = json_array();

	command_words(lines->arena, lines->stream.site, op, &command);
	for (unsigned i = 0; i < command.count; i++)
		json_array_append_new(list, json_string(command.word[i]));
	return list;
}

struct wording
lines_wording(struct lines *lines)
{
	return (struct wording){ words_of, lines };
}

static void
end_add(struct lines *lines, const struct event *event, json_t *object)
{
	const struct site *site = lines->stream.site;
	json_t *down = json_object();
	char world[33];

	for (uint32_t g = 1; g <= site->guest_count; g++)
		if (lines->downtime.guest[g].ever)
			json_object_set_new(down, names_text(site->names,
			    KIND_GUEST, g), json_integer(downtime_of(
			    &lines->downtime, g, event->at_ms)));
	json_object_set_new(object, "downtime_ms", down);
	json_object_set_new(object, "commands",
	    json_integer(lines->commands));
	if (lines->sim != NULL) {
		world_digest(lines->sim, world);
		json_object_set_new(object, "world", json_string(world));
	}
	json_object_set_new(object, "exit", json_integer(event->ending ==
	    ARRIVED ? EXIT_OK : event->ending == RETURNED ? EXIT_RETURNED :
	    event->ending == REFUSED ? EXIT_REFUSED :
	    event->err->code == ERR_NO_ANSWER ? EXIT_UNKNOWN : EXIT_STUCK));
}

static json_t *
pools_state(const struct lines *lines)
{
	const struct site *site = lines->stream.site;
	json_t *list = json_array();

	for (uint32_t g = 1; g <= site->guest_count; g++) {
		struct op op = { .kind = OP_POOL_STATE,
		    .pool = site->guests[g].pool };
		struct result res;
		json_t *pool = json_object();

		sim_ask(lines->sim, &op, &res);
		json_object_set_new(pool, "name", json_string(names_text(
		    site->names, KIND_POOL, op.pool)));
		answer_json(site->names, &op, &res.answer, pool);
		json_array_append_new(list, pool);
	}
	return list;
}

static json_t *
names_state(const struct lines *lines, enum kind kind, uint32_t count)
{
	json_t *list = json_array();

	for (uint32_t i = 1; i <= count; i++)
		json_array_append_new(list, json_pack("{s:s}", "name",
		    names_text(lines->stream.site->names, kind, i)));
	return list;
}

/* Where the story begins: nodes, devices, services, pools, guests. */
static void
site_print(struct lines *lines)
{
	const struct site *site = lines->stream.site;
	json_t *object = json_object();

	json_object_set_new(object, "type", json_string("site"));
	json_object_set_new(object, "seq",
	    json_integer(++lines->stream.seq));
	json_object_set_new(object, "at_ms", json_integer(0));
	json_object_set_new(object, "nodes", names_state(lines, KIND_NODE,
	    site->node_count));
	json_object_set_new(object, "devices", names_state(lines,
	    KIND_DEVICE, site->device_count));
	json_object_set_new(object, "services", names_state(lines,
	    KIND_SERVICE, site->service_count));
	json_object_set_new(object, "pools", pools_state(lines));
	json_object_set_new(object, "guests", names_state(lines, KIND_GUEST,
	    site->guest_count));
	json_object_set_new(object, "sources", names_state(lines,
	    KIND_SOURCE, site->source_count));
	lines_print(object);
}

static void
lines_hear(struct sink *sink, const struct event *event)
{
	struct lines *lines = (struct lines *)sink;
	json_t *object = event_json(&lines->stream, event);

	if (event->type == EVENT_SERVICE)
		downtime_hear(&lines->downtime, event);
	if (event->type == EVENT_OP && op_table[event->op->kind].again !=
	    AGAIN_FREELY && event->op->kind != OP_PAUSE)
		lines->commands++;
	if (event->type == EVENT_END)
		end_add(lines, event, object);
	lines_print(object);
	if (event->type == EVENT_RUN && !lines->begun && lines->sim != NULL)
		site_print(lines);
	lines->begun = lines->begun || event->type == EVENT_RUN;
}

void
lines_make(struct arena *arena, struct lines *lines, const struct site *site,
    const char *mode, const char *site_digest, uint64_t seed)
{
	*lines = (struct lines){ .sink.tell = lines_hear, .arena = arena };
	lines->stream = (struct stream){ .site = site, .mode = mode,
	    .site_digest = site_digest, .seed = seed,
	    .wording = lines_wording(lines) };
	downtime_make(arena, &lines->downtime, site->guest_count);
}
