/*
 * incidents.h: what can happen to a site that no command of a run does.
 *
 * All take effect at once.  false: the site has nothing to which it could
 * happen.
 */
#ifndef SIM_INCIDENTS_H
#define SIM_INCIDENTS_H

#include <stdbool.h>
#include <stdint.h>

struct sim;

/* A machine loses power; its guests stop at once. */
void		 sim_power_off(struct sim *, uint32_t node);
/* A machine that is down is switched on, and boots. */
void		 sim_power_on(struct sim *, uint32_t node);
/* A control domain stops with its guests, without stopping anything in order,
 * and boots by itself. */
void		 sim_reboot(struct sim *, uint32_t node);
/* A control domain panics; it boots by itself when it has written its dump. */
void		 sim_panic(struct sim *, uint32_t node);
/* A control domain hangs.  It keeps its pools and guests; the others take over
 * when its heartbeat has been missed. */
void		 sim_hang(struct sim *, uint32_t node);
/* A hung control domain goes on: as before if the cluster has not given it up;
 * otherwise it writes for one more second to what it held, and then its
 * failfast stops it. */
void		 sim_unhang(struct sim *, uint32_t node);
/* Another domain, which the site does not declare, takes CPUs and memory
 * (bytes) of a node; less if less is free. */
void		 sim_take_capacity(struct sim *, uint32_t node, int64_t vcpus,
		    int64_t memory);
/* A process uses a directory of the pool on that node, or no longer does. */
void		 sim_busy(struct sim *, uint32_t pool, uint32_t node, bool);
/* Somebody removes a file. */
bool		 sim_remove_file(struct sim *, uint32_t file, uint32_t node);
/* Somebody removes a volume and adds it again under another name. */
bool		 sim_misname(struct sim *, uint32_t volume, uint32_t as,
		    uint32_t node);
/* Somebody removes a service of a node. */
bool		 sim_drop_service(struct sim *, uint32_t service,
		    uint32_t node);
/* The guest powers itself off, from inside. */
bool		 sim_stop_guest(struct sim *, uint32_t guest);
/* Somebody switches a source on, or starts its applications. */
bool		 sim_source_up(struct sim *, uint32_t source);
/* Was anything written on the source's own disks? */
bool		 sim_source_touched(struct sim *, uint32_t source);
/* An archive server stops answering, or answers again. */
void		 sim_archive(struct sim *, uint32_t archive, bool down);
/* The share of an archive server is full, or has space again. */
void		 sim_archive_full(struct sim *, uint32_t archive, bool full);
/* A file of a share loses its end. */
bool		 sim_truncate(struct sim *, uint32_t file);

#endif
