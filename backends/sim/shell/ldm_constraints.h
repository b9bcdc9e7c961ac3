/*
 * ldm_constraints.h: ldm list-constraints; inside backends/sim/shell only.
 */
#ifndef SIM_LDM_CONSTRAINTS_H
#define SIM_LDM_CONSTRAINTS_H

#include "backends/sim/shell/listed.h"

/* With an output file -x is a change: the file is what add-domain -i reads. */
void		 ldm_constraints_run(struct call *, const struct given *);
/* The document of -x, for the domains that the operands name. */
void		 ldm_xml_print(struct call *, const struct given *);

#endif
