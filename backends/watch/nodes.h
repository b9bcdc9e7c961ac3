/*
 * nodes.h: findings about nodes and the cluster.
 */
#ifndef WATCH_NODES_H
#define WATCH_NODES_H

#include "backends/watch/noticing.h"

enum watch_verdict node_gone(struct noticing *);
enum watch_verdict node_sick(struct noticing *);
enum watch_verdict node_silent(struct noticing *);
enum watch_verdict members_differ(struct noticing *);
enum watch_verdict quorum_lost(struct noticing *);
enum watch_verdict quorum_edge(struct noticing *);
enum watch_verdict quorum_device(struct noticing *);

#endif
