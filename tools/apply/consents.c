#include "tools/apply/consents.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

static const struct {
	const char	*option;
	bool		 named;		/* it has a name */
	bool		 at_its_step;	/* said when the run comes to it */
	const char	*text;		/* %s is the name */
} rows[CONSENT_KINDS] = {
	[CONSENT_DESTROY] = { "destroy", true, false,
	    "what is on %s now is lost" },
	[CONSENT_DATA] = { "destroy-data", true, false,
	    "the pool on the LUN %s is destroyed, with its data" },
	[CONSENT_POWER] = { "power-off", true, false,
	    "the power of %s is cut: whatever runs there is dead" },
	[CONSENT_ACCEPT] = { "accept", false, true,
	    "after it there is no way back%s" },
};

static void
add(struct consents *consents, enum consent_kind kind, uint32_t step,
    const char *name)
{
	for (unsigned i = 0; i < consents->count; i++)
		if (consents->list[i].kind == kind &&
		    strcmp(consents->list[i].name, name) == 0)
			return;
	assert(consents->count < PLAN_STEPS);
	consents->list[consents->count++] = (struct consent){ kind, step, name,
	    BY_NOBODY };
}

/* One yes for one thing: what destroys a pool with its data is the point of no
 * return as well. */
static void
step_list(struct consents *consents, const struct plan *plan,
    const struct job *job, uint32_t i)
{
	const struct step *step = &plan->steps[i];

	if (op_table[step->op.kind].cuts_power)
		add(consents, CONSENT_POWER, i, names_text(plan->site->names,
		    KIND_NODE, step->op.on));
	if (step->destroys && step->no_return)
		add(consents, CONSENT_DATA, i, job->destroy != NULL ?
		    job->destroy : "");
	else if (step->destroys)
		add(consents, CONSENT_DESTROY, i, names_text(
		    plan->site->names, KIND_DEVICE, step->op.device));
	else if (step->no_return)
		add(consents, CONSENT_ACCEPT, i, "");
}

void
consents_list(struct consents *consents, const struct plan *plan,
    const struct job *job, uint32_t first, uint32_t last)
{
	assert(last <= plan->step_count);
	consents->count = 0;
	for (uint32_t i = first; i < last; i++)
		step_list(consents, plan, job, i);
}

void
consents_list_back(struct consents *consents, const struct plan *plan)
{
	for (uint32_t i = 0; i < plan->step_count; i++)
		if (op_table[op_table[plan->steps[i].op.kind].undo[0]]
		    .cuts_power)
			add(consents, CONSENT_POWER, i, names_text(
			    plan->site->names, KIND_NODE,
			    plan->steps[i].op.on));
}

bool
consents_allow(const struct consents *consents, const struct names *names,
    const struct op *op)
{
	const char *node;

	if (!op_table[op->kind].cuts_power)
		return true;
	node = names_text(names, KIND_NODE, op->on);
	for (unsigned i = 0; consents != NULL && i < consents->count; i++)
		if (consents->list[i].kind == CONSENT_POWER &&
		    consents->list[i].by != BY_NOBODY &&
		    strcmp(consents->list[i].name, node) == 0)
			return true;
	return false;
}

static struct consent *
find(struct consents *consents, const char *option, const char *name)
{
	for (unsigned i = 0; i < consents->count; i++)
		if (strcmp(rows[consents->list[i].kind].option, option) == 0 &&
		    strcmp(consents->list[i].name, name) == 0)
			return &consents->list[i];
	return NULL;
}

static const char *
text_at(const json_t *record, const char *key)
{
	const char *text = json_string_value(json_object_get(record, key));

	return text != NULL ? text : "";
}

void
consents_recall(struct consents *consents, const struct journal *journal)
{
	for (size_t i = 0; i < journal->count; i++) {
		const json_t *record = journal->record[i];
		struct consent *consent;

		if (strcmp(journal_type(journal, i), "ask") != 0)
			continue;
		consent = find(consents, text_at(record, "option"),
		    text_at(record, "answer"));
		if (consent != NULL)
			consent->by = BY_JOURNAL;
	}
}

static bool
name_one(struct consents *consents, const char *option, const char *name,
    struct err *err)
{
	struct consent *consent = find(consents, option, name);

	if (consent == NULL || consent->by == BY_JOURNAL)
		return err_set(err, ERR_NOT_CONFIRMED, "--%s%s%s is not "
		    "needed%s: leave it out", option, *name != '\0' ? " " : "",
		    name, consent != NULL ? " any more, it was said before" :
		    " by this job");
	consent->by = BY_OPTION;
	return true;
}

static bool
name_list(struct consents *consents, const char *option,
    const struct option_list *list, struct err *err)
{
	for (unsigned i = 0; i < list->count; i++)
		if (!name_one(consents, option, list->item[i], err))
			return false;
	return true;
}

bool
consents_name(struct consents *consents, const struct options *options,
    struct err *err)
{
	return name_list(consents, "destroy", &options->destroy, err) &&
	    name_list(consents, "destroy-data", &options->destroy_data, err) &&
	    name_list(consents, "power-off", &options->power_off, err) &&
	    (!options->accept || name_one(consents, "accept", "", err));
}

bool
consents_is_missing(const struct consent *consent)
{
	return consent->by == BY_NOBODY && !rows[consent->kind].at_its_step;
}

struct consent *
consents_missing(struct consents *consents)
{
	for (unsigned i = 0; i < consents->count; i++)
		if (consents_is_missing(&consents->list[i]))
			return &consents->list[i];
	return NULL;
}

struct consent *
consents_due(struct consents *consents, uint32_t step)
{
	for (unsigned i = 0; i < consents->count; i++)
		if (consents->list[i].by == BY_NOBODY &&
		    consents->list[i].step == step)
			return &consents->list[i];
	return NULL;
}

bool
consent_ask(struct consent *consent, const struct plan *plan,
    const struct ask *ask)
{
	const char *step = plan->steps[consent->step].name;
	const char *name = rows[consent->kind].named ? consent->name : step;
	struct arena arena = { 0 };
	char word[ASK_WORD];

	if (ask_for(ask, arena_format(&arena, "Step %s: %s.  To go on, type "
	    "%s:", step, consent_text(&arena, consent), name), word) &&
	    strcmp(word, name) == 0)
		consent->by = BY_WORD;
	arena_drop(&arena);
	return consent->by == BY_WORD;
}

const char *
consent_name(const struct consent *consent)
{
	return rows[consent->kind].option;
}

const char *
consent_option(struct arena *arena, const struct consent *consent)
{
	return arena_format(arena, "--%s%s%s", rows[consent->kind].option,
	    rows[consent->kind].named ? " " : "", consent->name);
}

const char *
consent_text(struct arena *arena, const struct consent *consent)
{
	const char *text = rows[consent->kind].text, *at = strstr(text, "%s");

	assert(at != NULL);
	return arena_format(arena, "%.*s%s%s", (int)(at - text), text,
	    consent->name, at + 2);
}
