/*
 * fencing.h: how the cluster fences a shared device: default_fencing.
 */
#ifndef SIM_FENCING_H
#define SIM_FENCING_H

#include <stdint.h>

/* As the cluster as a whole does, unless somebody has set it otherwise. */
enum fencing { FENCING_GLOBAL, FENCING_PATHCOUNT, FENCING_SCSI3,
    FENCING_NONE, FENCING_NO_SCRUB, FENCINGS };

/* Its word. */
const char	*fencing_word(uint32_t fencing);

#endif
