/*
 * checking.h: the list of checks of a plan while it is made; for core/plan
 * only.
 *
 * Each check_ function appends checks to checking->plan: a question at
 * checking->node, unless it says otherwise, and the answer that is expected.
 */
#ifndef CORE_CHECKING_H
#define CORE_CHECKING_H

#include "core/plan/job.h"
#include "core/plan/plan.h"

struct checking {
	struct arena		*arena;
	struct plan		*plan;
	const struct site	*site;
	struct names		*names;	/* of the site: texts are added */
	const struct site_guest	*row;
	uint32_t		 guest;
	uint32_t		 node;
	bool			 full;	/* more than PLAN_CHECKS */
};

/* Append one check.  name and expect must be valid as long as the plan; code is
 * that of the refusal. */
void	 check_add(struct checking *, const char *name, const char *expect,
	    enum err_code, struct fact);
/* The text of a name of the site. */
const char *check_text(const struct checking *, enum kind, uint32_t name);

/* The node that was left out runs no guest of that name: it has no power. */
void	 check_dead(struct checking *);
/* The node is up, and a member of the cluster. */
void	 check_member(struct checking *);
/* Every service is as declared.  It may be absent if the job will add it;
 * domferry never corrects a service that differs. */
void	 check_services(struct checking *, bool may_be_absent);
/* The node sees the guest's LUN, and nothing else uses it. */
void	 check_device(struct checking *);
/* A partition table can be written on its LUN. */
void	 check_label(struct checking *);
/* The node has free CPUs, memory and crypto units for the guest. */
void	 check_capacity(struct checking *);
/* The node has them for what the job changes. */
void	 check_capacity_for(struct checking *, const struct job *);
/* No other domain of the node has an address that the site declares for the
 * guest. */
void	 check_addresses(struct checking *);
/* The file with the root password of the other node exists. */
void	 check_password(struct checking *);
/* No domain has the guest's name. */
void	 check_absent(struct checking *);
/* A guest that is to be made is not in use: its agent does not have it.  What
 * there is of it has no more CPUs, crypto units and memory than declared: the
 * job would add to them. */
void	 check_unmade(struct checking *);
/* The guest's volumes exist.  They may be absent if the job will add them; one
 * of that name that is somebody else's is never taken. */
void	 check_volumes(struct checking *, bool may_be_absent);
/* The file exists; name is that of the check. */
void	 check_file(struct checking *, const char *name, uint32_t file);
/* Group, guest and agent are online on plan->from, and not suspended. */
void	 check_group(struct checking *);
/* HAStoragePlus has imported the guest's pool on plan->from, not a person; if
 * the plan needs that, on its way there or back.  The plan's steps are built
 * before. */
void	 check_pool(struct checking *);
/* The guest runs on plan->from. */
void	 check_running(struct checking *);
/* No resource names the guest: even a disabled one belongs to the agent. */
void	 check_unguarded(struct checking *);
/* The source runs. */
void	 check_source(struct checking *);
/* The archive of the source is complete. */
void	 check_archive(struct checking *);
/* The affinities of the guest's group are those that the site declares, and to
 * move it to plan->to breaks no strong one; weak ones, and groups that follow,
 * are only said. */
void	 check_affinities(struct checking *);
/* The groups that its affinities name exist, and the strong ones hold where it
 * is made. */
void	 check_affinities_at_home(struct checking *);
/* The load factors of the guest's group are those that the site declares, and
 * it passes no hard limit of plan->to, with the groups that follow it; over a
 * soft one is only said.  at_home: it is made on plan->from, and has no factors
 * yet.  Nothing is asked on a site without load limits. */
void	 check_loads(struct checking *, bool at_home);
/* No group that the site declares has an affinity to the guest's; its own are
 * as declared. */
void	 check_unnamed(struct checking *);
/* Where a configuration is going to be saved, there is a free slot, and the
 * node has booted the whole of the one before; the plan's steps are built
 * before. */
void	 check_saving(struct checking *);
/* What the plan was made from still holds, as far as no other check asks it:
 * the group is where the job begins, and no configuration that it will save is
 * saved already; the plan's steps are built before. */
void	 check_assumed(struct checking *);
/* What that check expects of a configuration, in the arena. */
const char *check_config_text(struct arena *, const char *config);
/* Everything holds that phases before the job's first one must have left; the
 * plan's steps are built before. */
void	 check_handover(struct checking *);

#endif
