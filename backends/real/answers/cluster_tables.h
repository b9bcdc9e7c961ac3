/*
 * cluster_tables.h: what the programs of the cluster print.
 */
#ifndef ANSWERS_CLUSTER_TABLES_H
#define ANSWERS_CLUSTER_TABLES_H

#include "backends/real/answers/titled.h"

extern const struct titled_set cluster_tables;

#endif
