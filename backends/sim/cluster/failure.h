/*
 * failure.h: nodes that lose power, panic, hang, and go on.
 *
 * docs/fidelity.md names the sources of the modelled behaviour.
 */
#ifndef SIM_FAILURE_H
#define SIM_FAILURE_H

#include "backends/sim/world/world.h"

struct sim;

/* A machine loses power; its guests stop at once. */
void		 node_power_off(struct sim *, uint32_t node);
/* A control domain hangs.  It keeps its pools and guests; the others take over
 * when its heartbeat has been missed. */
void		 node_hang(struct sim *, uint32_t node);
/* A hung control domain goes on: as before if the cluster has not given it up;
 * otherwise it writes for one more second to what it held, and then its
 * failfast stops it. */
void		 node_unhang(struct sim *, uint32_t node);
/* A node fails, to NODE_DOWN; or only its control domain fails, to
 * NODE_BOOTING.  It is a part of an event. */
void		 failure_within(struct sim *, uint32_t node, enum node_power);
/* The same of a control domain that goes down in order: it tells the others
 * that it leaves. */
void		 failure_leaves(struct sim *, uint32_t node, enum node_power);
/* The others give the node up now; they place its groups when the event that
 * calls this is over. */
void		 failure_given_up(struct sim *, uint32_t node);
/* The event of WORK_FAILURE: the cluster gives the node up. */
void		 failure_event(struct sim *, uint32_t row);
/* The event of WORK_FAILFAST: the fenced node panics. */
void		 failfast_event(struct sim *, uint32_t row);

#endif
