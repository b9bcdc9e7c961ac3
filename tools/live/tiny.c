#include "tools/live/tiny.h"

#include <string.h>

#include "backends/commands/shell.h"
#include "backends/real/questions/answering.h"

static const struct {
	const char	*line;
	bool		 change;
} steps[TINY_STEPS] = {
	[TINY_ASK] = { "ldm list-domain -p ", false },
	[TINY_DEFINE] = { "ldm add-domain ", true },
	[TINY_FORM] = { "ldm list-constraints -p ", false },
	[TINY_FORM_XML] = { "ldm list-constraints -x ", false },
	[TINY_REMOVE] = { "ldm remove-domain ", true },
};

/* Type it, and wait until it has ended; false: it has failed, or nobody
 * knows. */
static bool
step_type(struct tiny *tiny, enum tiny_step step)
{
	struct reach *reach = tiny->reach;
	struct surveyed *one = &tiny->step[step];
	const struct order order = { .place = one->output.place,
	    .line = one->output.line, .change = steps[step].change };
	struct heard heard = { .lost = false };
	uint64_t handle = reach->begin(reach, &order, &heard);

	if (handle != HANDLE_OVER && !reach->wait(reach, handle, INT64_MAX,
	    &heard))
		heard.lost = true;
	one->begun = true;
	if (heard.lost || heard.locked)
		output_lost(tiny->arena, &one->output, heard.why);
	else
		surveyed_heard(tiny->arena, one, &heard.ended);
	return !one->output.lost && one->output.ended.status == 0;
}

/* That nothing has the name is said by ldm, and not by silence. */
static bool
is_free(const struct tiny *tiny, const char *name, struct err *err)
{
	const struct output *output = &tiny->step[TINY_ASK].output;

	if (!output->lost && absence_said(output, name))
		return true;
	return err_set(err, output->lost ? ERR_NO_ANSWER : ERR_EXISTS,
	    output->lost ? "nobody says whether there is a domain %.60s; "
	    "nothing was defined" : "there may be a domain %.60s already; "
	    "nothing was defined", name);
}

/* Whatever the removal has said, the list is asked. */
static bool
is_removed(struct tiny *tiny, const char *name)
{
	struct surveyed *asked = &tiny->step[TINY_ASK];
	const char *line = asked->output.line;
	uint32_t place = asked->output.place;

	asked->output = (struct output){ .place = place, .line = line };
	step_type(tiny, TINY_ASK);
	return !asked->output.lost && absence_said(&asked->output, name);
}

bool
tiny_try(struct tiny *tiny, const char *name, struct err *err)
{
	struct arena *arena = tiny->arena;

	for (enum tiny_step step = 0; step < TINY_STEPS; step++) {
		tiny->step[step].output.place = tiny->node;
		tiny->step[step].output.line = arena_format(arena, "%s%s",
		    steps[step].line, shell_word(arena, name));
		tiny->step[step].why = tiny->step[step].about = "";
		tiny->step[step].line = step == TINY_FORM_XML ?
		    SURVEY_DEFINITION : SURVEY_DOMAINS;
	}
	step_type(tiny, TINY_ASK);
	if (!is_free(tiny, name, err))
		return false;
	if (step_type(tiny, TINY_DEFINE)) {
		step_type(tiny, TINY_FORM);
		step_type(tiny, TINY_FORM_XML);
	}
	step_type(tiny, TINY_REMOVE);
	tiny->removed = is_removed(tiny, name);
	return tiny->removed || err_set(err, ERR_NO_ANSWER, "it is not known "
	    "that the domain %.60s is removed: look with ldm list-domain "
	    "there, and type ldm remove-domain %.60s", name, name);
}
