/*
 * The shared devices: who sees them, how large they are, how they are labelled.
 */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "backends/survey/founding.h"

enum { SECTOR = 512, WHOLE_SLICE = 2, NODE_BYTES = 256, LEAST_GUID = 16,
    MOST_GUID = 32 };

static const char folder[] = "/dev/did/rdsk/";

static struct found_device *
device_add(struct found_site *found, const char *name)
{
	struct found_device **end = &found->device;

	while (*end != NULL && strcmp((*end)->item.name, name) != 0)
		end = &(*end)->next;
	if (*end == NULL) {
		*end = arena_take(found->arena, 1, sizeof(**end));
		**end = (struct found_device){ .item.name = name,
		    .size = FOUND_UNKNOWN, .slice = FOUND_SLICE };
	}
	return *end;
}

static void
sees(struct found_site *found, struct found_device *device, const char *node,
    size_t size)
{
	char name[NODE_BYTES];
	uint32_t n;

	if (size >= sizeof(name))
		return;
	memcpy(name, node, size);
	name[size] = '\0';
	n = found_node(found, name);
	if (n != 0)
		device->nodes |= (uint64_t)1 << n;
}

static const char *
name_of(const char *path)
{
	size_t n = strlen(folder);

	return strncmp(path, folder, n) == 0 ? path + n : path;
}

/* "node1:/dev/rdsk/c3t…d0": of a device that has one path on all its nodes,
 * that. */
static void
path_set(struct found_site *found, const struct fact_row *fact)
{
	const char *path = found_text(fact, "path");
	const char *colon = path != NULL ? strchr(path, ':') : NULL;
	struct found_device *device;

	if (colon == NULL || found_text(fact, "name") == NULL)
		return;
	device = device_add(found, name_of(found_text(fact, "name")));
	sees(found, device, path, (size_t)(colon - path));
	if (device->path == NULL)
		device->path = colon + 1;
	else if (strcmp(device->path, colon + 1) != 0 &&
	    device->path[0] != '\0') {
		found_note(found, &device->item, "its paths differ: %s",
		    path);
		device->path = "";
	}
}

/* The LUN's own identifier stands in its path where MPxIO leads there:
 * c4t600144F0D14E00004B1F4B0A00010001d0. */
static void
guid_set(struct found_site *found, struct found_device *device)
{
	static const char digits[] = "0123456789ABCDEFabcdef";
	const char *base = device->path != NULL ? strrchr(device->path, '/') :
	    NULL;
	const char *at = base != NULL ? strchr(base, 't') : NULL;
	size_t n = at != NULL ? strspn(at + 1, digits) : 0;

	/* "d0" behind it are digits of that base, too. */
	while (n != 0 && at[n] != 'd')
		n--;
	if (n > LEAST_GUID && n <= MOST_GUID + 1)
		device->guid = arena_text(found->arena, at + 1, n - 1);
}

static void
paths_read(struct found_site *found)
{
	const struct fact_row *fact;

	for (uint32_t at = 0; (fact = found_next(survey_reading(found->survey,
	    0, SURVEY_PATHS), &at, "did-path")) != NULL; )
		if (found_text(fact, "device") != NULL)
			sees(found, device_add(found, name_of(found_text(fact,
			    "device"))), fact_word(fact, "node"),
			    strlen(fact_word(fact, "node")));
	for (uint32_t at = 0; (fact = found_next(survey_reading(found->survey,
	    0, SURVEY_DIDS), &at, "did")) != NULL; )
		path_set(found, fact);
}

/* A label of EFI has no slice for the whole; the number of sectors stands in
 * what prtvtoc prints for people. */
static int64_t
sectors_of(const char *text)
{
	for (const char *at = text; at != NULL; at = strchr(at, '\n')) {
		char *end;
		long long sectors;

		at += strspn(at, "\n* ");
		sectors = strtoll(at, &end, 10);
		if (end != at && strncmp(end, " sectors\n", 9) == 0)
			return sectors;
	}
	return FOUND_UNKNOWN;
}

