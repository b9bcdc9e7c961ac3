/*
 * program.h: the program, from its words to its exit status.
 */
#ifndef TOOLS_PROGRAM_H
#define TOOLS_PROGRAM_H

/* The words of main; a NULL stands behind them. */
int	 program_play(int argc, char **argv);

#endif
