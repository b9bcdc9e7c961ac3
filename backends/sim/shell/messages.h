/*
 * messages.h: /var/adm/messages of a node: what the Resource Group Manager and
 * its methods have logged; inside backends/sim/shell only.
 */
#ifndef SIM_MESSAGES_H
#define SIM_MESSAGES_H

#include "backends/sim/shell/program.h"

/* Is the path that file, at a node? */
bool		 is_messages(const struct call *, const char *path);
/* Its lines; of the oldest moves there are none any more. */
void		 messages_print(struct call *, struct buffer *);
/* The last so many of these lines. */
const char	*messages_last(const char *text, unsigned lines);

void		 grep_run(struct call *);

#endif
