/*
 * join.h: nodes that boot and join the cluster again.
 *
 * docs/fidelity.md names the sources of the modelled behaviour.
 */
#ifndef SIM_JOIN_H
#define SIM_JOIN_H

#include <stdint.h>

struct sim;

/* A machine that is down is switched on, and boots. */
void		 node_power_on(struct sim *, uint32_t node);
/* Its control domain stops without stopping anything in order, and boots. */
void		 node_reboot(struct sim *, uint32_t node);
/* The same in order, because somebody has typed it there. */
void		 node_shut_down(struct sim *, uint32_t node);
/* The same, after it has written its dump. */
void		 node_panic(struct sim *, uint32_t node);
/* The node fails while it boots: its boot is aborted. */
void		 join_cut(struct sim *, uint32_t node);
/* The event of WORK_JOIN: the next step of a boot. */
void		 join_event(struct sim *, uint32_t row);

#endif