static void
label_set(struct found_site *found, struct found_device *device)
{
	const struct surveyed *one = survey_find(found->survey, 0,
	    SURVEY_LABEL, device->item.name);
	const struct fact_row *fact;
	int64_t sectors = FOUND_UNKNOWN;

	if (one == NULL || !surveyed_answered(one) || surveyed_strange(one)) {
		const char *why = found_why(found, 0, SURVEY_LABEL,
		    device->item.name);

		/* A disk without a label says that it has none. */
		if (one == NULL || one->output.lost)
			found_lack(found, &device->item, FOUND_OUT, "its size",
			    why);
		else
			found_lessen(found, &device->item, FOUND_OUT,
			    "size not known: %s", why);
		return;
	}
	fact = found_fact(&one->output.reading, "slice", "slice", "2");
	device->label = fact != NULL ? "smi" : "efi";
	sectors = fact != NULL ? fact_amount(fact, "sectors") :
	    sectors_of(one->output.ended.out);
	if (sectors > 0)
		device->size = sectors * SECTOR;
	else
		found_lessen(found, &device->item, FOUND_OUT, "%s does not say "
		    "its size", one->output.line);
}

static bool
is_shared(const struct found_device *device)
{
	return (device->nodes & (device->nodes - 1)) != 0;
}

static bool
is_used(const struct found_site *found, const struct found_device *device)
{
	for (const struct found_guest *guest = found->guest; guest != NULL;
	    guest = guest->next)
		if (guest->device == device->item.name)
			return true;
	return device->quorum;
}

void
found_own_devices(struct found_site *found)
{
	struct found_device **at = &found->device;

	while (*at != NULL)
		if (is_shared(*at) || is_used(found, *at))
			at = &(*at)->next;
		else
			*at = (*at)->next;
}

static void
votes_set(struct found_site *found)
{
	const struct reading *votes = survey_reading(found->survey, 0,
	    SURVEY_VOTES);
	const struct reading *counts = survey_reading(found->survey, 0,
	    SURVEY_QUORUM);
	const struct fact_row *fact;

	for (uint32_t at = 0; (fact = found_next(votes, &at, "quorum-vote")) !=
	    NULL; ) {
		const char *name = fact_word(fact, "name");
		struct found_device *device = found_device_of(found, name);

		if (fact_is(fact, "type", "node"))
			continue;
		if (device == NULL) {
			found_note(found, &found->site, "quorum: %s (%s) is no "
			    "device that the site file can name", name,
			    fact_word(fact, "type"));
			continue;
		}
		device->quorum = true;
		device->votes = fact_amount(found_fact(counts, "quorum-device",
		    "name", name), "possible");
	}
	if (votes == NULL)
		found_note(found, &found->site, "quorum devices not known: %s",
		    found_why(found, 0, SURVEY_VOTES, NULL));
}

struct found_device *
found_device_of(const struct found_site *found, const char *path)
{
	const char *base = strrchr(path, '/');

	assert(*path != '\0');
	base = base != NULL ? base + 1 : path;
	for (struct found_device *device = found->device; device != NULL;
	    device = device->next) {
		const char *own = device->path != NULL ? strrchr(device->path,
		    '/') : NULL;

		if (strcmp(device->item.name, base) == 0 || (own != NULL &&
		    strcmp(own + 1, base) == 0))
			return device;
	}
	return NULL;
}

void
found_devices(struct found_site *found)
{
	paths_read(found);
	for (struct found_device *device = found->device; device != NULL;
	    device = device->next) {
		label_set(found, device);
		guid_set(found, device);
	}
	if (survey_reading(found->survey, 0, SURVEY_PATHS) == NULL &&
	    survey_reading(found->survey, 0, SURVEY_DIDS) == NULL)
		found_lack(found, &found->site, FOUND_WHOLE, "shared devices",
		    found_why(found, 0, SURVEY_PATHS, NULL));
	votes_set(found);
}
