/*
 * judged.h: the lines of the account about what was expected, or must never
 * happen.
 */
#ifndef REPORT_JUDGED_H
#define REPORT_JUDGED_H

#include "core/run/event.h"

/* event is an EVENT_EXPECTATION or an EVENT_VIOLATION. */
void	 judged_print(bool colour, const struct event *);

#endif
