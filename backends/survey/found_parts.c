/*
 * The disks, nets and variables of a guest; its pool and its device.
 */
#include <assert.h>
#include <string.h>

#include "backends/survey/founding.h"

enum { KILO = 1024, MEGA = KILO * KILO };

/* The volume that a disk is, on the node of the guest. */
static const struct fact_row *
volume_of(const struct found_site *found, const struct found_guest *guest,
    const struct constraint *disk)
{
	return found_fact_two(survey_reading(found->survey, guest->node,
	    SURVEY_DOMAINS), "volume", (const char *const[]){ "name",
	    disk->volume, "service", disk->service });
}

/* "/zpool_db/db/disk0": pool, file system and file.  false: it is none. */
static bool
path_cut(struct found_site *found, const char *path, const char *part[3])
{
	for (unsigned i = 0; i < 3; i++) {
		size_t n;

		if (*path != '/')
			return false;
		path++;
		n = strcspn(path, "/");
		if (n == 0)
			return false;
		part[i] = arena_text(found->arena, path, n);
		path += n;
	}
	return *path == '\0' && strcmp(part[0], "dev") != 0;
}

/* What a device is that is no file in a pool. */
static const char *
kind_of(const char *path)
{
	static const struct {
		const char	*folder, *kind;
	} kinds[] = {
		{ "/dev/zvol/", "a ZFS volume" }, { "/dev/", "a raw device" },
	};

	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (strncmp(path, kinds[i].folder, strlen(kinds[i].folder)) ==
		    0)
			return kinds[i].kind;
	return "no file of the form /POOL/FILE-SYSTEM/FILE";
}

/* The pool is that of the first disk that is in one, until the cluster says
 * more. */
void
found_guest_pool(struct found_site *found, struct found_guest *guest)
{
	const struct surveyed *one = survey_find(found->survey, guest->node,
	    SURVEY_DEFINITION, guest->item.name);
	const struct constraints *definition = one != NULL ? one->definition :
	    NULL;

	for (unsigned i = 0; definition != NULL && guest->pool == NULL &&
	    i < definition->part_count; i++) {
		const struct constraint *part = &definition->part[i];
		const char *path[3];

		if (part->kind == CONSTRAINT_DISK && path_cut(found,
		    fact_said(volume_of(found, guest, part), "device"), path))
			guest->pool = path[0];
	}
}

static bool
is_good_size(int64_t size)
{
	return size >= MEGA && size % KILO == 0;
}

/* The file is where its pool is; other nodes say that they have none. */
static const struct fact_row *
file_of(const struct found_site *found, const char *path, uint32_t *node)
{
	const struct fact_row *fact = NULL;

	for (*node = 1; *node <= found->nodes; (*node)++) {
		const struct surveyed *one = survey_find(found->survey, *node,
		    SURVEY_FILE, path);

		if (one != NULL && surveyed_answered(one))
			fact = found_fact(&one->output.reading, "file", NULL,
			    NULL);
		if (fact != NULL)
			break;
	}
	return fact;
}

static int64_t
size_of(struct found_site *found, struct found_guest *guest, const char *path)
{
	uint32_t node;
	const struct fact_row *fact = file_of(found, path, &node);

	if (fact == NULL) {
		found_lack(found, &guest->item, FOUND_BARE, arena_format(
		    found->arena, "size of %s", path), found_why(found, 0,
		    SURVEY_FILE, path));
		return FOUND_UNKNOWN;
	}
	if (*fact_word(fact, "mode") != '-' || !is_good_size(fact_amount(fact,
	    "size")))
		found_lessen(found, &guest->item, FOUND_BARE, "%s is no file "
		    "with a size of whole KB: %s: ls -ld", path,
		    found->node[node].item.name);
	return fact_amount(fact, "size");
}

static void
disk_append(struct found_site *found, struct found_guest *guest,
    struct found_disk disk)
{
	struct found_disk **end = &guest->disk;

	while (*end != NULL)
		end = &(*end)->next;
	*end = arena_take(found->arena, 1, sizeof(**end));
	**end = disk;
}

/* All files of a guest are in one file system. */
static void
file_fits(struct found_site *found, struct found_guest *guest, const char *path,
    const char *const part[3])
{
	if (guest->filesystem == NULL)
		guest->filesystem = part[1];
	if (strcmp(guest->pool, part[0]) != 0 ||
	    strcmp(guest->filesystem, part[1]) != 0)
		found_lessen(found, &guest->item, FOUND_BARE, "%s is not in "
		    "the file system /%s/%s of its other disks", path,
		    guest->pool, guest->filesystem);
}

static void
disk_add(struct found_site *found, struct found_guest *guest,
    const struct constraint *part)
{
	const struct fact_row *volume = volume_of(found, guest, part);
	const char *path = found_text(volume, "device"), *cut[3];

	if (path == NULL) {
		found_lessen(found, &guest->item, FOUND_BARE, "volume %s@%s of "
		    "its disk %s is not there: %s", part->volume,
		    part->service, part->name, found_from(found, guest->node,
		    SURVEY_DOMAINS));
		return;
	}
	if (!path_cut(found, path, cut)) {
		found_lessen(found, &guest->item, FOUND_BARE, "its disk %s is "
		    "%s, %s, which the site file cannot say", part->name,
		    kind_of(path), path);
		return;
	}
	if (!fact_is(volume, "domain", "primary"))
		found_lessen(found, &guest->item, FOUND_BARE, "its disk %s "
		    "comes from %s, a second service domain, which the site "
		    "file cannot say", part->name, fact_word(volume,
		    "domain"));
	file_fits(found, guest, path, cut);
	disk_append(found, guest, (struct found_disk){ .name = part->name,
	    .volume = part->volume, .vds = part->service, .file = cut[2],
	    .options = found_text(volume, "options"),
	    .size = size_of(found, guest, path) });
}

