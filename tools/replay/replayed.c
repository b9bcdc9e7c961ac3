#include "tools/replay/replayed.h"

#include <string.h>

#include "tools/apply/apply.h"
#include "tools/ways/recorded.h"

static bool
judged(void *with, struct lock_holder *holder)
{
	const struct recorded_line *line = recorded_lock(with, holder->node,
	    holder->lock);

	unsigned n = 0;

	if (line == NULL)
		return false;
	while (holder_state_names[n] != NULL && strcmp(line->holder,
	    holder_state_names[n]) != 0)
		n++;
	holder->state = (enum holder_state)n;
	holder->proof = line->proof;
	return holder_state_names[n] != NULL;
}

void
replayed_around(struct around *around, struct recorded *recorded)
{
	around->reach = &recorded->reach;
	around->people = true;
	around->hook = recorded_hook;
	around->judged = judged;
	around->recorded_with = recorded;
}

static const char *
answer(void *with, const char *question)
{
	const struct recorded_line *line = recorded_next(with,
	    RECORDED_ASKED);

	(void)question;
	return line != NULL ? line->said : NULL;
}

void
replayed_ask(struct around *around, struct recorded *recorded)
{
	around->ask = (struct ask){ .can = recorded_part(recorded,
	    RECORDED_ASKED, recorded->begun + 1) != NULL, .out = stderr,
	    .answer = answer, .answer_with = recorded };
}
