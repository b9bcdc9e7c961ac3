/*
 * naming.h: names that no site file declares: those that domferry, ldmp2v and
 * flarcreate give.
 *
 * Plans, typed commands and the simulator take them from here, so that they
 * agree.  Each function adds the name to the names if it is new.
 */
#ifndef CORE_NAMING_H
#define CORE_NAMING_H

#include <stdbool.h>
#include <stddef.h>

#include "core/base/names.h"

/* Size of a buffer for a path: twice PATH_MAX of Solaris. */
enum { NAMING_PATH = 2048 };

/* The lock of a guest or, with guest 0, of a node: a KIND_FILE. */
uint32_t	 naming_lock(struct names *, uint32_t guest, uint32_t node);
/* The lock of a campaign of that node: a KIND_FILE. */
uint32_t	 naming_campaign(struct names *, uint32_t node);
/* Is it the path of a lock? */
bool		 naming_is_lock(const char *path);
/* The folder of locks, for messages; it ends with "/". */
const char	*naming_lock_folder(void);
/* The file to which a guest's definition is saved: a KIND_FILE. */
uint32_t	 naming_saved(struct names *, uint32_t guest);
/* The same in the guest's pool: the copy that travels with its disks. */
uint32_t	 naming_copy(struct names *, uint32_t pool, uint32_t guest);
/* Is it the path of such a copy? */
bool		 naming_is_copy(const char *path);
/* The file in which ldmp2v finds its services and its pool: a KIND_FILE. */
uint32_t	 naming_conf(struct names *);
/* Is the path that file, or in the folder where definitions are saved: is it
 * known whether it is there? */
bool		 naming_is_own(const char *path);
/* The volume of the guest's install medium, as ldmp2v names it: a
 * KIND_VOLUME. */
uint32_t	 naming_medium_volume(struct names *, uint32_t guest);
/* The disk of the medium: a KIND_DISK that stands for the name which ldm
 * chooses. */
uint32_t	 naming_medium_disk(struct names *);
/*
 * Write the path of a source's archive in a folder, as ldmp2v collect names it.
 * It is not added to any names.
 */
void		 naming_archive(char path[NAMING_PATH], const char *folder,
		    const char *source);
/* Is it what a conversion writes on a share, by its ending: the archive of a
 * system or of data, or checksums? */
bool		 naming_is_archive(const char *path);
/* Write the path of one of domferry's scripts on a mounted share. */
void		 naming_script(char path[NAMING_PATH], const char *mount,
		    const char *script);

#endif
