#include "core/plan/check.h"

#include "core/plan/check_recovery.h"
#include "core/plan/check_rejoin.h"
#include "core/plan/check_stuck.h"
#include "core/plan/check_sweep.h"
#include "core/procedures/procedure.h"

/* Nothing is asked of a node that the plan leaves out. */
static bool
is_left_out(const struct checking *checking, uint32_t node)
{
	return (checking->plan->left_out >> node & 1) != 0;
}

/* Is the guest made there? */
static bool
is_home(const struct checking *checking)
{
	return checking->node == checking->plan->from;
}

/* Does the job begin with a guest that the agent does not have?  An agent that
 * is only declared starts nothing. */
static bool
is_unguarded(const struct checking *checking)
{
	enum guest_now begin = checking->plan->procedure->guest_begin;

	return begin != NOW_ABSENT && (begin != NOW_CLUSTERED ||
	    !checking->row->agent.present);
}

/* Such a guest must be proved dead on a node that is left out before it is
 * taken down elsewhere: while the run starts it again, it would be too late. */
static void
list_left_out(struct checking *checking)
{
	for (uint32_t i = 0; i < checking->row->node_count; i++) {
		checking->node = checking->row->node[i];
		if (is_left_out(checking, checking->node))
			check_dead(checking);
	}
}

static void
list_services(struct checking *checking, const struct job *job)
{
	for (uint32_t n = 1; n <= checking->site->node_count; n++)
		if (job_touches(checking->site, job, n) &&
		    !is_left_out(checking, n)) {
			checking->node = n;
			check_member(checking);
			check_services(checking, true);
		}
}

static void
list_create(struct checking *checking)
{
	for (uint32_t i = 0; i < checking->row->node_count; i++) {
		checking->node = checking->row->node[i];
		if (is_left_out(checking, checking->node))
			continue;
		check_member(checking);
		check_device(checking);
		if (is_home(checking))
			check_label(checking);
		check_services(checking, true);
		check_volumes(checking, true);
		check_capacity(checking);
		check_addresses(checking);
		check_password(checking);
		if (is_home(checking))
			check_unmade(checking);
		else
			check_absent(checking);
	}
	check_affinities_at_home(checking);
	check_loads(checking, true);
}

/* The node that the guest moves to. */
static void
list_target(struct checking *checking)
{
	checking->node = checking->plan->to;
	check_member(checking);
	check_device(checking);
	check_services(checking, false);
	check_volumes(checking, false);
	check_capacity(checking);
	check_addresses(checking);
	check_absent(checking);
	check_affinities(checking);
	check_loads(checking, false);
}

static void
list_switch(struct checking *checking)
{
	checking->node = checking->plan->from;
	check_member(checking);
	check_group(checking);
	list_target(checking);
}

/* Does a conversion start the guest there, at home or to try a switch? */
static bool
runs_there(const struct checking *checking, const struct job *job)
{
	return job_has_phase(job, "prepare") || job_has_phase(job,
	    is_home(checking) ? "convert" : "cluster");
}

/* What the first phase of the job needs from the site or earlier phases. */
static void
list_p2v(struct checking *checking, const struct job *job)
{
	if (job_has_phase(job, "collect"))
		check_source(checking);
	else if (job_has_phase(job, "prepare"))
		check_archive(checking);
	else if (!job_has_phase(job, "convert"))
		check_running(checking);
	for (uint32_t i = 0; i < checking->row->node_count; i++) {
		checking->node = checking->row->node[i];
		if (is_left_out(checking, checking->node))
			continue;
		check_member(checking);
		check_services(checking, false);
		check_password(checking);
		if (job_has_phase(job, "prepare") ||
		    (!is_home(checking) && job_has_phase(job, "cluster")))
			check_volumes(checking, true);
		if (job_has_phase(job, "prepare")) {
			check_device(checking);
			if (is_home(checking))
				check_label(checking);
		}
		if (runs_there(checking, job))
			check_capacity(checking);
		if (job_has_phase(job, "prepare")) {
			check_addresses(checking);
			check_absent(checking);
		}
		if ((is_home(checking) && job_has_phase(job, "convert")) ||
		    (job->keep_iso && job_has_phase(job, "cluster")))
			check_file(checking, "image", checking->site->sources[
			    checking->row->source].image);
	}
	if (job_has_phase(job, "cluster")) {
		check_affinities_at_home(checking);
		check_loads(checking, true);
	}
}

