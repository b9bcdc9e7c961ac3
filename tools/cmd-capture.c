/*
 * capture: what the nodes of a live site answer, as one file; and what has
 * changed between two of them.
 */
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "tools/capture/bundle_file.h"
#include "tools/capture/bundled.h"
#include "tools/capture/changed.h"
#include "tools/capture/clocked.h"
#include "tools/live/looked.h"
#include "tools/live/named.h"
#include "tools/report/lines.h"
#include "tools/say.h"
#include "tools/verbs.h"

static int
refused(const char *why)
{
	say_to(stderr, "domferry: usage: %s\n        domferry capture "
	    "[NODE...] -w FILE, domferry capture --diff OLD NEW\n", why);
	return EXIT_USAGE;
}

static const char *
time_of_day(struct arena *arena)
{
	time_t now = time(NULL);
	struct tm tm = { 0 };
	char text[32];

	gmtime_r(&now, &tm);
	strftime(text, sizeof(text), "%Y-%m-%dT%H:%M:%SZ", &tm);
	return arena_text(arena, text, strlen(text));
}

/* Through a reach that notes the times. */
static void
capture_ask(struct looked *looked, const struct options *options,
    struct bundle *bundle)
{
	const char *at = time_of_day(&looked->arena);
	struct clocked clocked;

	clocked_make(&clocked, looked->reach, !options->json &&
	    isatty(STDERR_FILENO) != 0);
	looked->reach = &clocked.reach;
	looked_ask(looked, FOR_CAPTURE);
	looked->reach = clocked.below;
	bundled_make(&looked->arena, &looked->survey, bundle);
	bundle->at = at;
	clocked_put(&clocked, bundle);
	clocked_drop(&clocked);
}

/* What a bundle lacks: a command that has failed is an answer, too. */
struct lacks {
	unsigned	 asked[SITE_NODES + 1], lost[SITE_NODES + 1];
	const char	*why[SITE_NODES + 1];	/* the first time */
	unsigned	 all;		/* answers */
	unsigned	 silent;	/* nodes that have answered nothing */
};

static void
lacks_count(const struct bundle *bundle, struct lacks *lacks)
{
	*lacks = (struct lacks){ .all = 0 };
	for (uint32_t i = 0; i < bundle->count; i++) {
		const struct bundle_answer *answer = &bundle->answer[i];
		uint32_t n = answer->node;

		lacks->asked[n]++;
		if (!answer->lost)
			continue;
		if (lacks->lost[n]++ == 0)
			lacks->why[n] = answer->why;
		lacks->all++;
	}
	for (uint32_t n = 1; n <= bundle->nodes; n++)
		lacks->silent += lacks->lost[n] == lacks->asked[n];
}

static void
lacks_say(const struct bundle *bundle, const struct lacks *lacks, FILE *out)
{
	for (uint32_t n = 1; n <= bundle->nodes; n++) {
		if (lacks->lost[n] == 0)
			continue;
		if (lacks->lost[n] == lacks->asked[n])
			say_to(out, "%s does not answer", bundle->node[n]);
		else
			say_to(out, "%s has not answered %u of %u commands",
			    bundle->node[n], lacks->lost[n], lacks->asked[n]);
		say_to(out, *lacks->why[n] != '\0' ? ": %s\n" : "%s\n",
		    lacks->why[n]);
	}
}

static void
captured_say(const struct options *options, const struct bundle *bundle,
    const struct lacks *lacks, size_t size)
{
	bool is_output = strcmp(options->write, "-") == 0;
	FILE *out = is_output ? stderr : stdout;

	if (options->json) {
		lines_version("capture");
		lines_print(json_pack("{s:s,s:I,s:I,s:I,s:I,s:s}", "type",
		    "captured", "nodes", (json_int_t)bundle->nodes,
		    "commands", (json_int_t)bundle->count, "unanswered",
		    (json_int_t)lacks->all, "bytes",
		    (json_int_t)size, "digest", bundle->digest));
		return;
	}
	lacks_say(bundle, lacks, out);
	say_to(out, "%s%s%u node%s, ", is_output ? "" : options->write,
	    is_output ? "" : ": ", (unsigned)bundle->nodes,
	    plural(bundle->nodes));
	say_to(out, "%u command%s, %u not answered, %u bytes\n%s\n",
	    (unsigned)bundle->count, plural(bundle->count), lacks->all,
	    (unsigned)size, bundle->digest);
}

