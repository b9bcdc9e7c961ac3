/*
 * groups.h: findings about the group of a guest, and its pool.
 */
#ifndef WATCH_GROUPS_H
#define WATCH_GROUPS_H

#include "backends/watch/noticing.h"

enum watch_verdict group_failed(struct noticing *);
enum watch_verdict group_offline(struct noticing *);
enum watch_verdict group_pending(struct noticing *);
enum watch_verdict group_suspended(struct noticing *);
enum watch_verdict guest_probe(struct noticing *);
enum watch_verdict two_imports(struct noticing *);
enum watch_verdict pool_faulted(struct noticing *);
enum watch_verdict pool_degraded(struct noticing *);

#endif
