#include "tools/shell/shown.h"

#include <stdlib.h>
#include <string.h>

#include "backends/sim/present.h"
#include "backends/sim/shell/catalogue.h"

enum { PLACE_BYTES = 128, SLICES = 8 };

static const char client[] = "/.domferry/client";

struct building {
	struct presence	 presence;
	struct shown_list *shown;
	const struct site *site;
};

static struct shown *
add(struct shown_list *shown, enum shown_kind kind, const char *path)
{
	struct shown *one;

	if (shown->count == shown->capacity) {
		shown->capacity = shown->capacity * 2 + 64;
		shown->list = realloc(shown->list, shown->capacity *
		    sizeof(*shown->list));
		if (shown->list == NULL)
			abort();
	}
	one = &shown->list[shown->count++];
	*one = (struct shown){ .kind = kind, .path = path };
	return one;
}

static struct shown *
link_add(struct shown_list *shown, const char *path, const char *to)
{
	struct shown *one = add(shown, SHOWN_LINK, path);

	one->text = to;
	return one;
}

/* The name of a place, which is that of its root. */
static const char *
place_text(struct building *building, uint32_t place)
{
	char text[PLACE_BYTES];

	site_place(building->site->names, place, text, sizeof(text));
	return arena_text(&building->shown->arena, text, strlen(text));
}

static bool
is_node(const struct present *present, uint32_t n)
{
	return (present->nodes & (uint64_t)1 << n) != 0;
}

/* 0: none. */
static uint32_t
first_node(const struct building *building, const struct present *present)
{
	uint32_t n = 1;

	while (n <= building->site->node_count && !is_node(present, n))
		n++;
	return n <= building->site->node_count ? n : 0;
}

static void
pool_add(struct building *building, const struct present *present)
{
	struct shown_list *shown = building->shown;
	const char *path = arena_format(&shown->arena, ".domferry/pools/%s",
	    present->path);

	add(shown, SHOWN_FOLDER, path);
	for (uint32_t n = 1; n <= building->site->node_count; n++)
		if (is_node(present, n))
			link_add(shown, arena_format(&shown->arena, "%s/%s",
			    place_text(building, n), present->path),
			    arena_format(&shown->arena, "/%s", path));
}

/* Two shares may be mounted on one folder, one at a time. */
static void
share_add(struct building *building, const struct present *present)
{
	struct arena *arena = &building->shown->arena;
	const char *place = place_text(building, present->place);
	const char *own = arena_format(arena, ".domferry/own/%s%s", place,
	    present->path);
	const char *path = arena_format(arena, "%s%s", place, present->path);
	const char *to = present->share == 0 ? own : arena_format(arena,
	    ".domferry/shares/%u", (unsigned)present->share);
	struct shown_list *shown = building->shown;

	add(shown, SHOWN_FOLDER, to);
	to = arena_format(arena, "/%s", to);
	for (uint32_t i = 0; i < shown->count; i++)
		if (strcmp(shown->list[i].path, path) == 0) {
			if (present->share != 0)
				shown->list[i].text = to;
			return;
		}
	link_add(shown, path, to);
}

static void
device_add(struct building *building, const struct present *present)
{
	static const char *const kinds[] = { "dsk", "rdsk" };
	struct arena *arena = &building->shown->arena;
	const char *disk = arena_format(arena, ".domferry/disks/%s",
	    present->path);
	struct shown *one = add(building->shown, SHOWN_DISK, disk);

	one->name = arena_format(arena, "/dev/did/rdsk/%s", present->path);
	one->size = present->size;
	for (uint32_t n = 1; n <= building->site->node_count; n++)
		for (unsigned i = 0; is_node(present, n) && i < 2 * SLICES;
		    i++)
			link_add(building->shown, arena_format(arena,
			    "%s/dev/did/%s/%ss%u", place_text(building, n),
			    kinds[i % 2], present->path, i / 2),
			    arena_format(arena, "/%s", disk));
}

/* A copy of one of the site's programs is one. */
static bool
is_program(const struct present *present)
{
	const char *slash = strrchr(present->path, '/');

	return present->kind == PRESENT_FILE && present->text == NULL &&
	    present->pool == 0 && slash != NULL && catalogue_has(slash + 1);
}

static void
file_put(struct building *building, const struct present *present,
    const char *path, uint32_t place)
{
	static const enum shown_kind kinds[] = {
		[PRESENT_FOLDER] = SHOWN_FOLDER, [PRESENT_FILE] = SHOWN_FILE,
		[PRESENT_NONE] = SHOWN_NONE,
	};
	struct arena *arena = &building->shown->arena;
	struct shown *one = is_program(present) ? link_add(building->shown,
	    path, client) : add(building->shown,
	    kinds[present->kind], path);

	one->name = arena_text(arena, present->path, strlen(present->path));
	one->place = place;
	one->in_pool = present->pool != 0;
	if (one->kind != SHOWN_FILE)
		return;
	one->size = present->size;
	if (present->text != NULL)
		one->text = arena_text(arena, present->text,
		    strlen(present->text));
}

