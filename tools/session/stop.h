/*
 * stop.h: Ctrl-C means: stop after this operation.
 */
#ifndef RUN_STOP_H
#define RUN_STOP_H

#include <stdbool.h>

/* From now on SIGINT is heard. */
void	 stop_listen(void);
/* Has it come? */
bool	 stop_asked(void);

#endif
