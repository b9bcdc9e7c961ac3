/*
 * service_list.h: the virtual services of a node, in order of name; inside
 * backends/sim/shell only.
 */
#ifndef SIM_SERVICE_LIST_H
#define SIM_SERVICE_LIST_H

#include "backends/sim/shell/listed.h"

struct export_row;

/* The service of that kind (enum service_kind) of the call's node that comes
 * after that one; 0 before the first and after the last. */
uint32_t	 service_after(const struct call *, unsigned kind,
		    uint32_t after);
/* Its number among those of its kind: switch@0 is the first. */
unsigned	 service_id(const struct call *, uint32_t service);
/* Its network device or its ports, or "". */
const char	*service_value(const struct call *, uint32_t service);
/* The same of the volumes of a disk server. */
const struct export_row *volume_after(const struct call *, uint32_t service,
		    const struct export_row *after);

#endif
