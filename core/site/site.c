#include "core/site/site.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

const char *
site_place(const struct names *names, uint32_t place, char *buffer, size_t size)
{
	uint32_t name = place & PLACE_ID;

	if ((place & PLACE_GUEST) != 0)
		snprintf(buffer, size, "guest:%s",
		    names_text(names, KIND_GUEST, name));
	else if ((place & PLACE_SOURCE) != 0)
		snprintf(buffer, size, "%ssource:%s", (place & PLACE_SP) !=
		    0 ? "sp:" : "", names_text(names, KIND_SOURCE, name));
	else
		snprintf(buffer, size, "%s%s", (place & PLACE_SP) != 0 ?
		    "sp:" : "", names_text(names, KIND_NODE, name));
	return buffer;
}

bool
site_by_hand(const struct site *site, const struct op *op)
{
	return op_table[op->kind].person || (op_table[op->kind].at_sp &&
	    site->nodes[op->on].sp.host == NULL);
}

const struct site_sp *
site_sp_of(const struct site *site, uint32_t machine)
{
	uint32_t id = machine & PLACE_ID;

	assert((machine & (PLACE_GUEST | PLACE_SP)) == 0);
	return (machine & PLACE_SOURCE) != 0 ? &site->sources[id].sp :
	    &site->nodes[id].sp;
}

bool
site_sp_by_ipmi(const struct site *site, uint32_t machine)
{
	const char *by = site_sp_of(site, machine)->by;

	return by != NULL && strcmp(by, "ipmitool") == 0;
}

uint32_t
site_machine_hostid(const struct site *site, uint32_t machine)
{
	uint32_t id = machine & PLACE_ID;

	return (machine & PLACE_SOURCE) != 0 ? site->sources[id].hostid :
	    site->nodes[id].hostid;
}

/* Is it one of those that physical domains divide? */
static bool
has_pdoms(const struct site *site, uint32_t machine)
{
	static const char *const models[] = { "M5-32", "M6-32", "M7-8",
	    "M7-16", "M8-8" };
	const char *model = machine <= SITE_NODES ?
	    site->nodes[machine].model : "";

	for (size_t i = 0; i < sizeof(models) / sizeof(models[0]); i++)
		if (strstr(model, models[i]) != NULL)
			return true;
	return false;
}

const char *
site_sp_lacks(const struct site *site, uint32_t machine)
{
	const struct site_sp *sp = site_sp_of(site, machine);

	if (sp->host == NULL)
		return "no service processor is declared";
	if (site_machine_hostid(site, machine) == 0)
		return "no \"hostid\" is declared: its service processor "
		    "cannot prove whose it is";
	if (sp->pdom == 0 && has_pdoms(site, machine))
		return "its model has physical domains, and no \"pdom\" says "
		    "which it is";
	if (sp->pdom != 0 && site_sp_by_ipmi(site, machine))
		return "ipmitool knows no physical domains: \"by\": \"ilom\" "
		    "does";
	if (site_sp_by_ipmi(site, machine) && (sp->user == NULL ||
	    sp->credentials == NULL))
		return "ipmitool needs \"user\" and \"credentials\"";
	return NULL;
}

/* The target of the whole machine, or that of its physical domain. */
static const char *
target(const struct site *site, uint32_t machine, const char *whole,
    char buffer[SP_TARGET])
{
	uint32_t pdom = site_sp_of(site, machine)->pdom;

	if (pdom == 0)
		snprintf(buffer, SP_TARGET, "%s", whole);
	else
		snprintf(buffer, SP_TARGET, "/Servers/PDomains/PDomain_%u/HOST",
		    (unsigned)(pdom - 1));
	return buffer;
}

const char *
site_sp_host(const struct site *site, uint32_t machine,
    char buffer[SP_TARGET])
{
	return target(site, machine, "/HOST", buffer);
}

const char *
site_sp_power(const struct site *site, uint32_t machine,
    char buffer[SP_TARGET])
{
	return target(site, machine, "/SYS", buffer);
}

uint32_t
site_place_next(const struct site *site, uint32_t place)
{
	const struct {
		uint32_t flag, count;
	} kinds[] = {
		{ 0, site->node_count },
		{ PLACE_SOURCE, site->source_count },
		{ PLACE_GUEST, site->guest_count },
	};
	uint32_t id = place & PLACE_ID;
	size_t i = 0;

	while (kinds[i].flag != (place & (PLACE_SOURCE | PLACE_GUEST)))
		i++;
	for (; i < sizeof(kinds) / sizeof(kinds[0]); i++, id = 0)
		if (id < kinds[i].count)
			return kinds[i].flag | (id + 1);
	return 0;
}

const struct site_reach *
site_reach_at(const struct site *site, uint32_t place)
{
	static const struct site_reach none = { .by = NULL };
	uint32_t id = place & PLACE_ID;

	if ((place & PLACE_GUEST) != 0)
		return site->guests[id].contact != NULL ?
		    &site->guests[id].contact->reach : &none;
	return (place & PLACE_SOURCE) != 0 ? &site->sources[id].reach :
	    &site->nodes[id].reach;
}

bool
site_reach_is(const struct site *site, uint32_t place, const char *by)
{
	const char *is = place != 0 && (place & PLACE_SP) == 0 ?
	    site_reach_at(site, place)->by : NULL;

	return is != NULL && strcmp(is, by) == 0;
}

const struct site_file *
site_file_find(const struct site *site, uint32_t file)
{
	for (uint32_t i = 0; i < site->file_count; i++)
		if (site->files[i].file == file)
			return &site->files[i];
	return NULL;
}

uint32_t
site_guest_ldm(const struct site *site, uint32_t guest)
{
	const struct site_guest *row = &site->guests[guest];
	uint32_t oldest = UINT32_MAX;

	for (uint32_t i = 0; i < row->node_count; i++)
		if (site->nodes[row->node[i]].ldm < oldest)
			oldest = site->nodes[row->node[i]].ldm;
	return oldest;
}

uint32_t
site_guest_of_group(const struct site *site, uint32_t group)
{
	for (uint32_t i = 1; group != 0 && i <= site->guest_count; i++)
		if (site->guests[i].group == group)
			return i;
	return 0;
}

uint32_t
site_load_limit(const struct site *site, uint32_t node, uint32_t name)
{
	const struct site_node *row = &site->nodes[node];

	assert(node >= 1 && node <= site->node_count);
	for (uint32_t i = 0; name != 0 && i < row->load_count; i++)
		if (names_key(site->names, row->load_limit[i]) == name)
			return row->load_limit[i];
	return 0;
}
