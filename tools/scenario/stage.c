#include "tools/scenario/stage.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "backends/commands/commands.h"
#include "backends/sim/vocabulary.h"

void
stage_look(struct stage *stage)
{
	int64_t now_ms = sim_now_ms(stage->sim);

	for (uint32_t i = 0; i < stage->watch_count; i++) {
		struct watched *watched = &stage->watches[i];

		if (sim_holds(stage->sim, &watched->condition)) {
			if (watched->first_ms < 0)
				watched->first_ms = now_ms;
		} else if (watched->broken_ms < 0) {
			watched->broken_ms = now_ms;
		}
	}
}

/* Operations that come late are begun when their time has come. */
static void
late_begin(struct stage *stage)
{
	uint32_t kept = 0;
	struct result res;

	for (uint32_t i = 0; i < stage->late_count; i++)
		if (stage->late[i].due_ms <= sim_now_ms(stage->sim))
			sim_begin(stage->sim, &stage->late[i].op, CAUSE_OP,
			    &res);
		else
			stage->late[kept++] = stage->late[i];
	stage->late_count = kept;
}

/* People type at their time; what they are told is said, and that is all. */
static void
later_type(struct stage *stage)
{
	uint32_t kept = 0;

	for (uint32_t i = 0; i < stage->later_count; i++) {
		struct later later = stage->later[i];
		struct result res;
		uint32_t handle;

		if (later.at_ms > sim_now_ms(stage->sim)) {
			stage->later[kept++] = later;
			continue;
		}
		stage_person(stage, later.place, later.text, &res, &handle);
		if (handle != 0)
			sim_leave(stage->sim, handle);
		else
			stage_answered(stage, later.place, &res);
	}
	stage->later_count = kept;
}

/* Of two moments the sooner; -1 is never. */
static int64_t
sooner(int64_t one, int64_t other)
{
	return one < 0 || (other >= 0 && other < one) ? other : one;
}

int64_t
stage_next(const struct stage *stage)
{
	int64_t at_ms = sooner(sim_next_ms(stage->sim),
	    stage_next_disaster(stage));

	for (uint32_t i = 0; i < stage->late_count; i++)
		at_ms = sooner(at_ms, stage->late[i].due_ms);
	for (uint32_t i = 0; i < stage->later_count; i++)
		at_ms = sooner(at_ms, stage->later[i].at_ms);
	return at_ms;
}

void
stage_moment(struct stage *stage, int64_t until_ms)
{
	sim_run_until(stage->sim, sooner(until_ms, stage_next(stage)));
	late_begin(stage);
	later_type(stage);
	stage_disasters(stage);
	stage_look(stage);
}

void
stage_advance(struct stage *stage, int64_t until_ms)
{
	do
		stage_moment(stage, until_ms);
	while (sim_now_ms(stage->sim) < until_ms);
}

static void
stage_hear(struct sink *ear, const struct event *event)
{
	struct stage *stage = (struct stage *)((char *)ear -
	    offsetof(struct stage, ear));

	if (event->type == EVENT_SERVICE)
		downtime_hear(&stage->downtime, event);
	if (event->type == EVENT_OUTPUT && !stage->quiet)
		stage_say(stage, arena_text(stage->arena, event->text,
		    strlen(event->text)));
	sink_emit(stage->sink, event);
}

void
stage_make(struct stage *stage, struct arena *arena, struct site *site,
    enum site_now now, uint64_t seed, struct sink *sink)
{
	memset(stage, 0, sizeof(*stage));
	stage->door = (struct backend){ "stage", stage_now_ms, stage_begin,
	    stage_wait, stage_leave, NULL };
	stage->ear.emit = stage_hear;
	stage->arena = arena;
	stage->site = site;
	stage->sink = sink;
	downtime_make(arena, &stage->downtime, site->guest_count);
	stage->sim = sim_make(site, now, seed);
	sim_listen(stage->sim, &stage->ear);
	stage_zero(stage);
}

void
stage_drop(struct stage *stage)
{
	free(stage->before);
	sim_drop(stage->sim);
}

