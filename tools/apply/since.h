/*
 * since.h: how long ago a run was begun, by the clock of this machine.
 */
#ifndef APPLY_SINCE_H
#define APPLY_SINCE_H

#include <stdbool.h>
#include <stdint.h>

/* Milliseconds from that moment ("2026-11-28T01:02:03Z") to that one, in
 * seconds since 1970; 0 if it is later.  false: it is no such moment. */
bool	 since_ms(const char *time, int64_t now_s, int64_t *ms);

#endif