/* In the definition an address may be any, but the domain has one. */
static void
net_add(struct found_site *found, struct found_guest *guest,
    const struct constraint *part)
{
	struct found_net **end = &guest->net;

	while (*end != NULL)
		end = &(*end)->next;
	*end = arena_take(found->arena, 1, sizeof(**end));
	**end = (struct found_net){ .name = part->name, .vsw = part->service,
	    .mac = part->mac };
}

static void
variable_add(struct found_site *found, struct found_guest *guest,
    const struct constraint *part)
{
	if (found_is_text(part->value))
		found_pair(found, &guest->variable, part->name, part->value);
	else
		found_lessen(found, &guest->item, FOUND_FOREIGN, "its variable "
		    "%s has a value that the site file cannot say",
		    part->name);
}

void
found_parts(struct found_site *found, struct found_guest *guest,
    const struct constraints *definition)
{
	assert(guest->node != 0);
	for (unsigned i = 0; i < definition->part_count; i++) {
		const struct constraint *part = &definition->part[i];

		if (part->kind == CONSTRAINT_DISK)
			disk_add(found, guest, part);
		else if (part->kind == CONSTRAINT_NET)
			net_add(found, guest, part);
		else
			variable_add(found, guest, part);
	}
	if (guest->disk == NULL)
		found_lessen(found, &guest->item, FOUND_BARE, "it has no disk "
		    "in a pool");
}

/* The slice in which a path ends: "d14s6". */
static const char *
slice_cut(struct found_site *found, const char *path, uint32_t *slice)
{
	size_t n = strlen(path);

	*slice = FOUND_SLICE;
	if (n < 3 || path[n - 2] != 's' || path[n - 1] < '0' ||
	    path[n - 1] > '7')
		return path;
	*slice = (uint32_t)(path[n - 1] - '0');
	return arena_text(found->arena, path, n - 2);
}

/* Of a pool with one device, that; NULL: it has several, or none is known. */
static const char *
leaf_of(const struct found_site *found, const char *pool)
{
	static const enum survey_line lines[] = { SURVEY_HEALTH,
	    SURVEY_IMPORTABLE };
	const char *leaf = NULL;

	for (uint32_t i = 0; i < 2 * found->nodes; i++) {
		const struct reading *reading = survey_reading(found->survey,
		    1 + i % found->nodes, lines[i / found->nodes]);
		const struct fact_row *fact;

		for (uint32_t at = 0; (fact = found_next(reading, &at,
		    "pool-device")) != NULL; ) {
			const char *name = fact_word(fact, "name");

			if (!fact_is(fact, "pool", pool) ||
			    strcmp(name, pool) == 0)
				continue;
			if (leaf != NULL && strcmp(leaf, name) != 0)
				return NULL;
			leaf = name;
		}
	}
	return leaf;
}

static void
device_set(struct found_site *found, struct found_guest *guest)
{
	const char *leaf = leaf_of(found, guest->pool);
	struct found_device *device;
	uint32_t slice;

	assert(guest->pool != NULL);
	if (leaf == NULL) {
		found_lack(found, &guest->item, FOUND_BARE, arena_format(
		    found->arena, "the one device of pool %s", guest->pool),
		    found_why(found, guest->node, SURVEY_HEALTH, NULL));
		return;
	}
	device = found_device_of(found, slice_cut(found, leaf, &slice));
	if (device == NULL || device->item.as != FOUND_WHOLE) {
		found_lessen(found, &guest->item, FOUND_BARE, "pool %s is on "
		    "%s, which is no shared device of this file", guest->pool,
		    leaf);
		return;
	}
	guest->device = device->item.name;
	device->slice = slice;
}

/* A pool goes where its guest goes: it is one guest's. */
static void
pool_alone(struct found_site *found, struct found_guest *guest)
{
	for (struct found_guest *other = found->guest; other != NULL;
	    other = other->next)
		if (other != guest && other->pool != NULL &&
		    strcmp(other->pool, guest->pool) == 0)
			found_lessen(found, &guest->item, FOUND_BARE, "its "
			    "pool %s is that of %s, too, which the site file "
			    "cannot say", guest->pool, other->item.name);
}

void
found_pools(struct found_site *found)
{
	for (struct found_guest *guest = found->guest; guest != NULL;
	    guest = guest->next) {
		const char *pools = guest->storage != NULL ? found_property(
		    found, guest->group, guest->storage, "Zpools") : "";

		if (guest->pool == NULL || guest->item.as > FOUND_FOREIGN)
			continue;
		if (*pools != '\0' && strcmp(pools, guest->pool) != 0)
			found_lessen(found, &guest->item, FOUND_FOREIGN, "its "
			    "disks are in %s, and %s has %s", guest->pool,
			    guest->storage, pools);
		device_set(found, guest);
		pool_alone(found, guest);
	}
}
