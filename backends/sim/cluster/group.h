/*
 * group.h: the Resource Group Manager's groups.
 *
 * docs/fidelity.md names the sources of the modelled behaviour.
 */
#ifndef SIM_GROUP_H
#define SIM_GROUP_H

#include "backends/sim/kernel/act.h"

extern const struct act group_create_act;
extern const struct act group_delete_act;
extern const struct act group_unmanage_act;
extern const struct act group_set_act;
extern const struct act group_quiesce_act;
extern const struct act group_suspend_act;
extern const struct act group_resume_act;

/* The state of a group; *on gets the node that has it in that state, or 0. on
 * may be NULL. */
enum state	 group_state(struct sim *, uint32_t group, uint32_t *on);
/* The nodes on which the cluster has it online.  What a node still has that the
 * cluster has given up, the cluster does not know. */
uint64_t	 group_online(struct sim *, uint32_t group);
/* The node on which it is online and at rest, if that node answers; or 0. */
uint32_t	 group_up_on(struct sim *, uint32_t group);
/* The nodes of the group in order of preference, SITE_NODES at most.  Returns
 * their count. */
uint32_t	 group_nodes(struct sim *, uint32_t group, uint32_t *nodes);
/* The node on which it would be started, or 0.  Bit n excludes node n. */
uint32_t	 group_next(struct sim *, uint32_t group, uint64_t ruled_out);
/* Is the node in its node list? */
bool		 group_lists(struct sim *, uint32_t group, uint32_t node);
/* Emit the state of the group if it is no longer what it was. */
void		 group_emit(struct sim *, uint32_t group, enum state was);
/* The lowest node of a set (bit n: node n) that answers; if none does, the
 * lowest. */
uint32_t	 group_node(struct sim *, uint64_t nodes);
/* Refuse to change a group that is in transition. */
bool		 group_is_quiet(struct sim *, const struct op *,
		    struct err *);
/* Refuse an operation on a group that does not exist. */
bool		 group_exists_allows(struct sim *, const struct op *,
		    struct err *);
/* The value of one of its properties, by the key's number: TEXT "KEY=value". */
uint32_t	 group_property(struct sim *, uint32_t group, uint32_t key);
/* The node is no member any more: what was stopped there is forgotten. */
void		 group_left_forget(struct sim *, uint32_t node);
/* Create a group with that node list (TEXT). */
void		 group_create(struct sim *, uint32_t group, uint32_t nodes);

#endif
