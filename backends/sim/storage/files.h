/*
 * files.h: file systems, and files in pools, on nodes and on shares.
 *
 * docs/fidelity.md names the sources of the modelled behaviour.
 */
#ifndef SIM_FILES_H
#define SIM_FILES_H

#include "backends/sim/kernel/act.h"

extern const struct act filesystem_create_act;
extern const struct act filesystem_destroy_act;
extern const struct act disk_create_act;
extern const struct act disk_remove_act;

/* Can a program at that place open the file? */
bool		 file_visible(struct sim *, uint32_t file, uint32_t place);
/* Is what is in it read and written there, too?  Not while the node does not
 * see the device of its pool. */
bool		 file_answers(struct sim *, uint32_t file, uint32_t node);
/* Remove the file; which content it must have is kept, so that data-intact
 * finds the loss. */
void		 file_lost(struct sim *, uint32_t file);
/* Create a file system in a pool. */
void		 filesystem_create(struct sim *, uint32_t file,
		    uint32_t pool, uint32_t node);
/* Create a file of that size (bytes), for a disk. */
void		 disk_create(struct sim *, uint32_t file, int64_t size,
		    uint32_t node);
/* Remove such a file. */
void		 disk_remove(struct sim *, uint32_t file, uint32_t node);

#endif
