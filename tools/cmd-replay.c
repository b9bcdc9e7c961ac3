/*
 * replay: a recorded run, played again against its transcript.
 */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tools/file.h"
#include "tools/replay/night.h"
#include "tools/say.h"
#include "tools/session/folder.h"
#include "tools/verbs.h"

/* The run directory has files only. */
static void
folder_remove(struct arena *arena, const char *path)
{
	DIR *folder = opendir(path);
	struct dirent *entry;

	while (folder != NULL && (entry = readdir(folder)) != NULL)
		unlink(folder_path(arena, path, entry->d_name));
	if (folder != NULL)
		closedir(folder);
	rmdir(path);
}

/* Where nobody named one. */
static const char *
folder_make_own(struct arena *arena, struct err *err)
{
	const char *tmp = getenv("TMPDIR");
	char *path = arena_format(arena, "%s/domferry-replay-XXXXXX",
	    tmp != NULL && *tmp != '\0' ? tmp : "/tmp");

	if (mkdtemp(path) != NULL)
		return path;
	err_set(err, ERR_FILE_UNWRITABLE, "%.200s: a folder cannot be made",
	    path);
	return NULL;
}

static void
parts_say(struct night *night)
{
	for (unsigned part = 1; part <= night->parts; part++)
		say("as recorded  %s\n", night_part_text(night, part));
}

static int
played(struct night *night, const struct options *options)
{
	const char *into = options->into;
	struct err err = { 0 };

	if (!night_play(night, &err) ||
	    (into != NULL && !night_keep(night, into, &err)))
		return err_print(&err);
	parts_say(night);
	if (into != NULL)
		say("kept         domferry replay %s\n", into);
	return EXIT_OK;
}

static int
replay(struct night *night, const struct options *options, const char *path)
{
	struct err err = { 0 };
	const char *own = NULL;
	int status;

	night->shown = options->verbose;
	night->run = options->run;
	if (!night_read(night, path, options->site, &err))
		return err_print(&err);
	if (night->run == NULL) {
		own = folder_make_own(&night->arena, &err);
		if (own == NULL)
			return err_print(&err);
		night->run = folder_path(&night->arena, own, "run");
	}
	status = played(night, options);
	if (own != NULL) {
		folder_remove(&night->arena, night->run);
		rmdir(own);
	}
	return status;
}

static bool
is_used_well(const struct options *options, struct err *err)
{
	if (options->operand_count == 0)
		return err_set(err, ERR_USAGE, "replay needs a run directory, "
		    "or a transcript");
	return options->operand_count == 1 || (options->run == NULL &&
	    options->into == NULL) || err_set(err, ERR_USAGE, "--run and "
	    "--into are of one run, and %d are named",
	    options->operand_count);
}

int
cmd_replay(const struct options *options)
{
	struct err err = { 0 };
	int status = EXIT_OK;

	if (!is_used_well(options, &err))
		return err_print(&err);
	for (int i = 0; i < options->operand_count; i++) {
		struct night night = { .path = NULL };
		int one = replay(&night, options, options->operand[i]);

		night_drop(&night);
		if (status == EXIT_OK)
			status = one;
	}
	return status;
}
