#include "backends/watch/expected.h"

#include <string.h>

#include "backends/watch/node_is.h"
#include "core/policy/policy.h"
#include "core/policy/policy_words.h"
#include "core/policy/scene_site.h"
#include "core/site/site.h"

struct setting {
	struct scene	*scene;
	struct noticing	 about;		/* one guest after the other */
};

/* What it has there is not free. */
static void
domain_take(struct setting *setting, uint32_t node,
    const struct fact_row *domain)
{
	int64_t *free = setting->scene->nodes[node].free;

	free[CAPACITY_VCPUS] -= fact_amount(domain, "vcpus");
	free[CAPACITY_MEMORY] -= fact_amount(domain, "memory");
	free[CAPACITY_CRYPTO] -= guest_row(&setting->about)->crypto;
	free[CAPACITY_PORTS]--;
}

static void
domains_take(struct setting *setting)
{
	for (uint32_t n = 1; n <= setting->about.survey->nodes; n++) {
		const struct fact_row *domain = fact_of(answer_at(
		    setting->about.survey, n, SURVEY_DOMAINS), "domain",
		    "name", guest_named(&setting->about));

		if (domain != NULL && !fact_is(domain, "state", "inactive"))
			domain_take(setting, n, domain);
	}
}

/* The manager's own word for where the group is; one that is under way may
 * still go elsewhere. */
static void
group_put(struct setting *setting)
{
	static const enum group_stage stages[] = {
		[GROUP_IS_UNTOLD] = GROUP_ABSENT,
		[GROUP_IS_ABSENT] = GROUP_ABSENT,
		[GROUP_IS_FAILED] = GROUP_STOP_FAILED,
		[GROUP_IS_PENDING] = GROUP_OFFLINE,
		[GROUP_IS_ONLINE] = GROUP_ONLINE,
		[GROUP_IS_OFFLINE] = GROUP_OFFLINE,
		[GROUP_IS_UNMANAGED] = GROUP_UNMANAGED,
	};
	uint32_t number = guest_row(&setting->about)->group;
	struct scene_group *group = &setting->scene->groups[number];
	struct guest_is is;

	guest_is(&setting->about, &is);
	group->stage = stages[is.group];
	group->on = is.group == GROUP_IS_ONLINE ? is.group_on : 0;
	group->suspended = is.suspended;
	scene_count(setting->scene, number, group->on, 1);
}

/* The site without any guest that is there: all that is declared is free. */
static struct scene *
scene_empty(struct arena *arena, const struct site *site)
{
	struct site empty = *site;

	empty.guests = arena_take(arena, site->guest_count + (size_t)1,
	    sizeof(*empty.guests));
	memcpy(empty.guests, site->guests, (site->guest_count + (size_t)1) *
	    sizeof(*empty.guests));
	for (uint32_t g = 1; g <= site->guest_count; g++)
		empty.guests[g].now = NOW_ABSENT;
	return scene_of_site(arena, &empty);
}

struct scene *
expected_scene(struct arena *arena, const struct survey *survey,
    const struct site *site)
{
	struct setting setting = { scene_empty(arena, site), { .arena = arena,
	    .survey = survey, .site = site } };

	setting.scene->names = site->names;
	for (uint32_t n = 1; n <= survey->nodes; n++)
		setting.scene->nodes[n].member = node_is(survey, n) ==
		    NODE_MEMBER;
	for (uint32_t g = 1; g <= site->guest_count; g++) {
		setting.about.guest = g;
		domains_take(&setting);
		if (site->guests[g].device != 0)
			group_put(&setting);
	}
	return setting.scene;
}

/* What becomes of the group, and why not at the other nodes. */
static const char *
placement_text(struct arena *arena, const struct scene *scene,
    const struct placement *placement)
{
	const char *text = placement_words(arena, scene, placement);
	const char *why = "";

	for (uint32_t i = 0; i < placement->count; i++) {
		const struct candidate *candidate = &placement->candidates[i];

		if (candidate->reason == REASON_CHOSEN ||
		    candidate->reason == REASON_NONE)
			continue;
		why = arena_format(arena, "%s%s%s: %s", why, *why != '\0' ?
		    "; " : "", names_text(scene->names, KIND_NODE,
		    candidate->node), candidate_words(arena, scene,
		    candidate));
	}
	return *why == '\0' ? text : arena_format(arena, "%s (%s)", text, why);
}

const char *
expected_start(const struct noticing *noticing)
{
	struct scene *scene = expected_scene(noticing->arena, noticing->survey,
	    noticing->site);
	uint32_t group = guest_row(noticing)->group;
	struct placement placement;

	policy_choose(scene, &(struct occasion){ .kind = OCCASION_START,
	    .group = group }, group, &placement);
	return placement_text(noticing->arena, scene, &placement);
}

const char *
expected_death(const struct noticing *noticing)
{
	struct scene *scene = expected_scene(noticing->arena, noticing->survey,
	    noticing->site);
	struct placements placements = policy_node_dies(noticing->arena, scene,
	    (uint64_t)1 << noticing->node);
	const char *text = "";

	for (uint32_t i = 0; i < placements.count; i++)
		text = arena_format(noticing->arena, "%s%s%s", text,
		    *text != '\0' ? "; " : "if it dies, ",
		    placement_text(noticing->arena, scene,
		    &placements.list[i]));
	return text;
}
