/*
 * stop.h: who asks the program to stop: Ctrl-C, kill, a terminal that is
 * closed.  It stops after this operation; where a real site is worked at, a
 * second one does not wait for it.
 */
#ifndef RUN_STOP_H
#define RUN_STOP_H

#include <stdbool.h>
#include <sys/types.h>

/* From now on SIGINT, SIGTERM and SIGHUP are heard.  One that was ignored when
 * the program began stays so, as nohup wants it. */
void	 stop_listen(void);
/* From now on a closed pipe is an error of the output, and does not end the
 * program: a run with a journal goes on, and so does who writes to an ssh that
 * has ended. */
void	 stop_outlive_pipe(void);
/* From now on a second one ends the program at once, as a crash would, with the
 * status of a run that can be resumed; the words are printed then.  They stay
 * the caller's, until others are said; NULL: nothing is under way. */
void	 stop_says(const char *words);
/* Has one of them come? */
bool	 stop_asked(void);
/* As if none had: for a process in which several runs follow each other. */
void	 stop_forget(void);
/* As fork; a signal can end the child from its first moment: one that came
 * before it has become its program would else be heard by the handler of this
 * one, and by nobody. */
pid_t	 stop_fork(void);
/* Its name: "SIGTERM".  Only after stop_asked. */
const char *stop_signal(void);

#endif
