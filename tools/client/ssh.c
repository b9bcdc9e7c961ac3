#include "tools/client/ssh.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tools/client/paths.h"
#include "tools/client/processor.h"
#include "tools/client/root.h"
#include "tools/client/talk.h"

enum { NOT_SIMULATED = 125, REFUSED = 126, NOT_STARTED = 127 };

/* Those of OpenSSH's client; what they would change is not simulated. */
static const char letters[] = "+46AaCfGgKkMNnqsTtVvXxYyB:b:c:D:E:e:F:I:i:J:L:"
    "l:m:O:o:p:Q:R:S:W:w:";

/* Where the host talk->place is, there; else the status. */
static int
place_find(struct talk *talk)
{
	const char *host = talk->place;

	/* Without an owner each command will ask for itself. */
	if (talk->fd < 0)
		return 0;
	if (!talk_say(talk->fd, MESSAGE_PLACE, &host, 1))
		return TALK_NO_ANSWER;
	return talk_hear(talk);
}

/* The words with a blank between them, as ssh sends them; NULL: none. */
static char *
words_join(char **words)
{
	size_t size = 1;
	char *text;

	if (*words == NULL)
		return NULL;
	for (char **word = words; *word != NULL; word++)
		size += strlen(*word) + 1;
	text = calloc(1, size);
	if (text == NULL)
		abort();
	for (; *words != NULL; words++) {
		strcat(text, *words);
		if (words[1] != NULL)
			strcat(text, " ");
	}
	return text;
}

/* What no shell changes in a path. */
static const char plain[] = "abcdefghijklmnopqrstuvwxyz"
    "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/._-+@:";

/* "cd FOLDER && ..." is typed in a folder of the site, where no shell of this
 * machine can go: it becomes part of what the programs are given. */
static char *
folder_take(char *line)
{
	char *folder, *rest;
	size_t n;

	unsetenv("DOMFERRY_FOLDER");
	if (line == NULL || strncmp(line, "cd ", 3) != 0)
		return line;
	folder = line + 3 + strspn(line + 3, " ");
	n = strspn(folder, plain);
	rest = folder + n + strspn(folder + n, " ");
	if (*folder != '/' || strncmp(rest, "&&", 2) != 0)
		return line;
	folder[n] = '\0';
	setenv("DOMFERRY_FOLDER", folder, 1);
	return rest + 2 + strspn(rest + 2, " ");
}

static int
usage(void)
{
	fprintf(stderr, "usage: ssh [options] [user@]host [command [argument "
	    "...]]\n");
	return TALK_NO_ANSWER;
}

/* Instead of this process, at the place that has been found: a shell with the
 * line, or one that reads its input. */
static int
shell_become(const char *state, const char *host, char *text)
{
	const char *line = text;

	if (!root_is_here()) {
		line = path_take(state, folder_take(text));
		if (line != NULL && paths_refuse(state, host, line))
			return REFUSED;
	}
	if (line == NULL)
		execl("/bin/sh", "sh", (char *)NULL);
	else
		execl("/bin/sh", "sh", "-c", line, (char *)NULL);
	perror("/bin/sh");
	return NOT_STARTED;
}

int
ssh_play(const char *state, int argc, char **argv)
{
	const char *host, *at;
	struct talk *talk;
	char *text;
	int letter, status;

	while ((letter = getopt(argc, argv, letters)) != -1) {
		if (letter == '?')
			return usage();
		if (letter == 'n' && (status = open("/dev/null", O_RDONLY)) >=
		    0)
			dup2(status, STDIN_FILENO);
	}
	if (optind >= argc)
		return usage();
	host = argv[optind];
	at = strrchr(host, '@');
	talk = talk_begin(state, at != NULL ? at + 1 : host);
	status = place_find(talk);
	if (status != 0)
		return status;
	setenv("DOMFERRY_PLACE", talk->place, 1);
	text = words_join(argv + optind + 1);
	if (strncmp(talk->place, "sp:", 3) == 0)
		return processor_play(state, talk->place, text);
	if (root_is_here() && !root_go(talk->place)) {
		fprintf(stderr, "domferry: not simulated: the files of %s\n",
		    talk->place);
		return NOT_SIMULATED;
	}
	status = shell_become(state, host, text);
	free(text);
	return status;
}
