#include "core/plan/agent_fits.h"

#include <assert.h>

/* Does the job type "ldm migrate-domain"? */
static bool
migrates(const struct building *building)
{
	enum check_set checks = building->job->procedure->checks;

	return checks == CHECK_MIGRATE || (checks == CHECK_CREATE &&
	    building->row->node_count > 1 && !building->job->no_test);
}

static bool
makes_agent(const struct building *building)
{
	return building->row->agent.present &&
	    building->job->procedure->stays_clustered &&
	    building->job->procedure->guest_begin == NOW_ABSENT &&
	    job_has_phase(building->job, "cluster");
}

bool
agent_fits(const struct building *building, struct err *err)
{
	const struct site_agent *agent = &building->row->agent;
	const char *guest = building_text(building, KIND_GUEST,
	    building->job->guest);
	bool creates = building->job->procedure->checks == CHECK_CREATE;

	assert(building->job->guest != 0);
	if (makes_agent(building) && agent->plugin_probe &&
	    !agent->probe_known)
		return err_set(err, ERR_JOB_INVALID, "%s: \"plugin_probe\": "
		    "true does not say which command Plugin_probe gets; give "
		    "its path in the site file, or false", guest);
	if (agent->password_file != 0)
		return true;
	if (makes_agent(building) &&
	    agent->migration_type == MIGRATION_MIGRATE)
		return err_set(err, ERR_JOB_INVALID, "%s has no password "
		    "file, and Migration_type=MIGRATE needs one: in the site "
		    "file, declare one in \"files\" with \"use\": "
		    "\"password\", or give \"password_file\" of its agent",
		    guest);
	return !migrates(building) || err_set(err, ERR_JOB_INVALID, "%s has "
	    "no password file, and ldm migrate-domain needs one: in the site "
	    "file, declare one in \"files\" with \"use\": \"password\"%s",
	    guest, creates ? ", or leave the test out with --no-test" : "");
}
