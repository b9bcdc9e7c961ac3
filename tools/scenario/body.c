#include "tools/scenario/body.h"

#include "core/base/arena.h"
#include "core/base/visible.h"
#include "tools/report/text.h"
#include "tools/report/word.h"
#include "tools/scenario/scenario.h"

void
body_add(struct body *body, const char *key, const char *value)
{
	body->text = arena_format(body->arena, "%s%-10s%s\n",
	    body->text != NULL ? body->text : "", key,
	    visible_text(body->arena, value));
}

void
body_add_time(struct body *body, int64_t at_ms)
{
	char clock[TEXT_ROOM];

	if (at_ms >= 0)
		body_add(body, "at", arena_format(body->arena,
		    "%s.%03d of simulated time", text_clock(at_ms, clock,
		    sizeof(clock)), (int)(at_ms % 1000)));
}

void
body_add_again(struct body *body, const char *file,
    const struct scenario_play *play)
{
	const char *command = arena_format(body->arena,
	    "domferry run %s --seed %llu", word_typed(body->arena, file),
	    (unsigned long long)play->seed);

	if (play->has_through)
		command = arena_format(body->arena, "%s --through %s",
		    command, through_words[play->through]);
	if (play->stop_at_ms >= 0)
		command = arena_format(body->arena, "%s --stop-at %lldms",
		    command, (long long)play->stop_at_ms);
	body_add(body, "again", command);
}
