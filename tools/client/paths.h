/*
 * paths.h: whole paths of programs, in what a shell of this machine is to read.
 *
 * A simulated site has its programs in the PATH.  By a whole path a shell finds
 * what this machine has there: nothing, which is a failure, or a program that
 * does to this machine what was meant for the site.  So the first word of a
 * line that comes by ssh is taken for the site's program, and any other text
 * with such a path is not begun at all.
 */
#ifndef CLIENT_PATHS_H
#define CLIENT_PATHS_H

#include <stdbool.h>

/* The line with its first word's name alone, if that is the path of a program
 * of the site, or one that this machine has not; the program is given the path
 * (DOMFERRY_PROGRAM).  NULL stays NULL.  state is the folder of the site. */
const char	*path_take(const char *state, const char *line);
/*
 * Would a shell that reads the text call such a path, or lose the programs of
 * the site out of its PATH?  Then say so, with the line.  Programs that only
 * work on files, and date, may be this machine's; what is an argument, of ssh
 * for instance, may be a path of the site.
 */
bool		 paths_refuse(const char *state, const char *name,
		    const char *text);
/* The same for a command: the script or the text that its words name.  A file
 * that cannot be read, or is no text, is none. */
bool		 paths_refuse_words(const char *state,
		    const char *const words[]);

#endif