/* In a pool, on a share, on a machine's own disks; what is not there could come
 * on each node. */
static void
file_add(struct building *building, const struct present *present)
{
	struct arena *arena = &building->shown->arena;

	if (present->pool != 0) {
		file_put(building, present, arena_format(arena,
		    ".domferry/pools%s", present->path),
		    first_node(building, present));
	} else if (present->share != 0) {
		if (strncmp(present->path, present->mount,
		    strlen(present->mount)) == 0)
			file_put(building, present, arena_format(arena,
			    ".domferry/shares/%u%s",
			    (unsigned)present->share,
			    present->path + strlen(present->mount)),
			    present->place);
	} else if (present->place != 0) {
		file_put(building, present, arena_format(arena, "%s%s",
		    place_text(building, present->place), present->path),
		    present->place);
	} else {
		for (uint32_t n = 1; n <= building->site->node_count; n++)
			if (is_node(present, n) || present->kind ==
			    PRESENT_NONE)
				file_put(building, present, arena_format(arena,
				    "%s%s", place_text(building, n),
				    present->path), n);
	}
}

static void
each(struct presence *presence, const struct present *present)
{
	static void (*const adds[])(struct building *,
	    const struct present *) = {
		[PRESENT_POOL] = pool_add, [PRESENT_SHARE] = share_add,
		[PRESENT_FOLDER] = file_add, [PRESENT_FILE] = file_add,
		[PRESENT_NONE] = file_add, [PRESENT_DEVICE] = device_add,
	};

	adds[present->kind]((struct building *)presence, present);
}

static int
order(const void *one, const void *other)
{
	return strcmp(((const struct shown *)one)->path,
	    ((const struct shown *)other)->path);
}

/* What lies below another one makes that a folder, whatever the world knows of
 * it. */
static bool
is_above(const struct shown_list *shown, uint32_t i)
{
	size_t n = strlen(shown->list[i].path);

	for (uint32_t j = i + 1; j < shown->count; j++) {
		if (strncmp(shown->list[j].path, shown->list[i].path, n) != 0)
			return false;
		if (shown->list[j].path[n] == '/' &&
		    shown->list[j].kind != SHOWN_NONE)
			return true;
	}
	return false;
}

/* A program of the operator's: in a folder that all places share, or at each
 * node. */
static void
own_add(struct building *building, const char *path)
{
	static const char *const folders[] = { "/usr/bin/", "/usr/sbin/",
	    "/bin/", "/sbin/" };
	struct arena *arena = &building->shown->arena;

	for (size_t i = 0; i < sizeof(folders) / sizeof(folders[0]); i++) {
		size_t n = strlen(folders[i]);

		if (strncmp(path, folders[i], n) != 0)
			continue;
		link_add(building->shown, arena_format(arena,
		    ".domferry/bin/%s", path + n), client);
		return;
	}
	for (uint32_t n = 1; n <= building->site->node_count; n++)
		link_add(building->shown, arena_format(arena, "%s%s",
		    place_text(building, n), path), client);
}

static void
once(struct shown_list *shown)
{
	uint32_t n = 0;

	for (uint32_t i = 0; i < shown->count; i++) {
		if (n != 0 && strcmp(shown->list[n - 1].path,
		    shown->list[i].path) == 0)
			continue;
		shown->list[n++] = shown->list[i];
	}
	shown->count = n;
}

void
shown_make(struct shown_list *shown, const struct stage *stage)
{
	struct building building = { .presence.each = each, .shown = shown,
	    .site = stage->site };

	*shown = (struct shown_list){ .count = 0 };
	sim_present(stage->sandbox->simulated.sim, &building.presence);
	for (unsigned p = 0; p < BLACKOUT_PARTS; p++)
		if (stage->site->blackout[p] != NULL)
			own_add(&building, stage->site->blackout[p][0]);
	if (shown->count == 0)
		return;
	qsort(shown->list, shown->count, sizeof(*shown->list), order);
	once(shown);
	for (uint32_t i = 0; i < shown->count; i++)
		if (shown->list[i].kind == SHOWN_FILE && is_above(shown, i))
			shown->list[i].kind = SHOWN_FOLDER;
}

void
shown_drop(struct shown_list *shown)
{
	free(shown->list);
	arena_drop(&shown->arena);
	*shown = (struct shown_list){ .count = 0 };
}
