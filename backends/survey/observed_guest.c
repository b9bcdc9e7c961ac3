/*
 * Guests: a definition on each node that has one.
 */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "backends/survey/observing.h"
#include "core/op/mac.h"

/* A domain on a node, and what is said of it. */
struct definition {
	const struct reading *all;	/* of the node */
	const char	*name;
	const struct fact_row *domain;
	const struct constraints *wanted;	/* or NULL: nobody knows */
};

/* What the system, or the firmware, has said of itself; within the text. */
static const struct {
	const char	*text, *state;
} soft_states[] = {
	{ "penBoot", "at-ok" }, { "penboot", "at-ok" },
	{ "booting", "booting" }, { "halting", "halting" },
	{ "running", "running" },
};

/* A system that hangs, or that runs from a medium, is not told from one that
 * runs. */
static const char *
state_of(const struct definition *definition)
{
	const struct fact_row *domain = definition->domain;
	const char *flags = fact_said(domain, "flags");
	const char *soft = fact_said(domain, "softstate");

	if (strstr(flags, "migration") != NULL)
		return "moving";
	if (!fact_is(domain, "state", "active"))
		return fact_is(domain, "state", "bound") || fact_is(domain,
		    "state", "inactive") ? fact_said(domain, "state") : NULL;
	if (strstr(flags, "stopping") != NULL)
		return "halting";
	for (size_t i = 0; i < sizeof(soft_states) / sizeof(soft_states[0]);
	    i++)
		if (strstr(soft, soft_states[i].text) != NULL)
			return soft_states[i].state;
	return NULL;
}

/* The fact of that kind of the domain, or NULL. */
static const struct fact_row *
own(const struct definition *definition, const char *kind)
{
	return fact_find(definition->all, kind, "domain", definition->name);
}

/* "00144ffb0200"; NULL: nobody has said. */
static const char *
mac_text(struct observing *observing, const struct fact_row *fact)
{
	int64_t mac;

	return !mac_read(fact_said(fact, "mac"), &mac) ? NULL : arena_format(
	    &observing->arena, "%012llx", (unsigned long long)mac);
}

static const char *
hostid_text(struct observing *observing, const struct fact_row *fact)
{
	return fact == NULL ? NULL : arena_format(&observing->arena, "%08llx",
	    strtoull(fact_said(fact, "hostid"), NULL, 16));
}

static const char *
master_of(const struct definition *definition)
{
	return fact_said(fact_find_two(definition->all, "dependency",
	    (const char *const[]){ "domain", definition->name, "name",
	    "master" }), "value");
}

/* Releases that do not print it name the device after it: "disk@1". */
static int64_t
disk_id(const struct fact_row *fact)
{
	const char *at = strchr(fact_said(fact, "device"), '@');

	return fact_detail(fact, "id") != NULL || at == NULL ?
	    fact_amount(fact, "id") : strtoll(at + 1, NULL, 10);
}

static void
disk_print(struct observing *observing, const struct fact_row *fact)
{
	int64_t timeout = fact_amount(fact, "timeout_s");

	observing_word(observing, "disk", arena_format(&observing->arena,
	    timeout != 0 ? "%s:%s:%lld:%llds" : "%s:%s:%lld",
	    fact_said(fact, "name"), fact_said(fact, "volume"),
	    (long long)disk_id(fact), (long long)timeout));
}

static void
net_print(struct observing *observing, const struct fact_row *fact)
{
	const char *mac = mac_text(observing, fact);

	observing_word(observing, "net", arena_format(&observing->arena,
	    mac != NULL ? "%s:%s:%s" : "%s:%s", fact_said(fact, "name"),
	    observing_before(observing, fact_said(fact, "service"), "@"),
	    mac));
}

static void
variable_print(struct observing *observing, const struct fact_row *fact)
{
	observing_word(observing, fact_said(fact, "name"), fact_said(fact,
	    "value"));
}

static const struct {
	const char	*kind;
	void		(*print)(struct observing *, const struct fact_row *);
} parts[] = {
	{ "vdisk", disk_print }, { "vnet", net_print },
	{ "variable", variable_print },
};

static void
parts_print(struct observing *observing, const struct definition *definition,
    size_t row)
{
	struct gathered names = { NULL, 0, 0 };

	assert(definition->domain != NULL);
	for (uint32_t i = 0; i < definition->all->count; i++) {
		const struct fact_row *fact = &definition->all->fact[i];

		if (strcmp(fact->kind, parts[row].kind) == 0 &&
		    fact_is(fact, "domain", definition->name))
			gathered_add(observing, &names, fact_said(fact,
			    "name"));
	}
	gathered_sort(&names);
	for (uint32_t i = 0; i < names.count; i++)
		parts[row].print(observing, fact_find_two(definition->all,
		    parts[row].kind, (const char *const[]){ "domain",
		    definition->name, "name", names.name[i] }));
}

/* What only the constraints of a domain have: units before it is bound, and
 * the console port that it must have. */
static void
wanted_print(struct observing *observing, const struct constraints *wanted)
{
	if (wanted == NULL || wanted->crypto != 0)
		observing_word(observing, "crypto", wanted == NULL ? NULL :
		    arena_format(&observing->arena, "%lld",
		    (long long)wanted->crypto));
	if (wanted == NULL || wanted->port != 0)
		observing_word(observing, "port", wanted == NULL ? NULL :
		    arena_format(&observing->arena, "%lld",
		    (long long)wanted->port));
}

static void
definition_print(struct observing *observing, uint32_t node,
    const struct definition *definition)
{
	observing_line(observing, "guest", definition->name);
	observing_word(observing, "on", observing_node(observing, node));
	observing_word(observing, "state", state_of(definition));
	observing_number(observing, "vcpus", fact_amount(definition->domain,
	    "vcpus"));
	observing_number(observing, "memory", fact_amount(definition->domain,
	    "memory"));
	observing_word(observing, "mac", mac_text(observing, own(definition,
	    "mac")));
	observing_word(observing, "hostid", hostid_text(observing,
	    own(definition, "hostid")));
	observing_word(observing, "master", master_of(definition));
	wanted_print(observing, definition->wanted);
	for (size_t row = 0; row < sizeof(parts) / sizeof(parts[0]); row++)
		parts_print(observing, definition, row);
	if (*fact_said(definition->domain, "console") != '\0')
		observing_word(observing, "console", fact_said(
		    definition->domain, "console"));
	buffer_print(observing->out, "\n");
}

static void
guest_print(struct observing *observing, const char *name)
{
	for (uint32_t i = 0; i < observing->nodes; i++) {
		uint32_t n = observing->node[i];
		const struct surveyed *wanted = survey_find(observing->survey,
		    n, SURVEY_DEFINITION, name);
		struct definition definition = { .name = name,
		    .all = observing_domains(observing, n),
		    .wanted = wanted != NULL ? wanted->definition : NULL };

		if (definition.all == NULL)
			continue;
		definition.domain = fact_find(definition.all, "domain", "name",
		    name);
		if (definition.domain != NULL)
			definition_print(observing, n, &definition);
	}
}

void
observed_guests(struct observing *observing)
{
	struct gathered names = { NULL, 0, 0 };

	gathered_all(observing, &names, SURVEY_DOMAINS, "domain", "name");
	gathered_sort(&names);
	for (uint32_t i = 0; i < names.count; i++)
		if (strcmp(names.name[i], "primary") != 0)
			guest_print(observing, names.name[i]);
}
