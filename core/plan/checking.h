/*
 * checking.h: checks in the making, each a question with what is expected.
 *
 * Every check_ asks on checking->node, unless it says otherwise.
 */
#ifndef CORE_CHECKING_H
#define CORE_CHECKING_H

#include "core/plan/job.h"
#include "core/plan/plan.h"

struct checking {
	struct arena		*arena;
	struct plan		*plan;
	const struct site	*site;
	const struct site_guest	*row;
	uint32_t		 guest;
	uint32_t		 node;
	bool			 full;	/* there was no room for another */
};

/* name and expect live as long as the arena; code is the refusal's. */
void	 check_add(struct checking *, const char *name, const char *expect,
	    enum err_code, struct op ask, struct want);
const char *check_text(const struct checking *, enum kind, uint32_t name);

void	 check_member(struct checking *);
/* Absent, if the job is going to add it, or as declared: domferry never
 * corrects a service that differs. */
void	 check_services(struct checking *, bool may_be_absent);
void	 check_device(struct checking *);
void	 check_capacity(struct checking *);
/* What a change of vcpus or memory takes. */
void	 check_capacity_for(struct checking *, const struct job *);
void	 check_password(struct checking *);
void	 check_absent(struct checking *);
void	 check_volumes(struct checking *);
void	 check_file(struct checking *, const char *name, uint32_t file);
/* Of the group and its guest, where the job begins. */
void	 check_group(struct checking *);
void	 check_running(struct checking *);
/* A guest that a resource names, enabled or not, belongs to the agent. */
void	 check_unguarded(struct checking *);
void	 check_source(struct checking *);
void	 check_archive(struct checking *);
/* What the phases before the job's first one must have left; the plan's steps
 * are built before this. */
void	 check_handover(struct checking *);

#endif
