/*
 * view_ahead.h: the questions on which a plan depends, before they are asked.
 */
#ifndef CORE_VIEW_AHEAD_H
#define CORE_VIEW_AHEAD_H

#include "core/plan/job.h"
#include "core/site/site.h"

/* Write at most that many of the questions that view_ask asks for that job,
 * and return how many. */
uint32_t view_ahead(const struct site *, const struct job *, struct op *asks,
	    uint32_t most);

#endif
