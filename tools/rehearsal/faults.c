/*
 * The faults of a rehearsal: read before anything is made, armed before it
 * begins, and each has to strike.
 */
#include <stdio.h>

#include "core/formats/scenario/people.h"
#include "tools/rehearsal/rehearsal.h"
#include "tools/say.h"
#include "tools/scenario/scenario.h"

/* What was expected is a list that no error has space for. */
static bool
fault_wrong(const char *text, const struct wrong *wrong, struct err *err)
{
	say_to(stderr, "domferry: %s: --fault \"%s\": at byte %u: %s: "
	    "expected %s\n", err_table[ERR_USAGE].name, text,
	    (unsigned)wrong->at + 1, wrong->found, wrong->expected);
	return err_set(err, ERR_USAGE, "--fault \"%s\" cannot be played",
	    text);
}

bool
rehearsal_faults_read(struct rehearsal *rehearsal, struct err *err)
{
	struct execution *execution = rehearsal->execution;
	const struct opening *opening = &execution->opening;
	const struct language language = { &execution->arena,
	    execution->site.site->names, &scenario_vocabulary,
	    people_names(&execution->arena, execution->site.site) };

	rehearsal->faults = arena_take(&execution->arena,
	    opening->fault_count + 1, sizeof(*rehearsal->faults));
	for (unsigned i = 0; i < opening->fault_count; i++) {
		struct fault *fault = &rehearsal->faults[i];
		struct wrong wrong;

		if (!phrase_fault(&language, opening->faults[i], fault,
		    &wrong))
			return fault_wrong(opening->faults[i], &wrong, err);
		if (fault_needs_commands(fault) &&
		    rehearsal->through == THROUGH_OP)
			return err_set(err, ERR_USAGE, "--fault \"%s\" "
			    "strikes what commands print, and none are typed "
			    "without --through shell", opening->faults[i]);
		/* It ended the process that the run was begun in. */
		fault->may |= fault->record >= 0 && execution->resumed;
	}
	return true;
}

bool
rehearsal_faults(struct rehearsal *rehearsal, struct err *err)
{
	for (unsigned i = 0; i < rehearsal->execution->opening.fault_count; i++)
		if (!sandbox_arm(&rehearsal->sandbox, &rehearsal->faults[i],
		    err))
			return false;
	return true;
}

/* A rehearsal whose fault never happened has not rehearsed it.  A run that can
 * be resumed may still come to it; one that was refused cannot. */
int
rehearsal_idle(const struct rehearsal *rehearsal, int status)
{
	const struct execution *execution = rehearsal->execution;
	const struct fault *idle;
	struct err err;

	if (execution->folder.path != NULL &&
	    (execution->run.ending == RETURNED ||
	    execution->run.ending == STUCK))
		return status;
	for (uint32_t n = 0; (idle = sandbox_idle_fault(&rehearsal->sandbox,
	    n)) != NULL; n++) {
		err_set(&err, ERR_FAULT_NEVER_STRUCK, "the fault \"%s\" never "
		    "struck%s", idle->text, idle->record >= 0 &&
		    execution->folder.path == NULL ? ": records are counted in "
		    "a journal, which --run keeps" : "");
		status = err_print(&err);
	}
	return status;
}
