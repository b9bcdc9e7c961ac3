/*
 * window.h: the end of the time that a run has.
 */
#ifndef APPLY_WINDOW_H
#define APPLY_WINDOW_H

#include <stdbool.h>
#include <stdint.h>

#include "core/base/err.h"

/* "04:30", the next time that the clock of this machine shows it, or a duration
 * from now, "2h30m": in milliseconds from now.  ERR_USAGE. */
bool	 window_read(const char *text, int64_t *from_now_ms, struct err *);

#endif
