/*
 * output.h: standard output, from the first byte to the last.
 */
#ifndef TOOLS_OUTPUT_H
#define TOOLS_OUTPUT_H

/* Before anything is opened or printed: nothing that is opened later can take
 * the place of a standard stream, and a file that reaches its limit of bytes
 * is an error like a full disk. */
void	 output_begin(void);
/*
 * After everything is printed.  Returns that status; if what was printed did
 * not all arrive, says so on standard error, and EXIT_FILE instead of a status
 * that means success.
 */
int	 output_end(int status);

#endif
