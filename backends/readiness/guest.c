/*
 * A guest: where its domain is, how it does, and what it boots from.
 */
#include <stdlib.h>
#include <string.h>

#include "backends/readiness/group.h"
#include "backends/readiness/guest.h"
#include "backends/readiness/subjects.h"
#include "core/site/boot_device.h"

/* The list of a node that has not the guest: it begins with primary. */
static void
absence_look(struct judging *judging, uint32_t node)
{
	const struct surveyed *one = answered(judging, node, SURVEY_DOMAINS);

	domain_said(judging, node, "primary");
	if (one != NULL && surveyed_strange(one) != 0)
		lacks(judging, "%s: %s: not all of it is understood",
		    node_of(judging, node), one->output.line);
}

/* A second definition is a twin: it takes the room, and may be started. */
void
one_domain_judge(struct judging *judging)
{
	const char *guest = guest_of(judging);

	if (judging->at == 0)
		lacks(judging, "no node lists %s", guest);
	else
		domain_said(judging, judging->at, guest);
	if (judging->twin != 0)
		domain_said(judging, judging->twin, guest);
	for (uint32_t n = 1; n <= judging->site->node_count; n++)
		if (n != judging->at && n != judging->twin)
			absence_look(judging, n);
	if (judging->twin != 0)
		fails(judging, "defined at %s, and also at %s",
		    node_of(judging, judging->at), node_of(judging,
		    judging->twin));
	else
		decide(judging, true, "defined at %s only", node_of(judging,
		    judging->at));
}

void
together_judge(struct judging *judging)
{
	const struct fact_row *domain = guest_said(judging), *pool;
	uint32_t group = online_node(judging), owner = pool_node(judging,
	    &pool);

	if (group == 0)
		lacks(judging, "%s is online at no node", name_of(judging,
		    KIND_GROUP, row_of(judging)->group));
	decide(judging, domain != NULL && group == judging->at && owner ==
	    judging->at, "domain at %s, pool at %s, group online at %s",
	    node_of(judging, judging->at), node_of(judging, owner),
	    node_of(judging, group));
}

/* No migration, no start and no stop is under way. */
void
calm_judge(struct judging *judging)
{
	const struct fact_row *domain = guest_said(judging);
	const char *flags = fact_said(domain, "flags");

	if (domain != NULL && fact_detail(domain, "flags") == NULL)
		lacks(judging, "the line of %s has no flags",
		    guest_of(judging));
	decide(judging, strstr(flags, "migration") == NULL && strstr(flags,
	    "starting") == NULL && strstr(flags, "stopping") == NULL &&
	    strstr(flags, "reconfiguration") == NULL, "flags: %s", *flags !=
	    '\0' ? flags : "none");
}

/* An agent that is online says nothing of the system in the guest. */
void
running_judge(struct judging *judging)
{
	const struct fact_row *domain = guest_said(judging);
	const char *soft = fact_said(domain, "softstate");

	decide(judging, fact_is(domain, "state", "active") && strstr(soft,
	    "running") != NULL && strstr(soft, "oot") == NULL, "%s%s%s",
	    fact_said(domain, "state"), *soft != '\0' ? ", " : "", soft);
}

void
master_judge(struct judging *judging)
{
	const struct fact_row *fact = part_said(judging, "dependency",
	    "master");

	decide(judging, fact_is(fact, "value", "primary"), "master: %s",
	    *fact_said(fact, "value") != '\0' ? fact_said(fact, "value") :
	    "none");
}

static const char *
variable_said(struct judging *judging, const char *name)
{
	return fact_said(part_said(judging, "variable", name), "value");
}

void
auto_boot_judge(struct judging *judging)
{
	const char *value = variable_said(judging, "auto-boot?");

	decide(judging, strcmp(value, "true") == 0, "auto-boot?=%s", value);
}

/* Is it the disk that the word means?  The first disk has the alias "disk". */
static bool
is_meant(const struct fact_row *disk, const struct boot_word *word)
{
	const char *at = strchr(fact_said(disk, "device"), '@');
	int64_t id = fact_detail(disk, "id") != NULL || at == NULL ?
	    fact_amount(disk, "id") : strtoll(at + 1, NULL, 10);

	return word->kind == BOOT_DISK_ID ? id == word->id :
	    boot_device_is(word, fact_word(disk, "name")) || (id == 0 &&
	    boot_device_is(word, "disk"));
}

/* The guest's disk that the word names is quoted; false: it names none. */
static bool
disk_look(struct judging *judging, const struct surveyed *one,
    const struct boot_word *word)
{
	const struct reading *all = &one->output.reading;

	for (uint32_t i = 0; i < all->count; i++) {
		const struct fact_row *disk = &all->fact[i];

		if (disk->why != NULL || strcmp(disk->kind, "vdisk") != 0 ||
		    !fact_is(disk, "domain", guest_of(judging)) ||
		    !is_meant(disk, word))
			continue;
		quote(judging, one, disk);
		return true;
	}
	return false;
}

/* Each device that it names is a disk of the guest, and there is one.  From a
 * net the guest is installed anew, or boots with the address of its twin. */
void
boot_device_judge(struct judging *judging)
{
	const struct surveyed *one = home(judging);
	const char *list, *at;
	unsigned disks = 0, others = 0;
	struct boot_word word;

	if (one != NULL && said_absent(judging, judging->at, SURVEY_DOMAINS,
	    "variable", which_two("domain", guest_of(judging), "name",
	    "boot-device"))) {
		warns(judging, "boot-device is not set: then it is disk net");
		return;
	}
	at = list = variable_said(judging, "boot-device");
	while (one != NULL && boot_device_next(&at, &word)) {
		bool is = word.kind != BOOT_NET && disk_look(judging, one,
		    &word);

		disks += is;
		others += !is;
	}
	if (disks != 0 && others != 0)
		warns(judging, "boot-device=%s: not only disks of the guest",
		    list);
	else
		decide(judging, disks != 0, "boot-device=%s: %s", list, disks ==
		    0 ? "no disk of the guest" : "a disk of the guest");
}

/* The definition is all that is left of a guest whose machine is lost. */
void
definition_judge(struct judging *judging)
{
	const struct surveyed *one = home(judging) != NULL ? survey_find(
	    judging->survey, judging->at, SURVEY_DEFINITION,
	    guest_of(judging)) : NULL;
	const char *unknown = NULL;

	if (one == NULL || one->definition == NULL) {
		lacks(judging, "its definition was not read%s%s", one != NULL &&
		    *one->why != '\0' ? ": " : "", one != NULL ? one->why :
		    "");
	} else {
		quote_text(judging, one, "<Content");
		unknown = one->definition->unknown;
	}
	if (unknown != NULL)
		fails(judging, "it has %s, which no job here takes along",
		    unknown);
	else
		decide(judging, true, "its definition is understood whole");
}
