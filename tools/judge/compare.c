/*
 * What shows in a trial of a script.
 */
#include <assert.h>
#include <string.h>

#include "tools/judge/judging.h"
#include "tools/judge/left.h"
#include "tools/scenario/copied.h"

/* A trial that is compared. */
struct comparing {
	struct judging	*judging;
	const struct trial *trial;
	struct arena	*arena;
	const char	*when, *fault;	/* NULL: undisturbed */
};

static bool
is_disturbed(const struct comparing *comparing)
{
	return comparing->trial->disturbance.row != NULL;
}

static void
add(const struct comparing *comparing, struct finding finding)
{
	finding.when = comparing->when;
	finding.fault = comparing->fault;
	findings_add(&comparing->judging->findings, &finding);
}

/* A violation of the undisturbed script shows once. */
static bool
was_violated(const struct trial *trial, const char *name)
{
	for (uint32_t i = 0; i < trial->violated_count; i++)
		if (strcmp(trial->violated[i].name, name) == 0)
			return true;
	return false;
}

static void
data_find(const struct comparing *comparing)
{
	const struct trial *trial = comparing->trial;

	for (uint32_t i = 0; i < trial->violated_count; i++) {
		const struct violated *at = &trial->violated[i];

		if (is_disturbed(comparing) && was_violated(
		    &comparing->judging->plain, at->name))
			continue;
		add(comparing, (struct finding){ .kind = FINDING_DATA,
		    .subject = at->name, .text = arena_format(
		    comparing->arena, "%s: %s", at->name, at->text),
		    .expect = "no data lost" });
	}
}

static const char *
guest_name(const struct trial *trial, uint32_t guest)
{
	return names_text(trial->site->names, KIND_GUEST, guest);
}

/* A node that dies costs a guest that nobody would have started again without
 * the script either. */
static bool
may_be_down(const struct comparing *comparing, uint32_t guest)
{
	const struct disturbance_row *row = comparing->trial->disturbance.row;

	return row != NULL && row->node &&
	    !comparing->judging->survives[guest];
}

/* Who makes a guest and fails has not taken one down, unless he says that all
 * is well. */
static bool
may_be_missing(const struct comparing *comparing, uint32_t guest)
{
	const struct scripted *script = &comparing->trial->record.script;

	return !comparing->judging->before.guest[guest].up &&
	    (script->end != SCRIPTED_ENDED || script->status != 0);
}

/* It was up before the script, or is after it if nothing goes wrong. */
static bool
is_lost(const struct comparing *comparing, uint32_t guest)
{
	const struct judging *judging = comparing->judging;

	if (comparing->trial->guest[guest].up)
		return false;
	return is_disturbed(comparing) ? judging->plain.guest[guest].up &&
	    !may_be_down(comparing, guest) &&
	    !may_be_missing(comparing, guest) :
	    judging->before.guest[guest].up;
}

static void
down_find(const struct comparing *comparing)
{
	const struct trial *trial = comparing->trial;

	for (uint32_t g = 1; g <= trial->site->guest_count; g++) {
		const char *name = guest_name(trial, g);

		if (!is_lost(comparing, g))
			continue;
		add(comparing, (struct finding){ .kind = FINDING_DOWN,
		    .subject = name, .text = arena_format(comparing->arena,
		    "guest %s is down, and stays so", name),
		    .expect = arena_format(comparing->arena,
		    "guest %s running", name) });
	}
}

/* What a dead node's guest comes up with is the cluster's copy of its
 * definition. */
static void
copy_find(const struct comparing *comparing)
{
	const struct judging *judging = comparing->judging;
	const struct trial *trial = comparing->trial;

	for (uint32_t g = 1; g <= trial->site->guest_count; g++) {
		const char *name = guest_name(trial, g);

		if (!trial->guest[g].up || copied_is_current(trial->text,
		    name) || (judging->before.guest[g].up &&
		    !copied_is_current(judging->before.text, name)))
			continue;
		add(comparing, (struct finding){ .kind = FINDING_FAILOVER,
		    .subject = arena_format(comparing->arena, "copy %s", name),
		    .text = arena_format(comparing->arena, "the cluster's copy "
		    "of the definition of guest %s is older than the "
		    "definition: if its node dies now, it comes up on another "
		    "one without what was changed", name),
		    .expect = arena_format(comparing->arena,
		    "cluster knows definition of %s", name) });
	}
}

static void
left_find_all(const struct comparing *comparing)
{
	const struct judging *judging = comparing->judging;
	const struct left_of of = { comparing->trial->text,
	    judging->before.text, is_disturbed(comparing) ?
	    judging->plain.text : judging->before.text };
	struct left left;

	for (unsigned n = 0; left_find(comparing->arena, n, &of, &left); n++)
		add(comparing, (struct finding){ .kind = FINDING_LEFT,
		    .subject = left.subject, .text = left.text,
		    .expect = left.expect });
}

static void
replaced_find(const struct comparing *comparing)
{
	const struct judging *judging = comparing->judging;
	const struct trial *trial = comparing->trial;

	for (uint32_t g = 1; g <= trial->site->guest_count; g++)
		if (trial->guest[g].replaced && !(is_disturbed(comparing) ?
		    judging->plain.guest[g].replaced :
		    judging->before.guest[g].replaced))
			add(comparing, (struct finding){ .kind = FINDING_DATA,
			    .subject = guest_name(trial, g),
			    .text = arena_format(comparing->arena, "guest %s "
			    "runs another system than that of its source: the "
			    "installer has overwritten its disks", guest_name(
			    trial, g)) });
}

