#include "tools/verdict.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/visible.h"
#include "core/formats/json/units.h"
#include "tools/file.h"
#include "tools/report/lines.h"
#include "tools/report/text.h"
#include "tools/say.h"

enum { PATH_BYTES = 4096 };

static const char *const ends[SCRIPTED_ENDS] = {
	[SCRIPTED_ENDED] = "ended",
	[SCRIPTED_STOPPED] = "was stopped",
	[SCRIPTED_NODE_GONE] = "went down with its node",
	[SCRIPTED_WAITS] = "waits for what never comes",
	[SCRIPTED_TOO_LONG] = "goes on asking for ever",
};

/* How the undisturbed script has ended, and what it costs. */
static void
plain_print(struct arena *arena, const struct judging *judging)
{
	const struct trial *plain = &judging->plain;
	const struct record *record = &plain->record;
	char span[UNITS_BYTES];

	text_wrap(arena_format(arena, "%s on %s, undisturbed: it %s%s after "
	    "%s; it typed %u line%s, %u of them change%s something",
	    judging->of.story.script, judging->of.story.on,
	    ends[record->script.end], record->script.end != SCRIPTED_ENDED ?
	    "" : arena_format(arena, " with status %d", record->script.status),
	    text_span(plain->ended_ms, span, sizeof(span)),
	    (unsigned)record->lines, plural(record->lines),
	    (unsigned)record->changes, record->changes == 1 ? "s" : ""),
	    2, 0);
	for (uint32_t g = 1; g <= plain->site->guest_count; g++)
		if (plain->guest[g].down_ms != 0)
			say("  guest %s was down %s\n", names_text(
			    plain->site->names, KIND_GUEST, g), text_span(
			    plain->guest[g].down_ms, span, sizeof(span)));
}

/* What a script says of itself when it fails is worth reading. */
static void
printed_print(const struct scripted *script)
{
	if (script->end == SCRIPTED_ENDED && script->status == 0)
		return;
	say("  it printed:\n");
	say_document(stdout, script->printed);
}

static void
finding_print(unsigned n, const struct finding *finding)
{
	unsigned at = say("%3u. %s: ", n, finding_name(finding->kind));

	text_wrap(finding->text, 5, at);
	if (finding->when != NULL)
		text_wrap(finding->when, 10, say("     when "));
	if (finding->count > 1)
		say("     and in %u other case%s\n", finding->count - 1,
		    plural(finding->count - 1));
}

static void
object_print(const struct finding *finding)
{
	json_t *object = json_pack("{s:s,s:s,s:s,s:i}", "type", "found",
	    "finding", finding_name(finding->kind), "text", finding->text,
	    "count", (int)finding->count);

	if (finding->when != NULL)
		json_object_set_new(object, "when", json_string(
		    finding->when));
	if (finding->fault != NULL)
		json_object_set_new(object, "fault", json_string(
		    finding->fault));
	if (finding->after != NULL || finding->after_types != NULL)
		json_object_set_new(object, "after", json_string(
		    finding->after != NULL ? finding->after :
		    finding->after_types));
	lines_print(object);
}

static void
sum_print(const struct options *options, const struct judging *judging)
{
	unsigned count = judging->findings.count;

	if (options->json) {
		lines_print(json_pack("{s:s,s:s,s:i,s:i,s:i,s:b}", "type",
		    "judged", "script", judging->of.story.script, "trials",
		    (int)judging->trials, "changes",
		    (int)judging->plain.record.changes, "findings", (int)count,
		    "interrupted", (int)judging->interrupted));
		return;
	}
	if (count != 0)
		say("\n");
	say("%u finding%s in %u trials\n", count, plural(count),
	    judging->trials);
	if (judging->interrupted)
		say("interrupted: not everything was tried\n");
	else if (!judging->faults)
		say("only undisturbed: --faults 1 lets things go wrong\n");
}

void
verdict_print(const struct options *options, const struct judging *judging)
{
	struct arena arena = { 0 };

	if (!options->json) {
		plain_print(&arena, judging);
		printed_print(&judging->plain.record.script);
	}
	if (!options->json && judging->findings.count != 0)
		say("\n");
	arena_drop(&arena);
	for (uint32_t i = 0; i < judging->findings.count; i++)
		if (options->json)
			object_print(&judging->findings.row[i]);
		else
			finding_print((unsigned)i + 1,
			    &judging->findings.row[i]);
	sum_print(options, judging);
}

/* A scenario's paths are relative to its folder; this one's lie elsewhere. */
static const char *
path_whole(struct arena *arena, const char *path)
{
	char here[PATH_BYTES];

	return *path == '/' || getcwd(here, sizeof(here)) == NULL ? path :
	    arena_format(arena, "%s/%s", here, path);
}

static bool
finding_write(struct arena *arena, const struct judging *judging, unsigned n,
    const char *folder, struct err *err)
{
	const struct finding *finding = &judging->findings.row[n];
	struct story_of of = judging->of.story;
	const struct story story = { .name = finding->text,
	    .why = finding->when != NULL ? arena_format(arena, "When %s.",
	    finding->when) : "Nothing goes wrong.", .fault = finding->fault,
	    .after = finding->after, .after_types = finding->after_types,
	    .after_on = finding->after_on, .expect = finding->expect };
	const char *path = arena_format(arena, "%s/%02u-%s.json", folder,
	    n + 1, finding_name(finding->kind));
	char *text = NULL;
	size_t size;
	FILE *out = open_memstream(&text, &size);
	bool written;

	if (out == NULL)
		abort();
	of.site = path_whole(arena, of.site);
	of.script = path_whole(arena, of.script);
	story_write(out, &of, &story);
	if (ferror(out) != 0 || fclose(out) != 0)
		abort();
	written = file_write(path, text, err);
	free(text);
	return written;
}

bool
verdict_write(const struct judging *judging, const char *folder,
    struct err *err)
{
	struct arena arena = { 0 };
	bool written = mkdir(folder, 0777) == 0 || errno == EEXIST ||
	    err_set(err, ERR_FILE_UNWRITABLE, "%.150s: %s", folder,
	    strerror(errno));

	for (unsigned i = 0; i < judging->findings.count && written; i++)
		written = finding_write(&arena, judging, i, folder, err);
	arena_drop(&arena);
	return written;
}
