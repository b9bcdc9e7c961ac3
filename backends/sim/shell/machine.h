/*
 * machine.h: what a machine is: a node, a source, or a guest; inside
 * backends/sim/shell only.
 */
#ifndef SIM_MACHINE_H
#define SIM_MACHINE_H

#include <stdint.h>

struct call;
struct domain_row;

/* The node that runs the machine: the node itself, or where the guest of the
 * call runs; 0: none, or a source. */
uint32_t	 machine_node(const struct call *);
/* The definition of the guest of the call where it runs; row 0 if nowhere. */
const struct domain_row *machine_domain(const struct call *);
/* The hostid of a node: what the site says, or else a number made from the
 * node's. */
uint32_t	 machine_hostid(const struct call *, uint32_t node);
/* Seconds since the machine of the call has booted; -1: not known. */
int64_t		 machine_up_s(const struct call *);

void		 init_run(struct call *);
void		 reboot_run(struct call *);
void		 shutdown_run(struct call *);
void		 dladm_run(struct call *);
void		 eeprom_run(struct call *);
void		 hostid_run(struct call *);
void		 hostname_run(struct call *);
void		 ifconfig_run(struct call *);
void		 person_run(struct call *);
void		 prtdiag_run(struct call *);
void		 psrinfo_run(struct call *);
void		 snoop_run(struct call *);
void		 telnet_run(struct call *);
void		 uname_run(struct call *);

#endif
