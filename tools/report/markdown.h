/*
 * markdown.h: a plan as a document for review, in Markdown.
 */
#ifndef REPORT_MARKDOWN_H
#define REPORT_MARKDOWN_H

#include "core/plan/plan.h"

struct arena;

/* The plan on standard output: what it is, by its digest; its checks, and each
 * step with its reason, its command and what it may cost. */
void	 markdown_print(struct arena *, const struct plan *,
	    const char *digest,
		    const char *const *skipped);

#endif
