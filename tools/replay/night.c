#include "tools/replay/night.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "tools/file.h"
#include "tools/replay/part.h"
#include "tools/session/folder.h"
#include "tools/ways/recorded_file.h"

enum { FILE_MOST = 1 << 28 };

static bool
is_folder(const char *path)
{
	struct stat is;

	return stat(path, &is) == 0 && S_ISDIR(is.st_mode);
}

static bool
has_word(const struct recorded_line *line, const char *word)
{
	for (size_t i = 0; i < json_array_size(line->words); i++)
		if (strcmp(json_string_value(json_array_get(line->words, i)),
		    word) == 0)
			return true;
	return false;
}

/* Is there a run, and does it say how it was begun? */
static bool
parts_count(struct night *night, struct err *err)
{
	const struct recorded_line *line;

	while ((line = recorded_part(&night->recorded, RECORDED_BEGINS,
	    night->parts + 1)) != NULL) {
		if (strcmp(line->begins, "rehearse") == 0)
			return err_set(err, ERR_UNSUPPORTED, "%.150s is a "
			    "rehearsal: nothing of it was answered by a "
			    "machine", night->path);
		if (night->parts == 0 && strcmp(line->begins, "apply") != 0)
			return err_set(err, ERR_UNSUPPORTED, "%.150s:%u: the "
			    "beginning of the run is not recorded there: it "
			    "is taken up by \"%.20s\"", night->transcript,
			    line->number, line->begins);
		if (line->words == NULL)
			return err_set(err, ERR_UNSUPPORTED, "%.150s:%u: with "
			    "which words \"%.20s\" was begun is not recorded",
			    night->transcript, line->number, line->begins);
		if (night->parts++ == 0 && has_word(line, "plan.json"))
			night->plan = "plan.json";
	}
	return night->parts != 0 || err_set(err, ERR_NOT_A_RUN, "%.150s: no "
	    "run begins there", night->transcript);
}

bool
night_read(struct night *night, const char *path, const char *site,
    struct err *err)
{
	bool folder = is_folder(path);

	night->path = path;
	night->transcript = folder ? folder_path(&night->arena, path,
	    "transcript.jsonl") : path;
	night->site = folder && site == NULL ? folder_path(&night->arena,
	    path, "site.json") : site;
	if (!recorded_open(&night->recorded, NULL, night->transcript, 0,
	    err) || !parts_count(night, err))
		return false;
	if (night->plan != NULL && !folder)
		return err_set(err, ERR_UNSUPPORTED, "%.150s: a saved plan was "
		    "carried out; its run directory has it", path);
	if (night->plan != NULL)
		night->plan = folder_path(&night->arena, path, night->plan);
	return true;
}

void
night_drop(struct night *night)
{
	recorded_drop(&night->recorded);
	arena_drop(&night->arena);
}

static const char *
ending_text(struct night *night, const struct recorded_line *line)
{
	if (line == NULL)
		return "was killed";
	return arena_format(&night->arena, "%s%s%s%s, status %d", line->ends,
	    line->code != NULL ? ": " : "", line->code != NULL ? line->code :
	    "", line->signal != NULL ? " by a signal" : "", line->status);
}

static bool
is_equal(const char *one, const char *other)
{
	return one == NULL || other == NULL ? one == other :
	    strcmp(one, other) == 0;
}

/* As the new run has recorded it, by itself. */
static bool
ending_compare(struct night *night, unsigned part, struct err *err)
{
	const struct recorded_line *was = recorded_part(&night->recorded,
	    RECORDED_ENDS, part), *is;
	struct recorded again;
	bool same = false;

	if (recorded_open(&again, NULL, folder_path(&night->arena, night->run,
	    "transcript.jsonl"), 0, err)) {
		is = recorded_part(&again, RECORDED_ENDS, part);
		same = was == NULL || is == NULL ? was == is :
		    strcmp(was->ends, is->ends) == 0 && is_equal(was->code,
		    is->code) && was->status == is->status;
		if (!same)
			err_set(err, ERR_NOT_AS_RECORDED, "%.60s: %.60s then, "
			    "%.60s now", night->transcript, ending_text(night,
			    was), ending_text(night, is));
	}
	recorded_drop(&again);
	return same;
}

bool
night_play(struct night *night, struct err *err)
{
	for (unsigned part = 1; part <= night->parts; part++)
		if (!part_play(night, part, err) ||
		    !ending_compare(night, part, err))
			return false;
	return true;
}

const char *
night_part_text(struct night *night, unsigned part)
{
	const struct recorded_line *line = recorded_part(&night->recorded,
	    RECORDED_BEGINS, part);
	const char *text = line->begins;
	unsigned count = 0, changes = 0;

	for (size_t n = 0; n < json_array_size(line->words); n++)
		text = arena_format(&night->arena, "%s %s", text,
		    json_string_value(json_array_get(line->words, n)));
	for (unsigned i = 0; i < night->recorded.count; i++) {
		const struct recorded_line *one = &night->recorded.line[i];

		count += one->part == part && one->command != NULL;
		changes += one->part == part && one->command != NULL &&
		    one->change;
	}
	return arena_format(&night->arena, "%s: %s; %u commands, of which %u "
	    "change something", text, ending_text(night, recorded_part(
	    &night->recorded, RECORDED_ENDS, part)), count, changes);
}

static bool
file_keep(struct night *night, const char *path, const char *folder,
    const char *name, struct err *err)
{
	size_t size;
	const char *text = file_read(&night->arena, path, FILE_MOST, &size,
	    err);

	return text != NULL && file_write(folder_path(&night->arena, folder,
	    name), text, err);
}

bool
night_keep(struct night *night, const char *folder, struct err *err)
{
	if (mkdir(folder, 0777) != 0 && errno != EEXIST)
		return err_set(err, ERR_FILE_UNWRITABLE, "%.200s: %s", folder,
		    strerror(errno));
	return file_keep(night, night->site, folder, "site.json", err) &&
	    file_keep(night, night->transcript, folder, "transcript.jsonl",
	    err) && (night->plan == NULL || file_keep(night, night->plan,
	    folder, "plan.json", err));
}
