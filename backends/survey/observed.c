#include "backends/survey/observed.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "backends/survey/observing.h"

/* In the order of the canonical text. */
static void (*const kinds[])(struct observing *) = {
	observed_nodes, observed_services, observed_devices, observed_pools,
	observed_files, observed_volumes, observed_types, observed_groups,
	observed_resources, observed_guests,
};

const char *
observing_node(const struct observing *observing, uint32_t node)
{
	assert(node >= 1 && node <= observing->survey->nodes);
	return observing->survey->node[node];
}

const struct reading *
observing_domains(const struct observing *observing, uint32_t node)
{
	return survey_reading(observing->survey, node, SURVEY_DOMAINS);
}

bool
observing_answers(const struct observing *observing, uint32_t node)
{
	const struct survey *survey = observing->survey;

	for (uint32_t i = 0; i < survey->count; i++)
		if (survey->list[i]->output.place == node &&
		    survey->list[i]->output.over &&
		    !survey->list[i]->output.lost)
			return true;
	return false;
}

void
gathered_add(struct observing *observing, struct gathered *list,
    const char *name)
{
	const char **grown;

	assert(name != NULL);
	if (*name == '\0')
		return;
	if (list->count == list->capacity) {
		list->capacity = list->capacity * 2 + 16;
		grown = arena_take(&observing->arena, list->capacity,
		    sizeof(*grown));
		for (uint32_t i = 0; i < list->count; i++)
			grown[i] = list->name[i];
		list->name = grown;
	}
	list->name[list->count++] = name;
}

static int
by_name(const void *one, const void *other)
{
	return strcmp(*(const char *const *)one, *(const char *const *)other);
}

void
gathered_sort(struct gathered *list)
{
	uint32_t kept = 0;

	if (list->count == 0)
		return;
	qsort(list->name, list->count, sizeof(*list->name), by_name);
	for (uint32_t i = 1; i < list->count; i++)
		if (strcmp(list->name[i], list->name[kept]) != 0)
			list->name[++kept] = list->name[i];
	list->count = kept + 1;
}

void
gathered_facts(struct observing *observing, struct gathered *list,
    const struct reading *reading, const char *kind, const char *key)
{
	for (uint32_t i = 0; reading != NULL && i < reading->count; i++)
		if (strcmp(reading->fact[i].kind, kind) == 0)
			gathered_add(observing, list, fact_said(
			    &reading->fact[i], key));
}

void
gathered_all(struct observing *observing, struct gathered *list,
    enum survey_line line, const char *kind, const char *key)
{
	for (uint32_t i = 0; i < observing->nodes; i++)
		gathered_facts(observing, list, survey_reading(
		    observing->survey, observing->node[i], line), kind, key);
}

static void
escaped(struct buffer *out, const char *text)
{
	for (; *text != '\0'; text++)
		if ((unsigned char)*text <= ' ' ||
		    (unsigned char)*text >= 0x7f || *text == '\\')
			buffer_print(out, "\\%03o",
			    (unsigned)(unsigned char)*text);
		else
			buffer_put(out, text, 1);
}

void
observing_line(struct observing *observing, const char *kind,
    const char *name)
{
	assert(*kind != '\0' && *name != '\0');
	buffer_print(observing->out, "%s ", kind);
	escaped(observing->out, name);
}

void
observing_word(struct observing *observing, const char *key,
    const char *value)
{
	assert(*key != '\0');
	buffer_put(observing->out, " ", 1);
	escaped(observing->out, key);
	buffer_put(observing->out, "=", 1);
	escaped(observing->out, value != NULL ? value : "?");
}

void
observing_number(struct observing *observing, const char *key, int64_t number)
{
	observing_word(observing, key, arena_format(&observing->arena, "%lld",
	    (long long)number));
}

void
observing_nodes(struct observing *observing, const char *key, uint64_t nodes)
{
	const char *list = "";

	for (uint32_t i = 0; i < observing->nodes; i++) {
		uint32_t node = observing->node[i];

		if ((nodes >> node & 1) != 0)
			list = arena_format(&observing->arena, "%s%s%s", list,
			    *list != '\0' ? "," : "", observing_node(observing,
			    node));
	}
	observing_word(observing, key, list);
}

bool
observing_some(const struct observing *observing, enum survey_line line)
{
	for (uint32_t i = 0; i < observing->nodes; i++)
		if (survey_reading(observing->survey, observing->node[i],
		    line) != NULL)
			return true;
	return false;
}

const char *
observing_before(struct observing *observing, const char *text,
    const char *characters)
{
	return arena_text(&observing->arena, text, strcspn(text, characters));
}

const char *
observing_yes(bool is)
{
	return is ? "yes" : "no";
}

static bool
has(const struct site *site, enum kind kind, const char *name, uint32_t count)
{
	uint32_t number = names_find(site->names, kind, name);

	return number != 0 && number <= count;
}

bool
observing_has_node(const struct observing *observing, const char *name)
{
	return has(observing->site, KIND_NODE, name,
	    observing->site->node_count);
}

bool
observing_has_device(const struct observing *observing, const char *name)
{
	return has(observing->site, KIND_DEVICE, name,
	    observing->site->device_count);
}

static void
nodes_sort(struct observing *observing)
{
	struct gathered names = { NULL, 0, 0 };

	for (uint32_t n = 1; n <= observing->survey->nodes; n++)
		if (observing_has_node(observing, observing_node(observing,
		    n)))
			gathered_add(observing, &names, observing_node(
			    observing, n));
	gathered_sort(&names);
	observing->nodes = names.count;
	for (uint32_t n = 1; n <= observing->survey->nodes; n++)
		for (uint32_t i = 0; i < names.count; i++)
			if (strcmp(names.name[i], observing_node(observing,
			    n)) == 0)
				observing->node[i] = n;
}

void
survey_observed(const struct survey *survey, const struct site *site,
    struct buffer *out)
{
	struct observing observing = { .survey = survey, .site = site,
	    .out = out };

	assert(survey->nodes >= 1 && survey->nodes <= SITE_NODES);
	for (uint32_t n = survey->nodes; n >= 1; n--) {
		const struct reading *reading = survey_reading(survey, n,
		    SURVEY_CLUSTER);

		if (reading != NULL)
			observing.cluster = reading;
	}
	observing.groups = survey_reading(survey, 0, SURVEY_GROUPS);
	nodes_sort(&observing);
	observing_line(&observing, "site", site->name);
	buffer_put(out, "\n", 1);
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		kinds[i](&observing);
	arena_drop(&observing.arena);
}
