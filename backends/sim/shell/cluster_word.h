/*
 * cluster_word.h: what the cluster's programs call the states of things;
 * inside backends/sim/shell only.
 */
#ifndef SIM_CLUSTER_WORD_H
#define SIM_CLUSTER_WORD_H

#include <stdint.h>

struct arena;
struct sim;

/* The state of a group on one of its nodes: "Pending_online". */
const char	*group_word(struct sim *, uint32_t group, uint32_t node);
/* The state of a resource on one of the nodes of its group: "Stopping". */
const char	*resource_word(struct sim *, uint32_t resource, uint32_t node);
/* What its agent has said last there, in the arena: "Online", "Offline -
 * Successfully stopped ldom1". */
const char	*resource_message(struct arena *, struct sim *,
		    uint32_t resource, uint32_t node);
/* "Online" or "Offline" of a node. */
const char	*node_word(struct sim *, uint32_t node);
/* The state of the private links of two nodes: "Path online". */
const char	*transport_word(struct sim *, uint32_t node, uint32_t other);
/* The type with its version: "SUNW.HAStoragePlus:8". */
const char	*type_word(struct arena *, struct sim *, uint32_t type);

#endif