static void
end_find(const struct comparing *comparing)
{
	enum scripted_end end = comparing->trial->record.script.end;

	if (end == SCRIPTED_WAITS || end == SCRIPTED_TOO_LONG)
		add(comparing, (struct finding){ .kind = FINDING_NEVER_ENDS,
		    .subject = "", .text = end == SCRIPTED_WAITS ?
		    "the script waits for what never comes" :
		    "the script goes on asking for ever" });
}

/* A command by force, right after another change. */
static void
forces_find(const struct comparing *comparing)
{
	const struct record *record = &comparing->trial->record;

	for (uint32_t i = 0; i < record->count && !is_disturbed(comparing);
	    i++) {
		const struct recorded *row = &record->row[i];

		if (row->question || row->op.forced == 0 || row->asked)
			continue;
		add(comparing, (struct finding){ .kind = FINDING_FORCES,
		    .subject = row->text, .text = arena_format(
		    comparing->arena, "%s forces, and nothing is asked before",
		    recorded_words(comparing->arena, comparing->trial->site,
		    row)), .expect = arena_format(comparing->arena,
		    "not typed \"%s\"", row->text) });
	}
}

/* The next change, or NULL. */
static const struct recorded *
change_after(const struct record *record, uint32_t at)
{
	while (++at < record->count)
		if (!record->row[at].question)
			return &record->row[at];
	return NULL;
}

/* The change after the one that failed, if it is the same as when nothing goes
 * wrong. */
static const struct recorded *
gone_on(const struct comparing *comparing)
{
	const struct trial *trial = comparing->trial;
	uint32_t at = trial->disturbance.at;
	const struct recorded *next, *wanted;

	if (trial->disturbance.row->change != CHANGE_FAILS ||
	    at >= trial->record.count || trial->record.row[at].status == 0)
		return NULL;
	next = change_after(&trial->record, at);
	wanted = change_after(&comparing->judging->plain.record, at);
	return next != NULL && wanted != NULL &&
	    strcmp(next->text, wanted->text) == 0 ? next : NULL;
}

static void
goes_on_find(const struct comparing *comparing)
{
	const struct trial *trial = comparing->trial;
	struct arena *arena = comparing->arena;
	const struct recorded *next = gone_on(comparing);

	if (next == NULL)
		return;
	add(comparing, (struct finding){ .kind = FINDING_GOES_ON,
	    .subject = trial->record.row[trial->disturbance.at].text,
	    .text = arena_format(arena, "after %s has failed it goes on with "
	    "%s", recorded_words(arena, trial->site,
	    &trial->record.row[trial->disturbance.at]), recorded_words(arena,
	    trial->site, next)), .expect = arena_format(arena,
	    "not typed \"%s\"", next->text) });
}

static void
false_find(const struct comparing *comparing)
{
	const struct scripted *script = &comparing->trial->record.script;

	if (script->end != SCRIPTED_ENDED || script->status != 0)
		return;
	add(comparing, (struct finding){ .kind = FINDING_FALSE, .subject = "",
	    .text = "the script reports success (status 0), and the site is "
	    "not what it is when nothing goes wrong",
	    .expect = "script fails" });
}

/* What is only wrong if the site is not what it should be. */
static void
undone_find(const struct comparing *comparing)
{
	if (!is_disturbed(comparing) || strcmp(comparing->trial->text,
	    comparing->judging->plain.text) == 0)
		return;
	goes_on_find(comparing);
	if (comparing->trial->disturbance.row->change == CHANGE_FAILS)
		false_find(comparing);
}

static void (*const finders[])(const struct comparing *) = {
	data_find, replaced_find, down_find, copy_find, end_find, forces_find,
	left_find_all, undone_find
};

static void
comparing_make(struct comparing *comparing, struct arena *arena,
    struct judging *judging, const struct trial *trial)
{
	const struct trial *plain = &judging->plain;

	*comparing = (struct comparing){ .judging = judging, .trial = trial,
	    .arena = arena };
	if (!is_disturbed(comparing))
		return;
	comparing->when = disturbance_words(arena, plain->site,
	    &plain->record, &trial->disturbance);
	comparing->fault = disturbance_phrase(arena, plain->site,
	    &plain->record, &trial->disturbance);
}

void
judging_compare(struct judging *judging, const struct trial *trial)
{
	struct arena arena = { 0 };
	struct comparing comparing;

	comparing_make(&comparing, &arena, judging, trial);
	for (size_t i = 0; i < sizeof(finders) / sizeof(finders[0]); i++)
		finders[i](&comparing);
	arena_drop(&arena);
}

/* Which guest that concerns: one that is switched, or all. */
static bool
is_concerned(const struct comparing *comparing,
    const struct aftermath *aftermath, const struct trial *was,
    uint32_t guest)
{
	return was->guest[guest].up &&
	    comparing->judging->survives[guest] &&
	    (aftermath->guest == 0 || aftermath->guest == guest);
}

void
judging_compare_after(struct judging *judging,
    const struct aftermath *aftermath, const struct trial *trial,
    const struct trial *was)
{
	struct arena arena = { 0 };
	struct comparing comparing;
	struct story story = { 0 };
	const char *wrong, *expect;

	comparing_make(&comparing, &arena, judging, trial);
	aftermath_tell(&arena, was, aftermath, &story);
	for (uint32_t g = 1; g <= trial->site->guest_count; g++) {
		if (!is_concerned(&comparing, aftermath, was, g))
			continue;
		wrong = aftermath_wrong(&arena, aftermath, trial, g, &expect);
		if (wrong == NULL)
			continue;
		add(&comparing, (struct finding){ .kind = FINDING_FAILOVER,
		    .subject = wrong, .text = arena_format(&arena,
		    "%s when %s", wrong, aftermath_words(&arena, trial->site,
		    aftermath)), .after = story.after,
		    .after_types = story.after_types,
		    .after_on = story.after_on, .expect = expect });
	}
	arena_drop(&arena);
}
