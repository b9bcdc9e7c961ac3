/*
 * stop.h: who asks the program to stop: Ctrl-C, kill, a terminal that is
 * closed.  It stops after this operation.
 */
#ifndef RUN_STOP_H
#define RUN_STOP_H

#include <stdbool.h>

/* From now on SIGINT, SIGTERM and SIGHUP are heard.  One that was ignored when
 * the program began stays so, as nohup wants it. */
void	 stop_listen(void);
/* From now on a closed pipe is an error of the output, and does not end the
 * program: a run with a journal goes on. */
void	 stop_outlive_pipe(void);
/* Has one of them come? */
bool	 stop_asked(void);
/* Its name: "SIGTERM".  Only after stop_asked. */
const char *stop_signal(void);

#endif
