/*
 * One course of events as lines of JSON (domferry-events(5)).
 */
#include "core/base/arena.h"
#include "tools/report/lines.h"
#include "tools/whatif/single.h"
#include "tools/whatif/why.h"

static const char *
node_name(const struct single *single, uint32_t node)
{
	return names_text(single->course->site->names, KIND_NODE, node);
}

static json_t *
parts(const int64_t part_ms[PARTS])
{
	json_t *object = json_object();

	for (enum service_part part = 0; part < PARTS; part++)
		if (part_ms[part] != 0)
			json_object_set_new(object, part_name(part),
			    json_integer(part_ms[part]));
	return object;
}

static void
back_add(const struct single *single, const struct fate *fate, json_t *object)
{
	json_object_set_new(object, "on", json_string(node_name(single,
	    fate->on)));
	json_object_set_new(object, "up_ms", json_integer(fate->up_ms));
	json_object_set_new(object, "downtime_ms",
	    json_integer(fate->down_ms));
	json_object_set_new(object, "parts", parts(fate->part_ms));
}

static void
lost_add(const struct single *single, const struct fate *fate, json_t *object)
{
	json_t *nodes = json_object();
	struct why why;

	why_make(&why, single->arena, single->course->simulated, fate->guest);
	for (uint32_t i = 0; i < why.node_count; i++)
		json_object_set_new(nodes, node_name(single, why.node[i].node),
		    json_string(why.node[i].text));
	json_object_set_new(object, "why", json_string(why.text));
	json_object_set_new(object, "nodes", nodes);
}

static void
fate_line(const struct single *single, const struct fate *fate)
{
	const struct site *site = single->course->site;
	const struct site_guest *row = &site->guests[fate->guest];
	json_t *object = json_pack("{s:s,s:s,s:b,s:s}", "type", "fate", "guest",
	    names_text(site->names, KIND_GUEST, fate->guest), "back",
	    fate->on != 0, "was_on", node_name(single, fate->was_on));

	if (fate->on != 0)
		back_add(single, fate, object);
	else
		lost_add(single, fate, object);
	if (row->objective) {
		json_object_set_new(object, "objective_ms",
		    json_integer(row->objective_ms));
		json_object_set_new(object, "kept",
		    json_boolean(!fate->missed));
	}
	lines_print(object);
}

static json_t *
names(const struct single *single, const uint32_t *guest, uint32_t count)
{
	json_t *list = json_array();

	for (uint32_t i = 0; i < count; i++)
		json_array_append_new(list, json_string(names_text(
		    single->course->site->names, KIND_GUEST, guest[i])));
	return list;
}

static void
refuge_add(const struct single *single, json_t *object)
{
	const struct refuge *refuge = single->refuge;

	if (refuge == NULL)
		return;
	json_object_set_new(object, "stranded", names(single,
	    refuge->stranded, refuge->stranded_count));
	json_object_set_new(object, "unguarded", names(single,
	    refuge->unguarded, refuge->unguarded_count));
	json_object_set_new(object, "suspended", names(single,
	    refuge->suspended, refuge->suspended_count));
}

void
single_lines(const struct single *single)
{
	const struct course *course = single->course;
	json_t *events = json_array(), *last;

	for (uint32_t i = 0; i < course->broken_count; i++)
		lines_print(json_pack("{s:s,s:I,s:s,s:s}", "type",
		    "violation", "at_ms", (json_int_t)course->broken[i].at_ms,
		    "invariant", course->broken[i].invariant, "text",
		    course->broken[i].text));
	for (uint32_t i = 0; i < course->hurt_count; i++)
		fate_line(single, &single->fate[i]);
	for (int i = 0; i < single->event_count; i++)
		json_array_append_new(events,
		    json_string(single->event[i].text));
	last = json_pack("{s:s,s:o,s:I,s:I,s:I,s:I,s:b,s:I,s:i}", "type",
	    "whatif", "events", events, "up", (json_int_t)single->up, "back",
	    (json_int_t)(course->hurt_count - single->lost), "lost",
	    (json_int_t)single->lost, "missed", (json_int_t)single->missed,
	    "quiet", course->quiet, "end_ms", (json_int_t)course->end_ms,
	    "exit", single_status(single));
	refuge_add(single, last);
	lines_print(last);
}
