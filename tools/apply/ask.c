#include "tools/apply/ask.h"

#include <assert.h>
#include <errno.h>
#include <poll.h>
#include <string.h>
#include <unistd.h>

#include "tools/say.h"
#include "tools/session/stop.h"

void
ask_make(struct ask *ask, bool forbidden)
{
	*ask = (struct ask){ .in = stdin, .out = stderr, .can = !forbidden &&
	    isatty(STDIN_FILENO) != 0 && isatty(STDERR_FILENO) != 0 };
}

/* A read would be begun again after a signal; poll is not. */
static bool
is_typed(FILE *in)
{
	struct pollfd waited = { .fd = fileno(in), .events = POLLIN };

	if (waited.fd < 0)
		return true;
	while (poll(&waited, 1, -1) < 0)
		if (errno != EINTR || stop_asked())
			return false;
	return true;
}

bool
ask_line(const struct ask *ask, struct buffer *line)
{
	int c = EOF;

	buffer_drop(line);
	if (stop_asked() || !is_typed(ask->in))
		return false;
	while ((c = getc(ask->in)) != EOF && c != '\n')
		if (line->size < ASK_LINE)
			buffer_put(line, &(char){ (char)c }, 1);
	while (line->size != 0 && line->bytes[line->size - 1] == '\r')
		line->bytes[--line->size] = '\0';
	return c != EOF || line->size != 0;
}

static bool
word_typed(const struct ask *ask, const char *question, char word[ASK_WORD])
{
	size_t n;

	word[0] = '\0';
	fflush(stdout);
	say_to(ask->out, "%s ", question);
	fflush(ask->out);
	if (stop_asked() || !is_typed(ask->in) ||
	    fgets(word, ASK_WORD, ask->in) == NULL) {
		say_to(ask->out, "\n");
		word[0] = '\0';
		return false;
	}
	n = strspn(word, " \t");
	memmove(word, word + n, strlen(word + n) + 1);
	for (n = strlen(word); n > 0 && strchr(" \t\r\n", word[n - 1]) != NULL;
	    n--)
		word[n - 1] = '\0';
	return true;
}

static bool
word_answered(const struct ask *ask, const char *question,
    char word[ASK_WORD])
{
	const char *answer = ask->answer(ask->answer_with, question);

	snprintf(word, ASK_WORD, "%s", answer != NULL ? answer : "");
	return answer != NULL;
}

bool
ask_for(const struct ask *ask, const char *question, char word[ASK_WORD])
{
	bool typed;

	assert(ask->can);
	typed = ask->answer != NULL ? word_answered(ask, question, word) :
	    word_typed(ask, question, word);
	if (ask->heard != NULL)
		ask->heard(ask->heard_with, question, typed ? word : NULL);
	return typed;
}
