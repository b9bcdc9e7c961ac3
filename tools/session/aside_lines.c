#include "tools/session/aside_lines.h"

#include <stdint.h>
#include <string.h>

#include "core/base/arena.h"
#include "tools/say.h"
#include "tools/session/cancelled.h"

static const char *
text_of(const json_t *record, const char *key)
{
	const char *text = json_string_value(json_object_get(record, key));

	return text != NULL ? text : "";
}

/* Of the records of type "ask" those that say what nobody was asked about. */
static const struct {
	const char	*option, *type;
} asides[] = {
	{ "cancel", "cancel" }, { "hook", "warning" }, { "no-copy", "warning" },
};

static const char *
type_of(const struct journal *journal, size_t n)
{
	const char *option = text_of(journal->record[n], "option");

	if (strcmp(journal_type(journal, n), "ask") != 0)
		return NULL;
	for (size_t i = 0; i < sizeof(asides) / sizeof(asides[0]); i++)
		if (strcmp(asides[i].option, option) == 0)
			return asides[i].type;
	return NULL;
}

struct said {
	struct aside_lines *lines;
	int64_t		 at_ms;
	const char	*type;
};

static void
line_print(const struct said *said, const char *step, const char *who,
    const char *text)
{
	json_t *object = json_pack("{s:s,s:I,s:I}", "type", said->type, "seq",
	    (json_int_t)++said->lines->lines->stream.seq, "at_ms",
	    (json_int_t)said->at_ms);

	if (strcmp(said->type, "cancel") == 0) {
		json_object_set_new(object, "step", json_string(step));
		json_object_set_new(object, "who", json_string(who));
	}
	json_object_set_new(object, "text", json_string(text));
	lines_print(object);
}

/* What the journal has until then. */
static void
journal_print(struct aside_lines *lines, int64_t until_ms)
{
	const struct journal *journal = lines->journal;

	for (; lines->next < journal->count; lines->next++) {
		const json_t *record = journal->record[lines->next];
		struct said said = { lines, json_integer_value(
		    json_object_get(record, "at_ms")), type_of(journal,
		    lines->next) };

		if (said.at_ms > until_ms)
			return;
		if (said.type == NULL)
			continue;
		lines->taken += strcmp(said.type, "cancel") == 0;
		line_print(&said, text_of(record, "answer"),
		    text_of(record, "who"), text_of(record, "text"));
	}
}

static void
left_print(void *with, const struct holder *holder, const char *step,
    const char *text)
{
	struct arena arena = { 0 };

	line_print(with, step, holder->who, arena_format(&arena, "%s, from %s",
	    text, holder->host));
	arena_drop(&arena);
}

static void
on_event(struct sink *sink, const struct event *event)
{
	struct aside_lines *lines = (struct aside_lines *)sink;
	struct said said = { lines, event->at_ms, "cancel" };

	journal_print(lines, event->type == EVENT_END ? INT64_MAX :
	    event->at_ms);
	/* The last line is the end. */
	if (event->type == EVENT_END)
		cancelled_each(lines->folder, lines->taken, left_print,
		    &said);
	sink_emit(&lines->lines->sink, event);
}

void
asides_print(const struct journal *journal)
{
	for (size_t n = 0; n < journal->count; n++) {
		const char *type = type_of(journal, n);

		if (type != NULL && strcmp(type, "warning") == 0)
			say("%-10s %s\n", "warned", text_of(
			    journal->record[n], "text"));
	}
}

void
aside_lines_make(struct aside_lines *cancelled, struct lines *lines,
    const struct journal *journal, const char *folder)
{
	*cancelled = (struct aside_lines){ .sink.emit = on_event,
	    .lines = lines, .journal = journal, .folder = folder };
}