static int
capture_write(struct looked *looked, const struct options *options)
{
	struct bundle bundle;
	struct err err = { 0 };
	struct lacks lacks;
	size_t size;

	capture_ask(looked, options, &bundle);
	lacks_count(&bundle, &lacks);
	if (lacks.silent == bundle.nodes) {
		lacks_say(&bundle, &lacks, stderr);
		err_set(&err, ERR_NO_ANSWER, "no node has answered anything: "
		    "%.150s is not written", options->write);
		return err_print(&err);
	}
	if (options->operand_count == 0) {
		bundle.has_site = true;
		bundle.site = (struct bundle_bytes){ looked->site.text,
		    looked->site.size };
	}
	if (!bundle_save(&bundle, options->write, &size, &err))
		return err_print(&err);
	captured_say(options, &bundle, &lacks, size);
	return ways_status(&looked->ways, lacks.silent == 0 ? EXIT_OK :
	    EXIT_UNKNOWN, true);
}

static int
capture(const struct options *options)
{
	struct looked looked;
	struct err err = { 0 };
	int status;

	if (options->write == NULL)
		return refused("capture needs -w FILE");
	if (options->exit_code)
		return refused("--exit-code is for --diff");
	if (options->json && strcmp(options->write, "-") == 0)
		return refused("--json and -w - both want standard output");
	if (options->operand_count != 0 && options->site != NULL)
		return refused("the nodes are those of SITE, or those that are "
		    "named");
	if (!bundle_may_save(options->write, &err))
		return err_print(&err);
	status = options->operand_count != 0 ? looked_named(&looked, options) :
	    looked_open(&looked, options);
	if (status == EXIT_OK)
		status = capture_write(&looked, options);
	looked_drop(&looked);
	return status;
}

/* A capture, as its surveys say when it was made. */
static const char *
name_of(struct arena *arena, const char *path, const struct bundle *bundle)
{
	return *bundle->at == '\0' ? path : arena_format(arena, "%s (%s)",
	    path, bundle->at);
}

static int
diff_print(struct arena *arena, const struct options *options,
    const struct bundle bundle[2])
{
	struct survey survey[2];
	struct changes changes;

	for (int i = 0; i < 2; i++)
		bundled_survey(&bundle[i], &survey[i]);
	changes_make(arena, &survey[0], &survey[1], &changes);
	if (options->json)
		changed_lines(&changes);
	else
		changed_print(&changes, name_of(arena, options->operand[0],
		    &bundle[0]), name_of(arena, options->operand[1],
		    &bundle[1]));
	for (int i = 0; i < 2; i++)
		survey_drop(&survey[i]);
	return changes.count != 0 && options->exit_code ? EXIT_DIFFERS :
	    EXIT_OK;
}

static int
diff(const struct options *options)
{
	struct arena arena = { 0 };
	struct bundle bundle[2];
	struct err err = { 0 };
	int status;

	if (options->operand_count != 2)
		return refused("--diff needs two captures");
	if (bundle_open(&arena, options->operand[0], &bundle[0], &err) &&
	    bundle_open(&arena, options->operand[1], &bundle[1], &err))
		status = diff_print(&arena, options, bundle);
	else
		status = err_print(&err);
	arena_drop(&arena);
	return status;
}

int
cmd_capture(const struct options *options)
{
	return options->diff ? diff(options) : capture(options);
}
