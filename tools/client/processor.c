#include "tools/client/processor.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "tools/client/talk.h"

enum { LINE_BYTES = 4096, WORDS = 64 };

/* The words of a line, as texts of a call; quotation marks hold one together.
 * What does not fit makes it none: 0. */
static unsigned
words_divide(char *line, const char *word[WORDS])
{
	char *to = line;
	unsigned count = 0;

	for (char *from = line; *from != '\0'; ) {
		char quote = '\0';

		from += strspn(from, " \t\r\n");
		if (*from == '\0')
			break;
		if (count == WORDS)
			return 0;
		word[count++] = to;
		for (; *from != '\0' && (quote != '\0' ||
		    strchr(" \t\r\n", *from) == NULL); from++)
			if (*from == quote)
				quote = '\0';
			else if (quote == '\0' && (*from == '"' ||
			    *from == '\''))
				quote = *from;
			else
				*to++ = *from;
		from += *from != '\0';
		*to++ = '\0';
	}
	return count;
}

/* A line of standard input; what comes behind it is left there for others.
 * false: there is none. */
static bool
line_read(char line[LINE_BYTES])
{
	size_t n = 0;
	char c = '\0';

	while (read(STDIN_FILENO, &c, 1) == 1 && c != '\n')
		if (n + 1 < LINE_BYTES)
			line[n++] = c;
	line[n] = '\0';
	return n != 0 || c == '\n';
}

/* Send the words, with -script behind the first if somebody has said yes. */
static int
call(const char *state, const char *place, const char *const word[],
    unsigned count, bool yes)
{
	struct talk *talk = talk_begin(state, place);
	const char *texts[WORDS + 3] = { place, "", word[0] };
	unsigned n = 3;
	int status = TALK_NO_ANSWER;

	if (yes)
		texts[n++] = "-script";
	for (unsigned i = 1; i < count; i++)
		texts[n++] = word[i];
	if (talk->fd < 0 || !talk_say(talk->fd, MESSAGE_CALL, texts, n))
		fprintf(stderr, "domferry: the simulated site has ended\n");
	else
		status = talk_hear(talk);
	talk_end(talk);
	return status;
}

static bool
has_word(const char *const word[], unsigned count, const char *wanted)
{
	while (count > 0 && strcmp(word[count - 1], wanted) != 0)
		count--;
	return count > 0;
}

/* It asks before it changes the power. */
static bool
is_asked(const char *const word[], unsigned count)
{
	static const char *const verbs[] = { "reset", "start", "stop" };

	for (size_t i = 0; i < sizeof(verbs) / sizeof(verbs[0]); i++)
		if (strcmp(word[0], verbs[i]) == 0)
			return !has_word(word, count, "-script") &&
			    word[count - 1][0] == '/';
	return false;
}

static int
line_play(const char *state, const char *place, char *line)
{
	const char *word[WORDS] = { NULL };
	unsigned count = words_divide(line, word);
	char answer[LINE_BYTES];
	bool yes;

	if (count == 0)
		return 0;
	if (!is_asked(word, count))
		return call(state, place, word, count, false);
	printf("Are you sure you want to %s%s %s (y/n)? ", has_word(word,
	    count, "-f") || has_word(word, count, "-force") ?
	    "immediately " : "", word[0], word[count - 1]);
	fflush(stdout);
	yes = line_read(answer) && tolower((unsigned char)answer[0]) == 'y';
	/* What is typed at a terminal stands there already. */
	printf("%s%s", isatty(STDIN_FILENO) ? "" : yes ? "y\n" : "n\n",
	    yes ? "" : "Command aborted.\n");
	fflush(stdout);
	return yes ? call(state, place, word, count, true) : 0;
}

int
processor_play(const char *state, const char *place, const char *command)
{
	char line[LINE_BYTES];
	int status = 0;

	if (command != NULL) {
		if ((size_t)snprintf(line, sizeof(line), "%s", command) >=
		    sizeof(line)) {
			fprintf(stderr, "domferry: a line has at most %d "
			    "characters here\n", LINE_BYTES - 1);
			return 2;
		}
		return line_play(state, place, line);
	}
	for (;;) {
		printf("-> ");
		fflush(stdout);
		if (!line_read(line) || strcmp(line, "exit") == 0)
			return status;
		status = line_play(state, place, line);
	}
}
