/*
 * incidents.h: what can happen to a site that no command of a run does.
 *
 * What happens to whole nodes and archive servers is in cluster/ and p2v/.
 * All take effect at once.  false: the site has nothing to which it could
 * happen.
 */
#ifndef SIM_INCIDENTS_H
#define SIM_INCIDENTS_H

#include <stdbool.h>
#include <stdint.h>

struct sim;

/* Another domain, which the site does not declare, takes CPUs and memory
 * (bytes) of a node; less if less is free. */
void		 sim_take_capacity(struct sim *, uint32_t node, int64_t vcpus,
		    int64_t memory);
/* A process uses a directory of the pool on that node, or no longer does. */
void		 sim_busy(struct sim *, uint32_t pool, uint32_t node, bool);
/* A host outside the cluster imports the pool by force (false: there is none),
 * and exports it. */
bool		 sim_import_outside(struct sim *, uint32_t pool);
void		 sim_export_outside(struct sim *, uint32_t pool);
/* Somebody removes a file. */
bool		 sim_remove_file(struct sim *, uint32_t file, uint32_t node);
/* Somebody removes a volume and adds it again under another name. */
bool		 sim_misname(struct sim *, uint32_t volume, uint32_t as,
		    uint32_t node);
/* Somebody removes a service of a node. */
bool		 sim_drop_service(struct sim *, uint32_t service,
		    uint32_t node);
/* The service processor of a node loses all its configurations. */
bool		 sim_clear_configs(struct sim *, uint32_t node);
/* Somebody chooses an older configuration for its next power-on. */
bool		 sim_old_config(struct sim *, uint32_t node);
/* The node runs without a part of its configuration, or with all of it. */
void		 sim_degraded(struct sim *, uint32_t node, bool degraded);
/* ldmd of the node overwrites the configuration that was loaded by a newer
 * autosave, or no longer does. */
void		 sim_recovers(struct sim *, uint32_t node, bool recovers);
/* The path of a device from a node is cut, or from all (0); or it is mended.
 * Where its pool is imported it stays. */
bool		 sim_cut(struct sim *, uint32_t device, uint32_t node, bool);
/* The guest is the server of names of a node, or no longer is. */
void		 sim_serve(struct sim *, uint32_t guest, uint32_t node, bool);
/* The node has that trouble (enum trouble), or has it no longer. */
void		 sim_trouble(struct sim *, uint32_t node, unsigned trouble,
		    bool);
/* The guest powers itself off, from inside. */
bool		 sim_stop_guest(struct sim *, uint32_t guest);
/* The guest's system stands still, or goes on. */
bool		 sim_hang_guest(struct sim *, uint32_t guest, bool hangs);
/* From its next boot on the guest's system does not come up, and boots again
 * and again; or the next boot is a good one. */
bool		 sim_loop_guest(struct sim *, uint32_t guest, bool loops);
/* Was anything written on the source's own disks? */
bool		 sim_source_touched(struct sim *, uint32_t source);
/* The share of an archive server is full, or has space again. */
void		 sim_archive_full(struct sim *, uint32_t archive, bool full);

#endif
