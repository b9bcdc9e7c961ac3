/*
 * sections.h: the sections of a listing; inside backends/sim/shell only.
 */
#ifndef SIM_SECTIONS_H
#define SIM_SECTIONS_H

struct listed;
struct listing;

/* Sections print nothing when a domain has nothing of the kind. */
void		 section_softstate(struct listing *, const struct listed *);
void		 section_uuid(struct listing *, const struct listed *);
void		 section_mac(struct listing *, const struct listed *);
void		 section_hostid(struct listing *, const struct listed *);
void		 section_control(struct listing *, const struct listed *);
void		 section_dependency(struct listing *, const struct listed *);
void		 section_variables(struct listing *, const struct listed *);
void		 section_constraint(struct listing *, const struct listed *);
void		 section_status(struct listing *, const struct listed *);
/* of ldm_physical.c */
void		 section_core(struct listing *, const struct listed *);
void		 section_vcpu(struct listing *, const struct listed *);
void		 section_mau(struct listing *, const struct listed *);
void		 section_memory(struct listing *, const struct listed *);
void		 section_io(struct listing *, const struct listed *);
/* of ldm_services.c, ldm_switches.c, ldm_volumes.c and ldm_attached.c */
void		 section_vcc(struct listing *, const struct listed *);
void		 section_vsw(struct listing *, const struct listed *);
void		 section_vds(struct listing *, const struct listed *);
void		 section_network(struct listing *, const struct listed *);
void		 section_disk(struct listing *, const struct listed *);
void		 section_vcons(struct listing *, const struct listed *);

#endif
