/*
 * expected.h: where the Resource Group Manager is expected to bring groups
 * online, by core/policy, from what a survey says.
 *
 * Only said: the manager decides.
 */
#ifndef WATCH_EXPECTED_H
#define WATCH_EXPECTED_H

#include "backends/watch/noticing.h"

/* "ldom1-rg goes to node2 (node1: it is not a member of the cluster)", of the
 * guest's group; of the groups that are on the node, if it dies: "" there are
 * none. */
const char	*expected_start(const struct noticing *);
const char	*expected_death(const struct noticing *);

#endif
