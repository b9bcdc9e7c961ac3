/*
 * zfs_tables.h: what zpool and zfs print as tables.
 */
#ifndef ANSWERS_ZFS_TABLES_H
#define ANSWERS_ZFS_TABLES_H

#include "backends/real/answers/plain.h"

extern const struct plain_set pool_list, pool_properties, dataset_list,
    dataset_properties;
/* The words for the health of a pool or a device. */
extern const char *const healths[];

#endif