/* A guest that is up when the story begins is told to be so. */
static void
guest_begin(struct stage *stage, uint32_t guest)
{
	struct event event = { .type = EVENT_SERVICE, .guest = guest,
	    .met = true, .part = PART_WAIT };

	downtime_begin(&stage->downtime, guest, false, 0);
	if (!sim_guest_up(stage->sim, guest))
		return;
	event.on = sim_guest_node(stage->sim, guest);
	downtime_hear(&stage->downtime, &event);
	sink_emit(stage->sink, &event);
}

void
stage_zero(struct stage *stage)
{
	sim_rewind(stage->sim);
	stage->said = stage->typed = NULL;
	for (uint32_t g = 1; g <= stage->site->guest_count; g++)
		guest_begin(stage, g);
	for (uint32_t i = 0; i < stage->watch_count; i++)
		stage->watches[i].first_ms = stage->watches[i].broken_ms = -1;
	stage_look(stage);
}

uint32_t
stage_watch(struct stage *stage, const struct condition *condition)
{
	uint32_t n = stage->watch_count;

	if (n == STAGE_WATCHES)
		return n - 1;
	stage->watches[stage->watch_count++] = (struct watched){ *condition,
	    -1, -1 };
	stage_look(stage);
	return n;
}

int64_t
stage_downtime(const struct stage *stage, uint32_t guest)
{
	return downtime_of(&stage->downtime, guest, sim_now_ms(stage->sim));
}

static void
line_add(struct stage *stage, struct line **lines, uint32_t place,
    const char *text)
{
	struct line *line;

	if (stage->quiet)
		return;
	line = arena_take(stage->arena, 1, sizeof(*line));
	line->place = place;
	line->text = arena_text(stage->arena, text, strlen(text));
	line->next = *lines;
	*lines = line;
}

void
stage_say(struct stage *stage, const char *text)
{
	line_add(stage, &stage->said, 0, text);
}

void
stage_type(struct stage *stage, uint32_t place, const char *text)
{
	line_add(stage, &stage->typed, place, text);
}

void
stage_later(struct stage *stage, int64_t at_ms, uint32_t place,
    const char *text)
{
	if (stage->later_count < STAGE_LATER)
		stage->later[stage->later_count++] = (struct later){ at_ms,
		    place, text };
}

/* Who types inside a guest types where it is active. */
static uint32_t
guest_place(struct stage *stage, uint32_t guest)
{
	struct condition at = { sim_state_find(KIND_GUEST, "running"), guest,
	    0 };
	uint32_t nodes = stage->site->node_count;

	for (at.on = 1; at.on <= nodes; at.on++)
		if (sim_holds(stage->sim, &at))
			return at.on;
	at.state = sim_state_find(KIND_GUEST, "at ok");
	for (at.on = 1; at.on < nodes; at.on++)
		if (sim_holds(stage->sim, &at))
			break;
	return at.on;
}

void
stage_person(struct stage *stage, uint32_t place, const char *text,
    struct result *res, uint32_t *handle)
{
	struct op op;

	*handle = 0;
	memset(res, 0, sizeof(*res));
	res->at_ms = sim_now_ms(stage->sim);
	stage->disturbed = true;
	stage_type(stage, place, text);
	sink_emit(stage->sink, &(struct event){ .type = EVENT_TYPED,
	    .at_ms = res->at_ms, .on = place, .text = text });
	if (!command_read(stage->site, text, place, &op, &res->err)) {
		res->outcome = FAILED;
		return;
	}
	if (op.on == 0)
		op.on = guest_place(stage, op.guest);
	*handle = sim_begin(stage->sim, &op, CAUSE_PERSON, res);
	stage_look(stage);
}

void
stage_answered(struct stage *stage, uint32_t place, const struct result *res)
{
	if (res->outcome == DONE)
		return;
	stage_say(stage, res->err.text);
	sink_emit(stage->sink, &(struct event){ .type = EVENT_OUTPUT,
	    .at_ms = sim_now_ms(stage->sim), .on = place,
	    .text = res->err.text, .err = &res->err });
}
