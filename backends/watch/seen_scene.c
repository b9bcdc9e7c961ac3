#include "backends/watch/seen_scene.h"

#include <string.h>

#include "backends/watch/guest_is.h"
#include "backends/watch/node_is.h"
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
		[GROUP_IS_UNKNOWN] = GROUP_ABSENT,
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
seen_scene(struct arena *arena, const struct survey *survey,
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
