/*
 * agent_fits.h: what the commands of a job need that only the site file can
 * give: a password file, and the command of a probe.
 */
#ifndef CORE_AGENT_FITS_H
#define CORE_AGENT_FITS_H

#include "core/plan/building.h"

/* false, with ERR_JOB_INVALID: a command of the job would lack a word.  The
 * error says what to declare. */
bool	 agent_fits(const struct building *, struct err *);

#endif
