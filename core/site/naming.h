/*
 * naming.h: names that nobody declares: those that domferry gives, and those
 * that ldmp2v and flarcreate give.
 *
 * Whoever needs one of them asks here, so that plans, typed commands and the
 * simulator mean the same thing.  Each is added to the names if it is new.
 */
#ifndef CORE_NAMING_H
#define CORE_NAMING_H

#include <stdbool.h>
#include <stddef.h>

#include "core/base/names.h"

/* Twice as long as any path that Solaris opens. */
enum { NAMING_PATH = 2048 };

/* The lock of a guest or, with guest 0, of a node: a KIND_FILE. */
uint32_t	 naming_lock(struct names *, uint32_t guest, uint32_t node);
/* Is the path one of a lock? */
bool		 naming_is_lock(const char *path);
/* The folder of locks, for messages; it ends with "/". */
const char	*naming_lock_folder(void);
/* Where a guest's definition is saved: a KIND_FILE. */
uint32_t	 naming_saved(struct names *, uint32_t guest);
/* The volume of the guest's install medium, as ldmp2v names it. */
uint32_t	 naming_medium_volume(struct names *, uint32_t guest);
/* Its disk: ldm gives it a name that only the guest's list of disks shows. */
uint32_t	 naming_medium_disk(struct names *);
/*
 * The path of a source's archive in a folder, as ldmp2v collect names it; it is
 * not added to any names.
 */
void		 naming_archive(char path[NAMING_PATH], const char *folder,
		    const char *source);

#endif
