#include "core/formats/scenario/planned.h"

#include <assert.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/formats/json/mistakes.h"
#include "core/plan/plan.h"
#include "core/procedures/procedure.h"
#include "core/site/naming.h"

struct planned {
	struct arena	*arena;
	struct site	 site;		/* with the names of all plans */
	const struct scenario *scenario;
	const struct plan **plans;
	uint32_t	 count, room;
};

/* A job that could not be read, or that does not fit the site, has no plan. */
static void
plan_add(struct planned *planned, const struct job *job)
{
	struct job locked = *job;
	struct err err;

	if (job->procedure == NULL)
		return;
	/* Its jobs are those of its guests; the lock is its own. */
	if (job->procedure->campaign != CAMPAIGN_NONE) {
		naming_campaign(planned->site.names, job->node);
		return;
	}
	locked.locks = true;
	if (planned->count < planned->room)
		planned->plans[planned->count] = plan_make(planned->arena,
		    &planned->site, &locked, NULL, &err);
	if (planned->count < planned->room &&
	    planned->plans[planned->count] != NULL)
		planned->count++;
}

static void
line_add(struct planned *planned, const char *line)
{
	struct job job;
	struct err err;

	if (job_read_line(planned->arena, &planned->site, line, &job, &err))
		plan_add(planned, &job);
}

/* With its data, if the site says which disk that is. */
static void
guest_add(struct planned *planned, const struct procedure *procedure,
    uint32_t guest)
{
	const struct site *site = &planned->site;
	const char *name = names_text(site->names, KIND_GUEST, guest);
	uint32_t device = site->guests[guest].device, guid = device == 0 ? 0 :
	    site->devices[device].guid;

	line_add(planned, arena_format(planned->arena, "%s %s",
	    procedure->name, name));
	if ((procedure->options & OPTION_DESTROY_DATA) != 0 && guid != 0)
		line_add(planned, arena_format(planned->arena,
		    "%s %s --destroy-data %s", procedure->name, name,
		    names_text(site->names, KIND_TEXT, guid)));
}

static void
procedure_add(struct planned *planned, const struct procedure *procedure)
{
	const struct site *site = &planned->site;

	for (uint32_t g = 1; procedure->takes_guest && g <= site->guest_count;
	    g++)
		guest_add(planned, procedure, g);
	for (uint32_t s = 1; procedure->takes_source &&
	    s <= site->source_count; s++)
		line_add(planned, arena_format(planned->arena, "%s %s",
		    procedure->name, names_text(site->names, KIND_SOURCE, s)));
	if (!procedure->takes_guest && !procedure->takes_source)
		line_add(planned, procedure->name);
}

const struct planned *
planned_make(struct arena *arena, const struct scenario *scenario)
{
	struct planned *planned = arena_take(arena, 1, sizeof(*planned));
	const struct site *site = scenario->site;
	uint32_t room = scenario->begin_count + scenario->entry_count;

	for (int i = 0; procedures[i] != NULL; i++)
		room += 1 + 2 * site->guest_count + site->source_count;
	*planned = (struct planned){ arena, *site, scenario,
	    arena_take(arena, room, sizeof(*planned->plans)), 0, room };
	*planned->site.names = *names_copy(arena, scenario->people);
	for (int i = 0; procedures[i] != NULL; i++)
		procedure_add(planned, procedures[i]);
	for (uint32_t i = 0; i < scenario->begin_count; i++)
		plan_add(planned, &scenario->begin[i]);
	for (uint32_t i = 0; i < scenario->entry_count; i++)
		if (scenario->entries[i].kind == ENTRY_RUN)
			plan_add(planned, &scenario->entries[i].job);
	return planned;
}

/* Configurations are counted: "ha-base-1", "ha-base-2". */
static bool
is_config(const struct site *site, const char *text)
{
	size_t n = strlen(site->config);

	return strncmp(text, site->config, n) == 0 && text[n] == '-' &&
	    strspn(text + n + 1, "0123456789") == strlen(text + n + 1);
}

bool
planned_text(const struct planned *planned, enum kind kind, const char *text,
    const char **near)
{
	const struct names *names = planned->site.names;

	assert(kind == KIND_FILE || kind == KIND_TEXT);
	if (names_find(names, kind, text) != 0 ||
	    (kind == KIND_TEXT && is_config(&planned->site, text)))
		return true;
	for (uint32_t i = 1; i <= names_count(names, kind); i++)
		mistakes_nearer(text, names_text(names, kind, i), near);
	return false;
}

/* Does somebody type such an operation with that number? */
static bool
number_typed(const struct planned *planned, const struct op *op)
{
	const struct scenario *scenario = planned->scenario;
	struct op typed;

	for (uint32_t i = 0; i < scenario->entry_count; i++) {
		const struct scenario_entry *entry = &scenario->entries[i];

		if (entry->kind == ENTRY_TYPE &&
		    scenario->vocabulary->command(scenario->site,
		    scenario->people, entry->text, entry->on, &typed) &&
		    typed.kind == op->kind && typed.number == op->number)
			return true;
	}
	return false;
}

/* Is it an operation of a plan, or one that undoes one? */
static bool
is_of_plan(enum op_kind of_plan, enum op_kind kind)
{
	bool is = of_plan == kind;

	for (int i = 0; i < OP_UNDOS; i++)
		is |= op_table[of_plan].undo[i] == kind;
	return is;
}

bool
planned_number(const struct planned *planned, const struct op *op,
    const struct plan **other)
{
	for (uint32_t p = 0; p < planned->count; p++)
		for (uint32_t s = 0; s < planned->plans[p]->step_count; s++) {
			const struct op *has = &planned->plans[p]->steps[s].op;

			if (!is_of_plan(has->kind, op->kind))
				continue;
			if (has->number == op->number)
				return true;
			*other = planned->plans[p];
		}
	return number_typed(planned, op);
}
