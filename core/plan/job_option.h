/*
 * job_option.h: the options of a job; for core/plan/job.c.
 */
#ifndef CORE_JOB_OPTION_H
#define CORE_JOB_OPTION_H

#include "core/plan/job.h"

/* A node by its name. */
bool	 job_node(const struct site *, const char *word, uint32_t *node,
	    struct err *);
/* May the guest be migrated in that kind? */
bool	 job_kind(const struct site *, const struct job *, struct err *);
/* Read the option at words[*i], and the word after it if it takes one. */
bool	 job_option(const struct site *, const char *const *words, int count,
	    int *i, struct job *, struct err *);

#endif
