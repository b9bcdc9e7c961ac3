/*
 * shell.h: words and texts as a shell reads them.
 *
 * What is written here means the same to the Bourne shell of Solaris 10, to
 * ksh88 and ksh93, and to every POSIX shell.
 */
#ifndef COMMANDS_SHELL_H
#define COMMANDS_SHELL_H

#include <stdbool.h>

struct arena;

/* Has the text a character that a terminal or a shell cannot take as a part of
 * a line: a newline, another control character? */
bool		 shell_is_control(const char *text);
/* The word with a backslash before every character that a shell would change;
 * '' for an empty one. */
const char	*shell_word(struct arena *, const char *word);
/* The text between quotes, as printf '%b' reads it. */
const char	*shell_bytes(struct arena *, const char *text);
/* A line that evaluates those words, which may have any character. */
const char	*shell_eval(struct arena *, const char *line);
/* The text as a line of comment; control characters become "\0ooo". */
const char	*shell_comment(struct arena *, const char *text);
/* The word between single quotes, for shell_eval. */
const char	*shell_quoted(struct arena *, const char *word);

#endif
