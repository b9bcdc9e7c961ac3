#include "tools/judge/judging.h"

#include <string.h>

/* A script that has ended long before it would, undisturbed, may wait for what
 * comes late. */
enum { PATIENCE_MS = 4 * 3600 * 1000 };

static bool
goes_on(struct judging *judging)
{
	judging->interrupted |= judging->go_on != NULL &&
	    !judging->go_on(judging->with, judging->done, judging->all);
	return !judging->interrupted;
}

static bool
one(struct judging *judging, const struct story *story, struct trial *trial,
    struct err *err)
{
	struct story named = *story;

	named.name = "a script";
	named.why = "It is judged.";
	judging->trials++;
	if (!trial_play(&judging->of, &named, trial, err))
		return false;
	judging->interrupted |= trial->record.script.end == SCRIPTED_STOPPED;
	return true;
}

static unsigned
faults_count(const struct judging *judging)
{
	struct disturbance disturbance = { 0 };
	unsigned count = 0;

	while (disturbance_next(judging->plain.site, &judging->plain.record,
	    &disturbance))
		count++;
	return count;
}

/* What goes wrong in that trial, in its arena; NULL: nothing does. */
static const char *
fault_of(const struct judging *judging, struct trial *trial)
{
	const struct trial *plain = &judging->plain;

	return trial->disturbance.row == NULL ? NULL : disturbance_phrase(
	    &trial->arena, plain->site, &plain->record, &trial->disturbance);
}

static void
survivors_look(struct judging *judging, const struct aftermath *aftermath,
    const struct trial *trial, const struct trial *was)
{
	const char *expect;

	for (uint32_t g = 1; g <= trial->site->guest_count; g++)
		judging->survives[g] &= !was->guest[g].up || aftermath_wrong(
		    &judging->arena, aftermath, trial, g, &expect) == NULL;
}

/* Something happens an hour later: without the script, that says which guests
 * survive it; after it, whether they do. */
static bool
after_play(struct judging *judging, const struct aftermath *aftermath,
    const struct trial *was, struct err *err)
{
	struct trial trial = { .disturbance = was->disturbance };
	struct story story = { .fault = fault_of(judging, &trial),
	    .scriptless = was == &judging->before };
	bool good;

	aftermath_tell(&trial.arena, was, aftermath, &story);
	good = one(judging, &story, &trial, err);
	if (good && !judging->interrupted && story.scriptless)
		survivors_look(judging, aftermath, &trial, was);
	else if (good && !judging->interrupted)
		judging_compare_after(judging, aftermath, &trial, was);
	trial_drop(&trial);
	return good;
}

/* The same trial again, and each thing that can happen an hour later. */
static bool
afterwards_play(struct judging *judging, const struct trial *was,
    struct err *err)
{
	const struct trial *before = was->disturbance.row != NULL ?
	    &judging->before : NULL;
	struct aftermath aftermath = { 0 };
	bool good = true;

	while (good && !judging->interrupted &&
	    aftermath_next(was, before, &aftermath))
		good = after_play(judging, &aftermath, was, err);
	return good;
}

/* Nothing that a later death could show: it is as it was, or should be. */
static bool
is_settled(const struct judging *judging, const struct trial *trial)
{
	return strcmp(trial->text, judging->plain.text) == 0 ||
	    strcmp(trial->text, judging->before.text) == 0 ||
	    trial->disturbance.row->change == CHANGE_PASSES;
}

static bool
fault_play(struct judging *judging, const struct disturbance *disturbance,
    struct err *err)
{
	struct trial trial = { .disturbance = *disturbance };
	bool good = one(judging, &(struct story){ .fault = fault_of(judging,
	    &trial) }, &trial, err);

	if (good && !judging->interrupted)
		judging_compare(judging, &trial);
	if (good && !judging->interrupted && !is_settled(judging, &trial))
		good = afterwards_play(judging, &trial, err);
	trial_drop(&trial);
	return good;
}

/* Each single thing that can go wrong. */
static bool
faults_play(struct judging *judging, struct err *err)
{
	const struct trial *plain = &judging->plain;
	struct disturbance disturbance = { 0 };
	bool good = true;

	judging->all = faults_count(judging);
	while (good && goes_on(judging) && disturbance_next(plain->site,
	    &plain->record, &disturbance)) {
		good = fault_play(judging, &disturbance, err);
		judging->done++;
	}
	return good;
}

static bool
survivors_play(struct judging *judging, struct err *err)
{
	uint32_t count = judging->before.site->guest_count + 1;

	judging->survives = arena_take(&judging->arena, count,
	    sizeof(*judging->survives));
	memset(judging->survives, true, count * sizeof(*judging->survives));
	return afterwards_play(judging, &judging->before, err);
}

bool
judging_play(struct judging *judging, struct err *err)
{
	judging->findings = (struct findings){ .arena = &judging->arena };
	judging->of.until_ms = -1;
	if (!one(judging, &(struct story){ .scriptless = true },
	    &judging->before, err) || !survivors_play(judging, err) ||
	    !one(judging, &(struct story){ 0 }, &judging->plain, err))
		return false;
	if (!judging->interrupted)
		judging_compare(judging, &judging->plain);
	judging->of.until_ms = 2 * judging->plain.result.took_ms +
	    PATIENCE_MS;
	if (!afterwards_play(judging, &judging->plain, err) ||
	    (judging->faults && !faults_play(judging, err)))
		return false;
	findings_sort(&judging->findings);
	return true;
}

void
judging_drop(struct judging *judging)
{
	trial_drop(&judging->before);
	trial_drop(&judging->plain);
	arena_drop(&judging->arena);
}
