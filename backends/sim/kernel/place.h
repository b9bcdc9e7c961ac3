/*
 * place.h: where a command is typed, and whether that place answers.
 *
 * A place is a node, a source, or inside a guest (core/op/op.h).
 */
#ifndef SIM_PLACE_H
#define SIM_PLACE_H

#include "backends/sim/world/simulation.h"

/* Does the control domain of the node answer? */
bool		 node_answers(struct sim *, uint32_t node);
/* The set of nodes that answer and are members of the cluster. */
uint64_t	 node_members(struct sim *);
/* Is the node one of them? */
bool		 node_is_member(struct sim *, uint32_t node);
/* Is any node? */
bool		 node_any_member(struct sim *);
/* Those that the cluster counts as members, whether they answer or not; the
 * others are fenced. */
uint64_t	 node_counted(struct sim *);
/* Does the world have that place? */
bool		 place_known(struct sim *, uint32_t place);
/* Does a program that is typed at the place run? */
bool		 place_answers(struct sim *, uint32_t place);
/* The name that people type for the place.  Borrowed. */
const char	*place_name(struct sim *, uint32_t place);
/* The archive that is mounted there, or 0. */
uint32_t	 place_share(struct sim *, uint32_t place);
/* Set the archive that is mounted at the place; 0: none. */
void		 place_mount(struct sim *, uint32_t place, uint32_t archive);
/* Does the guest's operating system run on that node? */
bool		 place_runs(struct sim *, uint32_t guest, uint32_t node);

#endif
