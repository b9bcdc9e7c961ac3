/*
 * What a conversion writes on a share: is it there, and complete?
 *
 * It is looked at where the share is mounted: on a node, or on the source.
 */
#include <string.h>

#include "backends/real/questions/conversion.h"
#include "backends/real/questions/readers.h"

/* The share on which the file lies; 0: on none. */
static uint32_t
share_of(const struct asking *asking, const char *path)
{
	for (uint32_t a = 1; a <= asking->site->archive_count; a++) {
		const char *mount = name_text(asking, KIND_FILE,
		    asking->site->archives[a].mount);
		size_t n = strlen(mount);

		if (strncmp(path, mount, n) == 0 && path[n] == '/')
			return a;
	}
	return 0;
}

/* Is the share mounted at that place?  false: that is wanted first. */
static bool
mount_look(struct asking *asking, const struct op *ask, uint32_t place,
    uint32_t share, bool *mounted)
{
	const struct site_archive *archive = &asking->site->archives[share];
	bool lost = false;
	const struct output *output = asking_try(asking, ask, place,
	    LINE_MOUNTS, &lost);

	*mounted = output != NULL && fact_find_two(&output->reading, "mount",
	    (const char *const[]){ "mountpoint", name_text(asking, KIND_FILE,
	    archive->mount), "special", name_text(asking, KIND_TEXT,
	    archive->share) }) != NULL;
	return output != NULL || lost;
}

/* The first place where the share is mounted, of nodes and sources; 0: there is
 * none, or it is not known yet. */
static uint32_t
place_find(struct asking *asking, const struct op *ask, uint32_t share)
{
	const struct site *site = asking->site;
	bool mounted;

	for (uint32_t n = 1; n <= site->node_count + site->source_count;
	    n++) {
		uint32_t source = n > site->node_count ? n - site->node_count :
		    0;

		if (source != 0 && site->sources[source].archive != share)
			continue;
		if (!mount_look(asking, ask, source != 0 ?
		    PLACE_SOURCE | source : n, share, &mounted))
			return 0;
		if (mounted)
			return source != 0 ? PLACE_SOURCE | source : n;
	}
	asking_fail(asking, "%.80s is mounted on no node, and on no source",
	    name_text(asking, KIND_TEXT, site->archives[share].share));
	return 0;
}

/* An archive that is looked at. */
struct looked {
	const struct op	*ask;
	uint32_t	 place;
	int64_t		 size;
};

/* A header of lines, and the body, whose size it has. */
static bool
flar_look(struct asking *asking, const struct looked *looked,
    struct answer *answer)
{
	const struct output *output = asking_output(asking, looked->place,
	    LINE_FLAR, looked->ask);
	const struct fact_row *size;
	int64_t whole;

	if (output == NULL)
		return false;
	size = fact_find(&output->reading, "flash", "name",
	    "files_archived_size");
	if (output->ended.status != 0 || size == NULL || fact_find(
	    &output->reading, "flash-body", NULL, NULL) == NULL)
		return asking_fail(asking, "the header of the archive is not "
		    "understood");
	whole = (int64_t)output->ended.out_size + fact_amount(size, "size");
	answer->state = looked->size == whole ? STATE_COMPLETE :
	    STATE_PARTIAL;
	return looked->size <= whole || asking_fail(asking, "the archive is "
	    "larger than its header says");
}

/* All headers are read; of one that is cut off the end is missing. */
static bool
tar_look(struct asking *asking, const struct looked *looked,
    struct answer *answer)
{
	const struct output *output = asking_output(asking, looked->place,
	    LINE_TAR, looked->ask);

	if (output == NULL)
		return false;
	answer->state = output->ended.status == 0 ? STATE_COMPLETE :
	    STATE_PARTIAL;
	return (output->ended.status == 0 && *output->ended.err == '\0') ||
	    (output->ended.status != 0 && strstr(output->ended.err,
	    "unexpected EOF") != NULL) || asking_fail(asking, "tar: %.100s",
	    output->ended.err);
}

/* Its last line counts the others. */
static bool
sums_look(struct asking *asking, const struct looked *looked,
    struct answer *answer)
{
	const struct reading *last = asking_facts(asking, looked->place,
	    LINE_LAST, looked->ask);

	if (last == NULL)
		return false;
	answer->state = fact_find(last, "sums-end", NULL, NULL) != NULL ?
	    STATE_COMPLETE : STATE_PARTIAL;
	return last->count == 1 && last->strange == 0 ? true :
	    asking_fail(asking, "the end of the checksums is not understood");
}

static const struct {
	const char	*ending;
	bool		(*look)(struct asking *, const struct looked *,
			    struct answer *);
} forms[] = {
	{ ".flar", flar_look }, { ".tar", tar_look }, { ".cksum", sums_look },
};

bool
archive_answer(struct asking *asking, const struct op *ask,
    struct answer *answer)
{
	const char *path = name_text(asking, KIND_FILE, ask->file);
	uint32_t share = share_of(asking, path);
	struct looked looked = { .ask = ask };
	const char *dot = strrchr(path, '.');
	const struct fact_row *fact;

	if (share == 0)
		return asking_fail(asking, "%.80s is on no share", path);
	looked.place = place_find(asking, ask, share);
	if (looked.place == 0 || !file_look(asking, looked.place, ask, &fact))
		return false;
	if (fact == NULL)
		return true;
	looked.size = fact_amount(fact, "size");
	answer->state = STATE_COMPLETE;
	for (size_t i = 0; dot != NULL && i < sizeof(forms) /
	    sizeof(forms[0]); i++)
		if (strcmp(forms[i].ending, dot) == 0)
			return forms[i].look(asking, &looked, answer);
	return true;
}
