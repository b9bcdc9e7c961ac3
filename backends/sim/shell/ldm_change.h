/*
 * ldm_change.h: changes by ldm that the table of commands does not read as they
 * are typed; inside backends/sim/shell only.
 */
#ifndef SIM_LDM_CHANGE_H
#define SIM_LDM_CHANGE_H

#include "backends/sim/shell/program.h"

/* start-, stop- and remove-domain: of the named domains, or of all. */
void		 ldm_domains_run(struct call *, const struct given *);
/* add-domain of one or more, or with keys of one */
void		 ldm_define_run(struct call *, const struct given *);
/* remove-vcpu, remove-memory */
void		 ldm_less_run(struct call *, const struct given *);
void		 ldm_vdisk_run(struct call *, const struct given *);
/* migrate-domain; with -n it is only tried */
void		 ldm_migrate_run(struct call *, const struct given *);
void		 ldm_vdsdev_run(struct call *, const struct given *);
void		 ldm_variable_remove_run(struct call *, const struct given *);
void		 ldm_panic_run(struct call *, const struct given *);
/* cancel-operation: of a migration only */
void		 ldm_cancel_run(struct call *, const struct given *);
void		 ldm_vdisk_set_run(struct call *, const struct given *);
void		 ldm_vcons_run(struct call *, const struct given *);

/* add- and remove- say how much more or less; the operation says how much.
 * false: the call has failed. */
bool		 ldm_amount_fill(struct call *, struct op *);
/* What a change does that has no place in its operation. */
void		 ldm_changed(struct call *, const struct op *);
/* The number of seconds behind "timeout="; -1: it is none. */
long		 ldm_timeout(const char *word);
/* Print a message of the simulator as ldm would write it. */
void		 ldm_words_print(struct call *, uint32_t node,
		    const char *text);

#endif
