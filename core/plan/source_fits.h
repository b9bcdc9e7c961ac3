/*
 * source_fits.h: can ldmp2v convert the source of the job's guest?
 */
#ifndef CORE_SOURCE_FITS_H
#define CORE_SOURCE_FITS_H

#include "core/plan/building.h"

/* false, with ERR_UNSUPPORTED or ERR_JOB_INVALID: it cannot, or the site file
 * lacks something.  guest is the guest's name. */
bool	 source_fits(const struct building *, const char *guest,
	    struct err *);

#endif
