/*
 * What the site's own command says of the monitoring.  Its status says
 * nothing: one that has failed ends with 1 whatever that was to mean.
 */
#include <string.h>

#include "backends/real/questions/answering.h"
#include "backends/real/questions/readers.h"

/* The only line of a text, without the blanks around it; NULL: it has more. */
static const char *
only_line(struct asking *asking, const char *text)
{
	size_t n;

	text += strspn(text, " \t\r\n");
	n = strcspn(text, "\r\n");
	if (text[n + strspn(text + n, " \t\r\n")] != '\0')
		return NULL;
	while (n != 0 && (text[n - 1] == ' ' || text[n - 1] == '\t'))
		n--;
	return arena_text(asking->arena, text, n);
}

bool
blackout_answer(struct asking *asking, const struct op *ask,
    struct answer *answer)
{
	const struct output *output;
	const char *said;

	if (asked_line(asking->arena, asking->site, LINE_BLACKOUT, ask) ==
	    NULL)
		return asking_fail(asking, "the site declares no blackout");
	output = asking_output(asking, ask->on, LINE_BLACKOUT, ask);
	if (output == NULL)
		return false;
	said = output->ended.status == 0 ? only_line(asking,
	    output->ended.out) : NULL;
	answer->state = said != NULL && strcmp(said, "open") == 0 ?
	    STATE_PRESENT : STATE_ABSENT;
	return answer->state == STATE_PRESENT || (said != NULL &&
	    strcmp(said, "closed") == 0) || asking_fail(asking, "%.150s says "
	    "neither \"open\" nor \"closed\" and nothing else, with status 0",
	    output->line);
}
