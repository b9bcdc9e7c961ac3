/*
 * Faults that end domferry at a record of its journal.  They strike no
 * operation, so the writer of the journal asks for them.
 */
#include "core/stack/inside.h"

static bool
is_at_record(const struct armed *armed)
{
	return armed->fault.class == FAULT_CRASH && armed->fault.record >= 0 &&
	    !armed->over;
}

int64_t
faults_crash_record(const struct faults *faults, bool before)
{
	for (uint32_t i = 0; i < faults->armed_count; i++)
		if (is_at_record(&faults->armed[i]) &&
		    faults->armed[i].fault.before == before)
			return faults->armed[i].fault.record;
	return -1;
}

void
faults_crash_struck(struct faults *faults)
{
	for (uint32_t i = 0; i < faults->armed_count; i++) {
		struct armed *armed = &faults->armed[i];

		if (!is_at_record(armed) || armed->struck != 0)
			continue;
		armed->struck++;
		armed->over = true;
		faults_emit(faults, &armed->fault, "struck");
	}
}