static void
list_migrate(struct checking *checking)
{
	check_unguarded(checking);
	checking->node = checking->plan->from;
	check_member(checking);
	check_running(checking);
	check_password(checking);
	list_target(checking);
}

/* Every node of the group needs the capacity for the changed guest. */
static void
list_maintain(struct checking *checking, const struct job *job)
{
	checking->node = checking->plan->from;
	check_member(checking);
	check_group(checking);
	for (uint32_t i = 0; i < checking->row->node_count; i++) {
		checking->node = checking->row->node[i];
		if (!is_left_out(checking, checking->node))
			check_capacity_for(checking, job);
	}
}

static void
list_retire(struct checking *checking)
{
	for (uint32_t i = 0; i < checking->row->node_count; i++) {
		checking->node = checking->row->node[i];
		if (is_left_out(checking, checking->node))
			continue;
		check_member(checking);
		/* The agent is not created again without it. */
		check_password(checking);
		if (checking->node != checking->plan->from)
			check_absent(checking);
	}
	checking->node = checking->plan->from;
	if (checking->row->agent.present)
		check_group(checking);
	else
		check_running(checking);
	check_unnamed(checking);
}

/* Only a recovery may begin where the cluster has not imported the pool. */
static bool
is_imported(const struct plan *plan)
{
	return !plan->procedure->recovers ||
	    plan->view.ends.pool_at == plan->from;
}

bool
check_list(struct arena *arena, struct names *names, const struct job *job,
    struct plan *plan, struct err *err)
{
	struct checking checking = { arena, plan, plan->site, names,
	    &plan->site->guests[job->guest], job->guest, 0, false };

	switch (job->procedure->checks) {
	case CHECK_SERVICES:
		list_services(&checking, job);
		break;
	case CHECK_CREATE:
		list_create(&checking);
		break;
	case CHECK_SWITCH:
		list_switch(&checking);
		break;
	case CHECK_P2V:
		list_p2v(&checking, job);
		break;
	case CHECK_MIGRATE:
		list_migrate(&checking);
		break;
	case CHECK_MAINTAIN:
		list_maintain(&checking, job);
		break;
	case CHECK_RETIRE:
		list_retire(&checking);
		break;
	case CHECK_SWEEP:
		check_sweep(&checking, job);
		break;
	case CHECK_RECOVER:
		check_recovery(&checking);
		break;
	case CHECK_BOOT:
		check_boot(&checking, job);
		break;
	case CHECK_REJOIN:
		check_rejoin(&checking, job);
		break;
	case CHECK_UNSTICK:
		check_stuck(&checking);
		break;
	}
	if (job->guest != 0 && !job->procedure->recovers &&
	    is_unguarded(&checking))
		list_left_out(&checking);
	if (job->guest != 0 && job->procedure->checks != CHECK_UNSTICK &&
	    is_imported(plan))
		check_pool(&checking);
	check_saving(&checking);
	if (job->phases != 0)
		check_handover(&checking);
	check_assumed(&checking);
	return !checking.full || err_set(err, ERR_TOO_MANY,
	    "this job needs more than %d checks", PLAN_CHECKS);
}

static uint32_t
check_of(const struct plan *plan, const struct op *ask)
{
	for (uint32_t i = 0; i < plan->check_count; i++)
		if (!plan->checks[i].warns &&
		    op_equal(&plan->checks[i].fact.ask, ask))
			return i;
	return PLAN_NONE;
}

void
check_link(struct plan *plan)
{
	for (uint32_t i = 0; i < plan->fact_count; i++)
		plan->facts[i].check = check_of(plan,
		    &plan->facts[i].fact.ask);
}

bool
check_met(const struct check *check, const struct answer *answer)
{
	struct answer amounts = *answer;

	if (answer_is_fenced(answer))
		amounts = op_fenced_answer(&check->fact.ask, answer);
	return want_met(&check->fact.want, &amounts);
}
