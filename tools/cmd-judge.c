#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "tools/file.h"
#include "tools/memory.h"
#include "tools/report/lines.h"
#include "tools/say.h"
#include "tools/session/stop.h"
#include "tools/verbs.h"
#include "tools/verdict.h"

/* The progress: printed once a second, on a terminal. */
struct progress {
	time_t		printed;
	bool		terminal;
};

static bool
go_on(void *with, unsigned done, unsigned all)
{
	struct progress *progress = with;
	time_t now = time(NULL);

	if (progress->terminal && now != progress->printed)
		say_to(stderr, "\r%u of %u faults\033[K", done, all);
	progress->printed = now;
	return !stop_asked();
}

static bool
options_judge(const struct options *options, struct err *err)
{
	if (options->operand_count == 0)
		return err_set(err, ERR_USAGE, "judge needs a script");
	return options->faults <= 1 || err_set(err, ERR_USAGE, "--faults needs "
	    "0 or 1: a script is played with one fault at a time");
}

/* The script and its words, as one text. */
static const char *
words_of(struct arena *arena, const struct options *options)
{
	const char *text = options->operand[0];

	for (int i = 1; i < options->operand_count; i++)
		text = arena_format(arena, "%s %s", text,
		    options->operand[i]);
	return text;
}

static int
play(const struct options *options, struct judging *judging)
{
	struct err err = { 0 };
	bool played;

	memory_keep();
	played = judging_play(judging, &err);
	if (((struct progress *)judging->with)->terminal)
		say_to(stderr, "\r\033[K");
	if (!played)
		return err_print(&err);
	if (options->json)
		lines_version("judge");
	verdict_print(options, judging);
	if (options->into != NULL && !verdict_write(judging, options->into,
	    &err))
		return err_print(&err);
	if (judging->interrupted)
		return EXIT_STUCK;
	return judging->findings.count != 0 ? EXIT_NOT_MET : EXIT_OK;
}

int
cmd_judge(const struct options *options)
{
	struct judging *judging = calloc(1, sizeof(*judging));
	struct progress progress = { 0, isatty(STDERR_FILENO) != 0 };
	struct arena arena = { 0 };
	struct site_text site;
	struct err err = { 0 };
	int status;

	if (judging == NULL)
		abort();
	status = options_judge(options, &err) ? site_open(&arena,
	    options->site, &site) : err_print(&err);
	if (status == EXIT_OK) {
		judging->go_on = go_on;
		judging->with = &progress;
		judging->faults = options->faults != 0;
		judging->of.path_only = options->path_only;
		judging->of.story = (struct story_of){ .site = site.path,
		    .script = words_of(&arena, options),
		    .on = options->node != NULL ? options->node : names_text(
		    site.site->names, KIND_NODE, 1),
		    .begin = options->begin.item,
		    .begin_count = options->begin.count };
		status = play(options, judging);
		judging_drop(judging);
	}
	arena_drop(&arena);
	free(judging);
	return status;
}
