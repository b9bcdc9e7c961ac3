#include "tools/campaign/reported.h"

#include <stdio.h>
#include <string.h>

#include "tools/campaign/begun.h"
#include "tools/campaign/table.h"
#include "tools/report/lines.h"
#include "tools/say.h"

static const char *
text_of(const json_t *record, const char *key)
{
	const char *text = json_string_value(json_object_get(record, key));

	return text != NULL ? text : "";
}

static void
head_print(const struct begun *begun)
{
	static const char *const words[] = { "job", "mode", "program", "who",
	    "host", "time" };

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		say("%-10s %s\n", words[i], text_of(begun->journal.record[0],
		    words[i]));
}

static void
choices_print(const struct begun *begun, const char *path)
{
	for (size_t i = 1; i < begun->journal.count; i++) {
		const json_t *record = begun->journal.record[i];
		const char *type = journal_type(&begun->journal, i);

		if (strcmp(type, "choice") == 0)
			say("\n%s  %s\n    %s\n    domferry report %s/%s\n",
			    text_of(record, "run"), text_of(record, "job"),
			    text_of(record, "why"), path, text_of(record,
			    "run"));
		else if (strcmp(type, "ending") == 0)
			say("    %s%s%s\n", text_of(record, "ending"),
			    *text_of(record, "text") != '\0' ? ": " : "",
			    text_of(record, "text"));
		else if (strcmp(type, "end") == 0)
			say("\n%s%s%s\n", text_of(record, "ending"),
			    *text_of(record, "text") != '\0' ? ": " : "",
			    text_of(record, "text"));
	}
}

/* One that has no end was interrupted. */
static int
status_of(const struct begun *begun)
{
	const json_t *last = begun->journal.record[begun->journal.count - 1];

	return begun->ended ? (int)json_integer_value(json_object_get(last,
	    "exit")) : EXIT_STUCK;
}

static void
print(const struct begun *begun, const char *path)
{
	head_print(begun);
	choices_print(begun, path);
	say("\n");
	table_truth(begun->site.site, begun->moves, begun->count);
	if (!begun->ended || begun->ending == STUCK)
		say("# to go on with it\ndomferry resume %s\n", path);
}

static void
stream(const struct begun *begun)
{
	lines_version("report");
	for (size_t i = 0; i < begun->journal.count; i++)
		lines_print(json_incref(begun->journal.record[i]));
}

bool
reported_print(struct arena *arena, const char *path, bool json, int *status,
    struct err *err)
{
	struct begun begun = { .count = 0 };
	bool read = begun_read(arena, path, &begun, err);

	if (read && json)
		stream(&begun);
	else if (read)
		print(&begun, path);
	if (read)
		*status = status_of(&begun);
	journal_drop(&begun.journal);
	return read;
}
