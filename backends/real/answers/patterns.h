/*
 * patterns.h: outputs of Solaris, ldm and the cluster that are lines of words.
 */
#ifndef ANSWERS_PATTERNS_H
#define ANSWERS_PATTERNS_H

#include "backends/real/answers/pattern.h"
#include "backends/real/answers/plain.h"

/* Lists of names, one a line. */
extern const struct pattern_set group_names, resource_names, type_names,
    node_names, device_names, quorum_names, cluster_names, file_names;
extern const struct pattern_set did_paths, hostid_line, uname_line, name_line,
    value_line,
    mount_lines, mount_types, slices, files_long, sums_lines, sums_compared,
    chassis_power;
/* Tables. */
extern const struct plain_set free_space, service_states;

#endif
