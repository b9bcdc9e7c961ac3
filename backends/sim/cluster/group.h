/*
 * group.h: the Resource Group Manager's groups.
 */
#ifndef SIM_GROUP_H
#define SIM_GROUP_H

#include "backends/sim/kernel/act.h"

extern const struct act group_create_act;
extern const struct act group_delete_act;
extern const struct act group_unmanage_act;
extern const struct act group_set_act;
extern const struct act group_suspend_act;
extern const struct act group_resume_act;

/* on may be NULL; else the node where it is so, or 0. */
enum state	 group_state(struct sim *, uint32_t group, uint32_t *on);
/* Its nodes in order of preference, SITE_NODES at most; their count. */
uint32_t	 group_nodes(struct sim *, uint32_t group, uint32_t *nodes);
/* Where it would be started: bit n rules out node n; 0: nowhere. */
uint32_t	 group_next(struct sim *, uint32_t group, uint64_t ruled_out);
/* Its state may have changed: emitted if it was another. */
void		 group_emit(struct sim *, uint32_t group, enum state was);
/* The lowest node of a set (bit n: node n) that answers, else the lowest. */
uint32_t	 group_node(struct sim *, uint64_t nodes);
/* Nobody changes what is in transition. */
bool		 group_is_quiet(struct sim *, const struct op *,
		    struct err *);
bool		 group_exists_allows(struct sim *, const struct op *,
		    struct err *);
void		 group_create(struct sim *, uint32_t group, uint32_t nodes);

#endif
