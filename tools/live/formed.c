#include "tools/live/formed.h"

#include <string.h>

#include "tools/live/silent.h"
#include "tools/say.h"
#include "tools/version.h"

static const char *const shown[] = { [SHOWN_SO] = "so",
    [SHOWN_OTHERWISE] = "otherwise", [SHOWN_NOT] = "not shown" };

static void
line_end(struct text *text)
{
	text_close(text, '}');
	text_put(text, "\n", 1);
}

static void
line_begin(struct text *text, const char *type)
{
	text_open(text, NULL, '{');
	text_string(text, "type", type);
}

static const char *
node_of(const struct survey *survey, const struct surveyed *one)
{
	return survey->node[one->output.place];
}

/* Bytes of a program are no text until it is known which they are. */
static void
bytes_put(struct text *text, const char *key, const char *bytes, size_t size)
{
	char room[512];
	size_t n = 0;

	for (; n < size && n + 1 < sizeof(room) && bytes[n] != '\n'; n++)
		room[n] = bytes[n] >= ' ' && bytes[n] <= '~' ? bytes[n] : '?';
	room[n] = '\0';
	text_string(text, key, room);
}

static void
strange_write(const struct survey *survey, const struct surveyed *one,
    struct text *text)
{
	const struct reading *all = &one->output.reading;

	for (uint32_t i = 0; i < all->count; i++) {
		const struct fact_row *fact = &all->fact[i];

		if (fact->why == NULL)
			continue;
		line_begin(text, "strange");
		text_string(text, "node", node_of(survey, one));
		text_string(text, "command", one->output.line);
		text_integer(text, "line", fact->line);
		bytes_put(text, "text", fact->text, fact->size);
		text_string(text, "why", fact->why);
		line_end(text);
	}
}

static void
answer_write(const struct survey *survey, const struct surveyed *one,
    struct text *text, struct formed *formed)
{
	uint32_t strange = one->output.over ? surveyed_strange(one) : 0;
	bool answered = one->output.over && !one->output.lost;

	formed->asked++;
	formed->understood += answered && strange == 0;
	formed->strange += strange;
	line_begin(text, "answer");
	text_string(text, "node", node_of(survey, one));
	text_string(text, "command", one->output.line);
	if (answered) {
		text_integer(text, "status", one->output.ended.status);
		text_integer(text, "facts", one->output.reading.count);
		text_integer(text, "strange", strange);
	}
	if (answered && one->output.ended.err_size != 0)
		bytes_put(text, "says", one->output.ended.err,
		    one->output.ended.err_size);
	if (*one->why != '\0' || !answered)
		text_string(text, "why", *one->why != '\0' ? one->why :
		    "no answer");
	line_end(text);
	if (answered)
		strange_write(survey, one, text);
}

/* As each node shows it; of what one member says alike for all, once. */
static void
doubts_write(const struct survey *survey, struct text *text,
    struct formed *formed)
{
	struct arena arena = { 0 };
	struct doubt doubt;

	for (uint32_t n = 1; n <= survey->nodes; n++)
		for (unsigned i = 0; doubt_judge(&arena, survey, n, i,
		    &doubt); i++) {
			if (doubt.by == NULL)
				continue;
			line_begin(text, "doubt");
			text_string(text, "doubt", doubt.id);
			text_string(text, "says", doubt.says);
			text_string(text, "is", shown[doubt.shown]);
			text_string(text, "node", survey->node[n]);
			text_string(text, "command", doubt.by->output.line);
			bytes_put(text, "line", doubt.line,
			    strlen(doubt.line));
			line_end(text);
			formed->otherwise += doubt.shown == SHOWN_OTHERWISE;
		}
	arena_drop(&arena);
}

void
formed_write(const struct survey *survey, const struct tiny *tiny,
    struct text *text, struct formed *formed)
{
	*formed = (struct formed){ .asked = 0 };
	line_begin(text, "version");
	text_integer(text, "format", 1);
	text_string(text, "program", version_program);
	text_string(text, "verb", "conform");
	line_end(text);
	for (uint32_t i = 0; i < survey->count; i++)
		answer_write(survey, survey->list[i], text, formed);
	for (unsigned i = 0; tiny != NULL && i < TINY_STEPS; i++)
		if (tiny->step[i].begun)
			answer_write(survey, &tiny->step[i], text, formed);
	doubts_write(survey, text, formed);
	line_begin(text, "conformed");
	text_integer(text, "asked", formed->asked);
	text_integer(text, "understood", formed->understood);
	text_integer(text, "strange", formed->strange);
	text_integer(text, "otherwise", formed->otherwise);
	line_end(text);
}

static void
doubts_print(const struct survey *survey)
{
	struct arena arena = { 0 };
	struct doubt doubt;

	for (uint32_t n = 1; n <= survey->nodes; n++)
		for (unsigned i = 0; doubt_judge(&arena, survey, n, i,
		    &doubt); i++)
			if (doubt.shown == SHOWN_OTHERWISE)
				say("otherwise  %s, %s: %s\n           not so: "
				    "%s\n           %s\n", survey->node[n],
				    doubt.by->output.line, doubt.id,
				    doubt.says, doubt.line);
	arena_drop(&arena);
}

static bool
is_lost(const struct surveyed *one)
{
	return one->output.lost;
}

void
formed_print(const struct survey *survey, const struct formed *formed)
{
	for (uint32_t i = 0; i < survey->count; i++) {
		const struct surveyed *one = survey->list[i];

		if (!one->output.lost && surveyed_strange(one) != 0)
			say("strange    %s, %s: %u line%s\n", node_of(survey,
			    one), one->output.line,
			    (unsigned)surveyed_strange(one),
			    plural(surveyed_strange(one)));
	}
	silent_say(survey, is_lost);
	doubts_print(survey);
	say("%u answers wanted, %u understood, %u line%s strange, %u doubt%s "
	    "otherwise\n", formed->asked, formed->understood, formed->strange,
	    plural(formed->strange), formed->otherwise,
	    plural(formed->otherwise));
}
