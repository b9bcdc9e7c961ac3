/*
 * job_option.h: the options of a job; for core/plan/job.c.
 *
 * Each function returns false with ERR_JOB_INVALID or ERR_UNSUPPORTED.
 */
#ifndef CORE_JOB_OPTION_H
#define CORE_JOB_OPTION_H

#include "core/plan/job.h"

/* Read the name of a node. */
bool	 job_node(const struct site *, const char *word, uint32_t *node,
	    struct err *);
/* Can the guest be migrated in the way that --kind says? */
bool	 job_kind(const struct site *, const struct job *, struct err *);
/* Read the option at the present word, and its value, of which the last word
 * is then the present one. */
bool	 job_option(const struct site *, struct job_words *, struct job *,
	    struct err *);

#endif
