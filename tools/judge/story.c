#include "tools/judge/story.h"

#include <string.h>

#include "tools/report/lines.h"
#include "tools/say.h"

static void
member(FILE *out, const char *key, const char *value)
{
	say_to(out, "  \"%s\": ", key);
	lines_string_to(out, value);
	say_to(out, ",\n");
}

static void
begin_write(FILE *out, const struct story_of *of)
{
	unsigned bare = of->begin_count != 0 &&
	    strcmp(of->begin[0], "bare") == 0;

	if (bare != 0)
		say_to(out, "  \"change\": { \"now\": \"bare\" },\n");
	if (of->begin_count == bare)
		return;
	say_to(out, "  \"begin\": [ ");
	for (unsigned i = bare; i < of->begin_count; i++) {
		say_to(out, i == bare ? "" : ", ");
		lines_string_to(out, of->begin[i]);
	}
	say_to(out, " ],\n");
}

static void
entry(FILE *out, const char *key, const char *value)
{
	say_to(out, "    { \"%s\": ", key);
	lines_string_to(out, value);
}

static void
script_write(FILE *out, const struct story_of *of)
{
	entry(out, "script", of->script);
	say_to(out, ", \"on\": ");
	lines_string_to(out, of->on);
	say_to(out, " }");
}

/* What happens when the script is over, after a comma if it was played. */
static void
after_write(FILE *out, const struct story *story)
{
	say_to(out, story->scriptless ? "" : ",\n");
	entry(out, "wait", "1h");
	say_to(out, " },\n");
	if (story->after != NULL) {
		entry(out, "fault", story->after);
	} else {
		entry(out, "type", story->after_types);
		say_to(out, ", \"on\": ");
		lines_string_to(out, story->after_on);
	}
	say_to(out, " },\n");
	entry(out, "wait", "1h");
	say_to(out, " }");
}

static void
happens_write(FILE *out, const struct story_of *of, const struct story *story)
{
	bool later = story->after != NULL || story->after_types != NULL;

	if (story->fault != NULL) {
		entry(out, "fault", story->fault);
		say_to(out, " },\n");
	}
	if (!story->scriptless)
		script_write(out, of);
	if (later) {
		after_write(out, story);
	} else if (story->scriptless) {
		entry(out, "wait", "1h");
		say_to(out, " }");
	}
}

void
story_write(FILE *out, const struct story_of *of, const struct story *story)
{
	say_to(out, "{\n");
	member(out, "scenario", story->name);
	member(out, "why", story->why);
	member(out, "site", of->site);
	begin_write(out, of);
	say_to(out, "  \"do\": [\n");
	happens_write(out, of, story);
	say_to(out, "\n  ],\n  \"expect\": [");
	if (story->expect != NULL) {
		say_to(out, " ");
		lines_string_to(out, story->expect);
		say_to(out, " ");
	}
	say_to(out, "]\n}\n");
}
