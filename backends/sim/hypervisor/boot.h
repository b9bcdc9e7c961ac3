/*
 * boot.h: what a guest's operating system does: it boots, runs, shuts down, is
 * installed.
 *
 * docs/fidelity.md names the sources of the modelled behaviour.
 */
#ifndef SIM_BOOT_H
#define SIM_BOOT_H

#include "backends/sim/kernel/act.h"

extern const struct act guest_halt_act;
extern const struct act guest_boot_act;
extern const struct act guest_install_act;

/* Start a bound domain; it boots if its auto-boot? allows it. */
void		 boot_start(struct sim *, struct domain_row *, uint32_t node);
/* The same, when its node boots: nobody has asked for it. */
void		 boot_by_node(struct sim *, struct domain_row *, uint32_t node);
/* A system that runs panics, and the domain, which stays active, boots again if
 * its auto-boot? allows it; no work of it may be in progress. */
void		 boot_again(struct sim *, struct domain_row *);
/* From its next boot on the guest's system does not come up: each boot ends in
 * the next one, for which the world needs no event.  Or it boots well again;
 * work rows and events for each node must be free.  false: nothing is
 * installed. */
bool		 boot_loop(struct sim *, uint32_t guest, bool loops);
/* Boot a domain that is at the ok prompt from that disk (0: as boot-device has
 * it), in that way. */
void		 boot_typed(struct sim *, struct domain_row *, uint32_t disk,
		    unsigned how);
/* Stop it at once; it is bound afterwards, and what was in progress in it is
 * aborted. */
void		 boot_stop(struct sim *, struct domain_row *);
/* From now on the guest's declared disks must keep their content. */
void		 boot_installed(struct sim *, uint32_t guest);
/* How long a shutdown takes, in ms. */
int64_t		 boot_halt_ms(struct sim *, uint32_t guest);
/* The event of WORK_BOOT: a boot has ended. */
void		 boot_event(struct sim *, uint32_t row);

#endif
