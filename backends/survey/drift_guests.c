/*
 * Guests, groups and resources: as they are, and as the site file has them.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "backends/survey/drift_parts.h"
#include "core/op/mac.h"

/* A guest at the node where it is defined. */
struct defined {
	struct drift	*drift;
	const struct site_guest *row;
	const char	*name, *on;
	const struct reading *all;	/* of that node */
};

static void
compare(const struct defined *guest, const char *key, const char *is,
    const char *wanted)
{
	drift_compare(guest->drift, (struct drift_row){ .kind = "guest",
	    .name = guest->name, .on = guest->on, .key = key,
	    .by = "site file", .mends = MENDS_PERSON }, is, wanted);
}

static const char *
number(const struct defined *guest, int64_t value)
{
	return arena_format(guest->drift->arena, "%" PRId64, value);
}

static const char *
hex(const struct defined *guest, uint32_t hostid)
{
	return arena_format(guest->drift->arena, "0x%08x", (unsigned)hostid);
}

/* The fact of that kind of the guest, with that name. */
static const struct fact_row *
part_find(const struct defined *guest, const char *kind, const char *name)
{
	return fact_find_two(guest->all, kind, (const char *const[]){
	    "domain", guest->name, name != NULL ? "name" : NULL, name });
}

static void
numbers_compare(const struct defined *guest)
{
	const struct fact_row *domain = fact_find(guest->all, "domain",
	    "name", guest->name);

	compare(guest, "vcpus", fact_said(domain, "vcpus"), number(guest,
	    guest->row->vcpus));
	compare(guest, "memory", fact_said(domain, "memory"), number(guest,
	    guest->row->memory));
	if (guest->row->hostid != 0)
		compare(guest, "hostid", hex(guest, (uint32_t)strtoul(
		    fact_said(part_find(guest, "hostid", NULL), "hostid"),
		    NULL, 16)), hex(guest, guest->row->hostid));
}

/* "ldom1-vol0@primary-vds0" */
static const char *
at_service(const struct defined *guest, const char *what, uint32_t service)
{
	return arena_format(guest->drift->arena, "%s@%s", what,
	    drift_name(guest->drift, KIND_SERVICE, service));
}

static void
disks_compare(const struct defined *guest)
{
	struct drift *drift = guest->drift;

	for (uint32_t d = 0; d < guest->row->disk_count; d++) {
		const struct site_disk *disk = &guest->row->disk[d];
		const char *name = drift_name(drift, KIND_DISK, disk->disk);
		const struct fact_row *fact = part_find(guest, "vdisk", name);

		compare(guest, arena_format(drift->arena, "disk %s", name),
		    fact == NULL ? "missing" : fact_said(fact, "volume"),
		    at_service(guest, drift_name(drift, KIND_VOLUME,
		    disk->volume), disk->vds));
	}
}

/* The service of a net stands with the domain that has it. */
static const char *
service_of(const struct defined *guest, const struct fact_row *fact)
{
	const char *text = fact_said(fact, "service");

	return arena_text(guest->drift->arena, text, strcspn(text, "@"));
}

static void
nets_compare(const struct defined *guest)
{
	struct drift *drift = guest->drift;

	for (uint32_t i = 0; i < guest->row->net_count; i++) {
		const struct site_net *net = &guest->row->net[i];
		const char *name = drift_name(drift, KIND_NET, net->net);
		const struct fact_row *fact = part_find(guest, "vnet", name);
		const char *key = arena_format(drift->arena, "net %s", name);
		char text[MAC_BYTES];
		int64_t mac = 0;

		compare(guest, key, fact == NULL ? "missing" : service_of(
		    guest, fact), drift_name(drift, KIND_SERVICE, net->vsw));
		if (fact != NULL && net->mac != 0 && (!mac_read(fact_said(
		    fact, "mac"), &mac) || mac != net->mac))
			compare(guest, key, fact_said(fact, "mac"),
			    arena_format(drift->arena, "%s", mac_write(
			    net->mac, text)));
	}
}

/* The site file has the variables with which a guest is installed: once it is,
 * each procedure leaves it with auto-boot? true. */
static void
variables_compare(const struct defined *guest)
{
	struct drift *drift = guest->drift;

	for (uint32_t v = 0; v < guest->row->variable_count; v++) {
		const char *text = drift_name(drift, KIND_TEXT,
		    guest->row->variable[v]);
		size_t n = strcspn(text, "=");
		const char *name = arena_text(drift->arena, text, n);
		const struct fact_row *fact = part_find(guest, "variable",
		    name);

		compare(guest, name, fact == NULL ? "missing" : fact_said(
		    fact, "value"), strcmp(name, "auto-boot?") == 0 ? "true" :
		    text[n] == '=' ? text + n + 1 : "");
	}
}

