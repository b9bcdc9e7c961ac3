/*
 * A simulated site that another process holds: each line goes there.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/base/arena.h"
#include "tools/client/talk.h"
#include "tools/say.h"
#include "tools/shell/intake.h"
#include "tools/shell/playing.h"

static int
end(struct talk *talk, int status)
{
	talk_end(talk);
	return status;
}

static int
gone(struct talk *talk)
{
	say_to(stderr, "domferry: the simulated site has ended\n");
	return end(talk, TALK_NO_ANSWER);
}

int
visiting_command(const char *home, const char *place,
    const char *const words[], unsigned count)
{
	struct talk *talk = talk_begin(home, place != NULL ?
	    place : "");
	const char *texts[MESSAGE_WORDS] = { talk->place, "" };
	const char *folder = getenv("DOMFERRY_FOLDER");

	if (folder != NULL)
		texts[1] = folder;
	if (count > MESSAGE_WORDS - 2) {
		say_to(stderr, "domferry: usage: a command has at most %d "
		    "words here\n", MESSAGE_WORDS - 2);
		return end(talk, EXIT_USAGE);
	}
	for (unsigned i = 0; i < count; i++)
		texts[2 + i] = words[i];
	if (talk->fd < 0 || !talk_say(talk->fd, MESSAGE_CALL, texts,
	    count + 2))
		return gone(talk);
	return end(talk, talk_hear(talk));
}

int
visiting_lines(const char *home, const char *place)
{
	struct talk *talk = talk_begin(home, place != NULL ?
	    place : "");
	struct intake lines = { .fd = STDIN_FILENO };
	bool terminal = isatty(STDIN_FILENO) != 0, wrong;
	int status = EXIT_OK;

	if (talk->fd < 0)
		return gone(talk);
	if (terminal)
		say("A simulated site that another process holds, in %s: "
		    "nothing here is real.\n", home);
	while (!talk->over) {
		const char *line, *texts[2] = { talk->place, NULL };

		if (terminal) {
			say("SIMULATED %s# ", talk->place);
			fflush(stdout);
		}
		while ((line = intake_next(&lines, &wrong)) == NULL &&
		    !lines.ended)
			intake_read(&lines);
		if (line == NULL)
			break;
		if (wrong) {
			status = intake_refuse();
			continue;
		}
		texts[1] = line;
		if (!talk_say(talk->fd, MESSAGE_LINE, texts, 2))
			return gone(talk);
		status = talk_hear(talk);
	}
	intake_drop(&lines);
	return end(talk, status);
}
