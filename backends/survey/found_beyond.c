/*
 * What was understood of a guest, and no site file can say.
 */
#include <string.h>

#include "backends/survey/founding.h"

/* A fact of the guest's domain: if it is there, or its detail has another value
 * than the usual one, a plan would not respect it. */
static const struct {
	const char	*kind, *key, *usual;
	const char	*what;
} beyond[] = {
	{ "vnet", "vid", "", "VLANs on a net" },
	{ "vnet", "pvid", "1", "a VLAN of its own on a net" },
	{ "vnet", "mode", "", "hybrid I/O on a net" },
	{ "vnet", "linkprop", "", "link properties on a net" },
	{ "vnet", "mtu", "1500", "another MTU on a net" },
	{ "vdisk", "mpgroup", "", "two paths to a disk (mpgroup)" },
	{ "vdisk", "timeout_s", "", "a timeout of a disk" },
	{ "io", "device", "", "a device of the machine (PCI or SR-IOV)" },
	{ "vsw", "name", "", "a switch for other domains" },
	{ "vds", "name", "", "a disk server for other domains" },
	{ "vcc", "name", "", "consoles for other domains" },
	{ "constraint", "value", "", "a constraint" },
};

/* Properties that come as a name and a value. */
static const struct {
	const char	*kind, *name, *usual;
} named[] = {
	{ "control", "failure-policy", "ignore" },
	{ "dependency", "master", "primary" },
};

static void
fact_judge(struct found_site *found, struct found_guest *guest,
    const struct fact_row *fact)
{
	for (size_t i = 0; i < sizeof(beyond) / sizeof(beyond[0]); i++) {
		const char *value = fact_word(fact, beyond[i].key);

		if (strcmp(fact->kind, beyond[i].kind) == 0 &&
		    *value != '\0' && strcmp(value, beyond[i].usual) != 0)
			found_lessen(found, &guest->item, FOUND_FOREIGN, "it "
			    "has %s, which the site file cannot say: %s: %.*s",
			    beyond[i].what, found->node[guest->node].item.name,
			    fact->size < 120 ? (int)fact->size : 120,
			    fact->text);
	}
	for (size_t i = 0; i < sizeof(named) / sizeof(named[0]); i++)
		if (strcmp(fact->kind, named[i].kind) == 0 &&
		    fact_is(fact, "name", named[i].name) &&
		    !fact_is(fact, "value", named[i].usual) &&
		    *fact_word(fact, "value") != '\0')
			found_lessen(found, &guest->item, FOUND_FOREIGN, "its "
			    "%s is %s, which the site file cannot say",
			    named[i].name, fact_word(fact, "value"));
}

/* The volumes of its disks that have two paths. */
static void
volumes_judge(struct found_site *found, struct found_guest *guest,
    const struct reading *reading)
{
	const struct fact_row *fact;

	for (uint32_t at = 0; (fact = found_next(reading, &at, "volume")) !=
	    NULL; )
		for (const struct found_disk *disk = guest->disk; disk != NULL;
		    disk = disk->next)
			if (fact_is(fact, "name", disk->volume) &&
			    fact_is(fact, "service", disk->vds) &&
			    *fact_word(fact, "mpgroup") != '\0')
				found_lessen(found, &guest->item,
				    FOUND_FOREIGN, "its volume %s is in "
				    "mpgroup %s, which the site file cannot "
				    "say", disk->volume, fact_word(fact,
				    "mpgroup"));
}

/* Behind the name of a domain comes all that it has; a line there that nobody
 * here knows is a part of it. */
void
found_beyond(struct found_site *found, struct found_guest *guest)
{
	const struct reading *reading = survey_reading(found->survey,
	    guest->node, SURVEY_DOMAINS);
	const struct fact_row *fact;
	bool its = false;

	for (uint32_t at = 0; (fact = found_next(reading, &at, NULL)) != NULL;
	    ) {
		if (fact->why == NULL && strcmp(fact->kind, "domain") == 0)
			its = fact_is(fact, "name", guest->item.name);
		if (its && fact->why != NULL)
			found_lessen(found, &guest->item, FOUND_FOREIGN, "%s: "
			    "not understood: %.*s", found_from(found,
			    guest->node, SURVEY_DOMAINS), fact->size < 80 ?
			    (int)fact->size : 80, fact->text);
		else if (its)
			fact_judge(found, guest, fact);
	}
	volumes_judge(found, guest, reading);
}
