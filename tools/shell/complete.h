/*
 * complete.h: what could be typed next at a prompt.
 */
#ifndef SHELL_COMPLETE_H
#define SHELL_COMPLETE_H

#include "tools/shell/stage.h"

/* Append the words that begin as the last one of the line does, sorted, a line
 * each: programs and words of domferry's, subcommands, names of things. */
void	 complete(const struct stage *, const char *line, struct buffer *);

#endif
