/*
 * Guests: whom to ask about them, what they boot from, how they move.
 */
#include <stdio.h>
#include <string.h>

#include "core/site/boot_device.h"
#include "tools/checked.h"

static void
check_people(struct checking *checking, uint32_t guest)
{
	const struct site_guest *row = &checking->site->guests[guest];
	const struct site_contact *contact = row->contact;
	const char *name = checked_name(checking, KIND_GUEST, guest);

	if (contact->owner != NULL || contact->phone != NULL)
		checked_verdict(checked_as(checking, PASS), "owner", name,
		    "%s%s%s", contact->owner != NULL ? contact->owner : "",
		    contact->owner != NULL && contact->phone != NULL ? ", "
		    "telephone " : "", contact->phone != NULL ? contact->phone :
		    "");
	checked_reach(checking, name, &contact->reach);
	if (row->watch_act)
		checked_verdict(checked_as(checking, PASS), "watch", name,
		    "domferry watch --act recovers it; nothing else does");
}

/* The text of a variable of the guest after "NAME=", or NULL. */
static const char *
variable_of(const struct checking *checking, uint32_t guest, const char *name)
{
	const struct site_guest *row = &checking->site->guests[guest];
	size_t n = strlen(name);

	for (uint32_t i = 0; i < row->variable_count; i++) {
		const char *text = checked_name(checking, KIND_TEXT,
		    row->variable[i]);

		if (strncmp(text, name, n) == 0 && text[n] == '=')
			return text + n + 1;
	}
	return NULL;
}

static bool
names_disk(const struct checking *checking, uint32_t guest,
    const struct boot_word *word)
{
	const struct site_guest *row = &checking->site->guests[guest];

	if (word->kind == BOOT_DISK_ID)
		return word->id < row->disk_count;
	for (uint32_t d = 0; d < row->disk_count; d++)
		if (boot_device_is(word, checked_name(checking, KIND_DISK,
		    row->disk[d].disk)))
			return true;
	return false;
}

/* A guest that names no disk of its own stays at the ok prompt; one that also
 * names a net may boot, or be installed again, from there. */
static void
check_boot(struct checking *checking, uint32_t guest)
{
	const char *list = variable_of(checking, guest, "boot-device");
	const char *name = checked_name(checking, KIND_GUEST, guest);
	bool disk = false, net = false;
	struct boot_word word;

	if (list == NULL)
		return;
	for (const char *at = list; boot_device_next(&at, &word);) {
		net |= word.kind == BOOT_NET;
		disk |= names_disk(checking, guest, &word);
	}
	if (!disk)
		checked_verdict(checked_as(checking, FAIL), "boot", name,
		    "boot-device %s names no disk of the guest: it stays at "
		    "the ok prompt", list);
	else
		checked_verdict(checked_as(checking, net ? WARN : PASS), "boot",
		    name, "boot-device %s%s", list, net ? ": without its disk "
		    "the guest boots from the network" : "");
}

/* Its pool is imported on one node only, so nothing can be moved while it
 * runs. */
static void
check_migration(struct checking *checking, uint32_t guest)
{
	const struct site_agent *agent =
	    &checking->site->guests[guest].agent;

	if (agent->present && agent->migration_type == MIGRATION_MIGRATE)
		checked_verdict(checked_as(checking, WARN), "migrate",
		    checked_name(checking, KIND_GUEST, guest), "MIGRATE: its "
		    "pool is imported on one node only, so a switch is a cold "
		    "one: the guest stops, and boots on the other node");
}

void
checked_guest(struct checking *checking, uint32_t guest)
{
	check_people(checking, guest);
	check_boot(checking, guest);
	check_migration(checking, guest);
	if (checking->site->guests[guest].failback)
		checked_verdict(checked_as(checking, WARN), "failback",
		    checked_name(checking, KIND_GUEST, guest), "true: a node "
		    "that comes back takes the guest back, with an outage");
}