static bool
has_disk(const struct defined *guest, const char *name)
{
	for (uint32_t d = 0; d < guest->row->disk_count; d++)
		if (strcmp(drift_name(guest->drift, KIND_DISK,
		    guest->row->disk[d].disk), name) == 0)
			return true;
	return false;
}

static bool
has_net(const struct defined *guest, const char *name)
{
	for (uint32_t i = 0; i < guest->row->net_count; i++)
		if (strcmp(drift_name(guest->drift, KIND_NET,
		    guest->row->net[i].net), name) == 0)
			return true;
	return false;
}

static const struct {
	const char	*kind, *word;
	bool		(*has)(const struct defined *, const char *name);
} parts[] = { { "vdisk", "disk", has_disk }, { "vnet", "net", has_net } };

/* Disks and nets that the site file has not. */
static void
more_compare(const struct defined *guest)
{
	for (uint32_t i = 0; i < guest->all->count; i++)
		for (size_t k = 0; k < sizeof(parts) / sizeof(parts[0]); k++) {
			const struct fact_row *fact = &guest->all->fact[i];
			const char *name = fact_word(fact, "name");

			if (strcmp(fact->kind, parts[k].kind) == 0 &&
			    fact_is(fact, "domain", guest->name) &&
			    !parts[k].has(guest, name))
				compare(guest, arena_format(
				    guest->drift->arena, "%s %s",
				    parts[k].word, name), "present",
				    "nothing");
		}
}

static void
guest_at(struct drift *drift, uint32_t g, uint32_t n)
{
	struct defined guest = { drift, &drift->site->guests[g],
	    drift_name(drift, KIND_GUEST, g), drift->survey->node[n],
	    survey_reading(drift->survey, n, SURVEY_DOMAINS) };

	if (guest.all == NULL || fact_find(guest.all, "domain", "name",
	    guest.name) == NULL)
		return;
	numbers_compare(&guest);
	disks_compare(&guest);
	nets_compare(&guest);
	variables_compare(&guest);
	more_compare(&guest);
}

void
drift_guests(struct drift *drift)
{
	/* Of one that is not ours the site file does not say all. */
	for (uint32_t g = 1; g <= drift->site->guest_count; g++)
		for (uint32_t n = 1; n <= drift->survey->nodes &&
		    !drift->site->guests[g].foreign; n++)
			guest_at(drift, g, n);
}

static const char *
property(const struct reading *all, const char *group, const char *name)
{
	for (uint32_t i = 0; i < all->count; i++) {
		const struct fact_row *fact = &all->fact[i];

		if (strcmp(fact->kind, "property") == 0 &&
		    fact_is(fact, "group", group) &&
		    fact_is(fact, "name", name) &&
		    fact_detail(fact, "resource") == NULL)
			return fact_word(fact, "value");
	}
	return "";
}

/* Blanks as commas: "node1 node2" is the list of a group. */
static const char *
list_of(struct arena *arena, const char *text)
{
	char *list = arena_text(arena, text, strlen(text));

	for (char *at = list; *at != '\0'; at++)
		if (*at == ' ')
			*at = ',';
	return list;
}

static void
group_compare(struct drift *drift, const struct reading *all, uint32_t g)
{
	const struct site_guest *guest = &drift->site->guests[g];
	const char *name = drift_name(drift, KIND_GROUP, guest->group);
	struct drift_row row = { .kind = "group", .name = name, .on = "",
	    .key = "Nodelist", .by = "site file", .mends = MENDS_PERSON };

	if (guest->foreign || fact_find(all, "group", "name", name) == NULL)
		return;
	drift_compare(drift, row, list_of(drift->arena, property(all, name,
	    "Nodelist")), drift_name(drift, KIND_TEXT, guest->node_list));
	row.key = "Failback";
	drift_compare(drift, row, property(all, name, "Failback"),
	    guest->failback ? "True" : "False");
	row.kind = "resource";
	row.key = "group";
	row.name = drift_name(drift, KIND_RESOURCE, guest->storage);
	drift_compare(drift, row, fact_find_two(all, "resource",
	    (const char *const[]){ "group", name, "name", row.name }) == NULL ?
	    "missing" : name, name);
	row.name = drift_name(drift, KIND_RESOURCE, guest->agent.resource);
	if (guest->agent.present)
		drift_compare(drift, row, fact_find_two(all, "resource",
		    (const char *const[]){ "group", name, "name",
		    row.name }) == NULL ? "missing" : name, name);
}

void
drift_groups(struct drift *drift)
{
	const struct reading *all = drift_reading(drift, 0, SURVEY_GROUPS);

	for (uint32_t g = 1; all != NULL && g <= drift->site->guest_count;
	    g++)
		group_compare(drift, all, g);
}
