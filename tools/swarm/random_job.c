#include "tools/swarm/random_job.h"

#include "core/plan/job.h"
#include "core/plan/plan.h"
#include "core/procedures/procedure.h"
#include "tools/swarm/draw.h"

enum { TRIES = 64 };

/* What may follow a job; it is refused where it has no place. */
static const struct {
	unsigned	 option;
	const char	*words;
} additions[] = {
	{ OPTION_NO_TEST, " --no-test" },
	{ OPTION_KEEP_ISO, " --keep-iso" },
	{ OPTION_KIND, " --kind cold" },
	{ OPTION_SET, " --set hostid=1f" },
	{ OPTION_SET, " --set vcpus=3" },
	{ OPTION_SET, " --set vcpus=16" },
	{ OPTION_SET, " --set memory=3G" },
	{ OPTION_SET, " --set memory=8G --set hostid=2f" },
	{ OPTION_PHASE, " --phase collect" },
	{ OPTION_PHASE, " --phase collect --phase prepare" },
};

enum { ADDITIONS = sizeof(additions) / sizeof(additions[0]) };

static unsigned
procedure_count(void)
{
	unsigned n = 0;

	while (procedures[n] != NULL)
		n++;
	return n;
}

static const char *
operand(struct arena *arena, const struct site *site, struct draw draw,
    const struct procedure *procedure)
{
	uint32_t guest = 1 + draw_of(draw, "guest", site->guest_count);
	uint32_t node = 1 + draw_of(draw, "node", site->node_count);

	/* Nothing is stuck on a site that is drawn: there is no cure. */
	if (procedure->takes_group)
		return NULL;
	if (procedure->takes_source)
		return site->guests[guest].source == 0 ? NULL :
		    names_text(site->names, KIND_SOURCE,
		    site->guests[guest].source);
	if (procedure->takes_guest)
		return names_text(site->names, KIND_GUEST, guest);
	return procedure->takes_node || (procedure->takes_nodes &&
	    draw_one_in(draw, "one node", 3)) ?
	    arena_format(arena, "%s", names_text(site->names, KIND_NODE,
	    node)) : "";
}

/* Nodes and serials are names of the site. */
static const char *
named_option(struct arena *arena, const struct site *site, struct draw draw,
    const struct procedure *procedure)
{
	uint32_t node = 1 + draw_of(draw, "to", site->node_count);
	uint32_t guest = 1 + draw_of(draw, "guest", site->guest_count);
	uint32_t device = site->guests[guest].device;
	uint32_t guid = site->devices[device].guid;

	if ((procedure->options & OPTION_TO) != 0 && draw_one_in(draw,
	    "elsewhere", 2))
		return arena_format(arena, " --to %s", names_text(site->names,
		    KIND_NODE, node));
	if ((procedure->options & OPTION_DESTROY_DATA) != 0 &&
	    draw_one_in(draw, "destroy", 2))
		return arena_format(arena, " --destroy-data %s", guid != 0 ?
		    names_text(site->names, KIND_TEXT, guid) :
		    names_text(site->names, KIND_DEVICE, device));
	return "";
}

static const char *
line_of(struct arena *arena, const struct site *site, struct draw draw)
{
	const struct procedure *procedure = procedures[draw_of(draw,
	    "procedure", procedure_count())];
	const char *of = operand(arena, site, draw, procedure);
	unsigned n = draw_of(draw, "addition", ADDITIONS);
	bool added = (procedure->options & additions[n].option) != 0;

	if (of == NULL)
		return NULL;
	return arena_format(arena, "%s%s%s%s%s%s", procedure->name,
	    of[0] != '\0' ? " " : "", of, added ? additions[n].words : "",
	    named_option(arena, site, draw, procedure),
	    draw_one_in(draw, "locks", 2) ? " --locks" : "");
}

/* Does the one need the other's group to be there, or in a place, or keep it
 * from one? */
static bool
binds(const struct site_guest *one, const struct site_guest *other)
{
	for (uint32_t i = 0; i < one->affinity_count; i++)
		if (one->affinity[i].group == other->group &&
		    (other->now == NOW_ABSENT ||
		    affinity_is_strong(one->affinity[i].sign)))
			return true;
	return false;
}

/* A guest that the job puts where it begins may not be there: such a site is
 * none. */
static bool
is_bound(const struct site *site, uint32_t guest)
{
	for (uint32_t g = 1; g <= site->guest_count; g++)
		if (binds(&site->guests[guest], &site->guests[g]) ||
		    (site->guests[g].now != NOW_ABSENT &&
		    binds(&site->guests[g], &site->guests[guest])))
			return true;
	return false;
}

/* Where the guest stands at the beginning, if the job puts it there. */
static enum guest_now
begins_as(const struct site *site, const struct job *job)
{
	enum guest_now now = job->procedure->guest_begin;

	return now == NOW_CLUSTERED && !site->guests[job->guest].agent.present
	    ? NOW_RUNNING : now;
}

/* Is there a plan for it, and can it begin where the site has its guest? */
static bool
is_job(struct arena *arena, struct site *site, const char *line)
{
	enum guest_now now;
	struct err err = { 0 };
	struct job job;

	if (!job_read_line(arena, site, line, &job, &err) ||
	    plan_make(arena, site, &job, NULL, &err) == NULL)
		return false;
	if (job.guest == 0)
		return true;
	now = site->guests[job.guest].now;
	return now == begins_as(site, &job) || (now == NOW_ABSENT &&
	    !is_bound(site, job.guest));
}

const char *
random_job(struct arena *arena, struct site *site, uint64_t seed)
{
	for (unsigned n = 0; site->guest_count != 0 && n < TRIES; n++) {
		const char *line = line_of(arena, site, draw_part(
		    draw_begin(seed), "job", n));

		if (line != NULL && is_job(arena, site, line))
			return line;
	}
	return "services";
}
