/*
 * save.h: our record of a configuration that was saved to a service processor
 * (channel.ksh).
 *
 *	saved NAME Sat Nov 28 12:00:00 UTC 2026
 *	VERSION 1.6
 *	DOMAIN|name=...
 *
 * Behind its first line, a fact of the kind "save", stands what ldm list-domain
 * -p said then.
 */
#ifndef ANSWERS_SAVE_H
#define ANSWERS_SAVE_H

#include "backends/real/answers/printout.h"

bool		 save_is(const struct printout *, const void *records);
void		 save_read(struct printout *, const void *records);

#endif
