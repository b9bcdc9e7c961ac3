/*
 * guests.h: findings about guests, their groups and their pools.
 */
#ifndef WATCH_GUESTS_H
#define WATCH_GUESTS_H

#include "backends/watch/noticing.h"

enum watch_verdict two_running(struct noticing *);
enum watch_verdict guest_twin(struct noticing *);
enum watch_verdict guest_gone(struct noticing *);
enum watch_verdict guest_stopped(struct noticing *);
enum watch_verdict guest_at_ok(struct noticing *);
enum watch_verdict guest_booting(struct noticing *);
enum watch_verdict guest_hung(struct noticing *);
enum watch_verdict guest_astray(struct noticing *);

#endif
