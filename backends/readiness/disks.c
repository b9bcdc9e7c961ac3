/*
 * The disks of a guest: the volumes behind them, and their files.
 */
#include <string.h>

#include "backends/readiness/disks.h"
#include "backends/readiness/subjects.h"

/* A disk of the guest, and the volume behind it at a node. */
struct backing {
	const struct fact_row *disk, *volume;
	const char	*path;		/* of the volume; "": it has none */
};

/* The path with single slashes. */
static const char *
single(struct arena *arena, const char *path)
{
	char *text = arena_text(arena, path, strlen(path)), *to = text;

	for (const char *from = text; *from != '\0'; from++)
		if (from[0] != '/' || from[1] != '/')
			*to++ = *from;
	*to = '\0';
	return text;
}

/* The list of a node names as many disks as the definition, so none is left
 * out. */
static const struct surveyed *
disks_listed(struct judging *judging)
{
	const struct surveyed *one = home(judging);
	const struct surveyed *whole = one != NULL ? survey_find(
	    judging->survey, judging->at, SURVEY_DEFINITION,
	    guest_of(judging)) : NULL;
	unsigned listed = 0, defined = 0;

	for (uint32_t i = 0; one != NULL && i < one->output.reading.count; i++)
		listed += strcmp(one->output.reading.fact[i].kind,
		    "vdisk") == 0 && fact_is(&one->output.reading.fact[i],
		    "domain", guest_of(judging));
	if (whole == NULL || whole->definition == NULL) {
		lacks(judging, "its definition was not read, so how many disks "
		    "it has is not known");
		return one;
	}
	for (unsigned i = 0; i < whole->definition->part_count; i++)
		defined += whole->definition->part[i].kind == CONSTRAINT_DISK;
	if (listed != defined || listed == 0)
		lacks(judging, "%u disks are listed, and %u defined", listed,
		    defined);
	return one;
}

/* "volume@service". */
static struct which
volume_which(const struct judging *judging, const struct fact_row *disk)
{
	const char *volume = fact_word(disk, "volume");
	size_t n = strcspn(volume, "@");

	return which_two("name", n != 0 ? arena_text(judging->arena, volume,
	    n) : "", "service", volume[n] == '@' ? volume + n + 1 : "");
}

/* The volume of that disk at a node; NULL: it is missing. */
static const struct fact_row *
volume_said(struct judging *judging, uint32_t node,
    const struct fact_row *disk)
{
	return said(judging, node, SURVEY_DOMAINS, "volume",
	    volume_which(judging, disk));
}

/* The next disk of the guest with the volume behind it; both are quoted. */
static bool
each_backing(struct judging *judging, const struct surveyed *one, uint32_t *n,
    struct backing *backing)
{
	const struct reading *all = &one->output.reading;

	for (; *n < all->count; *n += 1) {
		const struct fact_row *fact = &all->fact[*n];

		if (fact->why != NULL || strcmp(fact->kind, "vdisk") != 0 ||
		    !fact_is(fact, "domain", guest_of(judging)))
			continue;
		quote(judging, one, fact);
		backing->disk = fact;
		backing->volume = volume_said(judging, judging->at, fact);
		backing->path = single(judging->arena,
		    fact_said(backing->volume, "device"));
		*n += 1;
		return true;
	}
	return false;
}

/* What lies outside its pool stays behind when the pool goes. */
void
inside_judge(struct judging *judging)
{
	const char *pool = arena_format(judging->arena, "/%s/",
	    name_of(judging, KIND_POOL, row_of(judging)->pool));
	const struct surveyed *one = disks_listed(judging);
	const char *outside = NULL;
	struct backing backing;
	uint32_t n = 0;

	while (one != NULL && each_backing(judging, one, &n, &backing))
		if (backing.volume != NULL && strncmp(backing.path, pool,
		    strlen(pool)) != 0)
			outside = arena_format(judging->arena, "%s is %s",
			    fact_word(backing.disk, "name"), backing.path);
	if (outside != NULL)
		fails(judging, "%s, which is not in its pool", outside);
	else
		decide(judging, true, "all its disks are in %s", pool);
}

void
disk_files_judge(struct judging *judging)
{
	const struct surveyed *one = disks_listed(judging);
	const char *gone = NULL;
	struct backing backing;
	uint32_t n = 0;

	while (one != NULL && each_backing(judging, one, &n, &backing)) {
		const char *path = fact_said(backing.volume, "device");

		if (backing.volume == NULL)
			continue;
		if (said_no_file(judging, judging->at, SURVEY_FILE, path))
			gone = path;
		else
			said_about(judging, judging->at, SURVEY_FILE, path,
			    "file");
	}
	if (gone != NULL)
		fails(judging, "%s is not there", gone);
	else
		decide(judging, true, "each disk has its file at "
		    "%s", node_of(judging, judging->at));
}

/* How the volume at the other node differs, or NULL. */
static const char *
difference(struct judging *judging, const struct backing *here,
    const struct fact_row *there)
{
	static const char *const keys[] = { "options", "mpgroup" };
	const char *path = single(judging->arena, fact_said(there, "device"));

	if (there == NULL || here->volume == NULL)
		return NULL;
	if (strcmp(path, here->path) != 0)
		return arena_format(judging->arena, "%s is %s, and there %s",
		    fact_word(there, "name"), here->path, path);
	for (int i = 0; i < 2; i++)
		if (strcmp(fact_word(there, keys[i]), fact_word(here->volume,
		    keys[i])) != 0)
			return arena_format(judging->arena, "%s differs there "
			    "in its %s", fact_word(there, "name"), keys[i]);
	return NULL;
}

/* Of a target: the guest finds the same volumes there. */
void
volumes_judge(struct judging *judging)
{
	const struct surveyed *one = disks_listed(judging);
	const char *differs = NULL;
	struct backing backing;
	uint32_t n = 0;

	while (one != NULL && each_backing(judging, one, &n, &backing)) {
		const char *how = said_absent(judging, judging->node,
		    SURVEY_DOMAINS, "volume", volume_which(judging,
		    backing.disk)) ? arena_format(judging->arena,
		    "%s is not there", fact_word(backing.disk, "volume")) :
		    difference(judging, &backing, volume_said(judging,
		    judging->node, backing.disk));

		differs = how != NULL ? how : differs;
	}
	if (differs != NULL)
		fails(judging, "%s", differs);
	else
		decide(judging, true, "the same volumes as at %s",
		    node_of(judging, judging->at));
}

/* A file system that is not mounted leaves a plain folder on the root disk, in
 * which files may be, too. */
void
mounted_judge(struct judging *judging)
{
	const char *name = name_of(judging, KIND_FILE,
	    row_of(judging)->filesystem);
	const struct surveyed *one = disks_listed(judging);
	const struct fact_row *mount = one != NULL ? said(judging,
	    judging->at, SURVEY_MOUNTED, "filesystem", which("special",
	    name)) : NULL;
	const char *folder = fact_said(mount, "mountpoint"), *other = NULL;
	struct backing backing;
	uint32_t n = 0;

	while (one != NULL && mount != NULL && each_backing(judging, one, &n,
	    &backing))
		if (strncmp(backing.path, folder, strlen(folder)) != 0 ||
		    backing.path[strlen(folder)] != '/')
			other = backing.path;
	if (other != NULL)
		fails(judging, "%s is not on %s", other, name);
	else
		decide(judging, true, "%s is mounted on %s, with all disks",
		    name, folder);
}
