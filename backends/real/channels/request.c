#include "backends/real/channels/request.h"

#include <assert.h>
#include <string.h>

/* A text as lines of which the first begins with that letter. */
static void
text_put(struct buffer *buffer, char letter, const char *text)
{
	for (;;) {
		size_t n = strcspn(text, "\n");

		buffer_put(buffer, &letter, 1);
		buffer_put(buffer, text, n);
		buffer_put(buffer, "\n", 1);
		if (text[n] == '\0')
			return;
		text += n + 1;
		letter = 'n';
	}
}

static bool
has_end_of_line(const char *text)
{
	return text != NULL && strchr(text, '\n') != NULL;
}

void
request_open(struct buffer *buffer, const char *mark, const char *become)
{
	assert(!has_end_of_line(become));
	buffer_print(buffer, "open %s %s\n", mark, become != NULL ? become :
	    "none");
}

static void
locks_put(struct buffer *buffer, const struct request *request)
{
	if (request->lock_text == NULL)
		return;
	text_put(buffer, 'l', request->lock_text);
	if (request->needs != NULL)
		text_put(buffer, 'k', request->needs);
	else if (request->gone != NULL)
		for (unsigned i = 0; request->gone[i] != NULL; i++)
			text_put(buffer, 'b', request->gone[i]);
}

bool
request_command(struct buffer *buffer, const struct request *request,
    const struct typed_line *line, struct err *err)
{
	assert(line->count != 0 && !has_end_of_line(request->program));
	if (has_end_of_line(line->folder) || has_end_of_line(line->makes) ||
	    has_end_of_line(line->output))
		return err_set(err, ERR_UNSUPPORTED, "a path with a newline "
		    "in it is typed by hand");
	if (request->id != NULL)
		buffer_print(buffer, "do %s %s %s\n", request->mark,
		    request->id, request->ended);
	else
		buffer_print(buffer, "ask %s\n", request->mark);
	locks_put(buffer, request);
	text_put(buffer, 'w', request->program);
	for (unsigned i = 1; i < line->count; i++)
		text_put(buffer, 'w', line->word[i]);
	if (line->folder != NULL)
		text_put(buffer, 'f', line->folder);
	if (line->makes != NULL)
		text_put(buffer, 'm', line->makes);
	if (line->output != NULL)
		text_put(buffer, 'o', line->output);
	if (line->input != NULL)
		text_put(buffer, 'i', line->input);
	buffer_put(buffer, ".\n", 2);
	return true;
}

void
request_about(struct buffer *buffer, const char *verb, const char *mark,
    const char *what, const char *more)
{
	assert(!has_end_of_line(what) && !has_end_of_line(more));
	buffer_print(buffer, "%s %s %s%s%s\n", verb, mark, what,
	    *more != '\0' ? " " : "", more);
}

/* A shell reads a line byte by byte, and may not take a long one. */
enum { PART = 2000 };

void
request_log(struct buffer *buffer, const char *mark, const char *run,
    int64_t from, const char *text)
{
	if (text == NULL) {
		buffer_print(buffer, "log %s %s -\n", mark, run);
		return;
	}
	buffer_print(buffer, "log %s %s %lld\n", mark, run, (long long)from);
	while (*text != '\0') {
		size_t n = strcspn(text, "\n");
		bool whole = n <= PART && text[n] == '\n';

		if (n > PART)
			n = PART;
		buffer_put(buffer, whole ? "r" : "p", 1);
		buffer_put(buffer, text, n);
		buffer_put(buffer, "\n", 1);
		text += whole ? n + 1 : n;
	}
	buffer_put(buffer, ".\n", 2);
}
