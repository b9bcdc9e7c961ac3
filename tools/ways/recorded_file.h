/*
 * recorded_file.h: the file of a transcript, read for its replay.
 */
#ifndef WAYS_RECORDED_FILE_H
#define WAYS_RECORDED_FILE_H

#include "tools/ways/recorded.h"

/* Does the whole site stand in one transcript, and say that it is no machine?
 * Then path is set; else ERR_NO_REACH, ERR_GUARDED. */
bool	 recorded_fits(struct recorded *, struct err *);
/* A path that does not begin with a slash is in the folder of that file;
 * ERR_NO_REACH: there is none (NULL). */
bool	 recorded_look(struct recorded *, const char *beside, struct err *);
/* Read all lines.  ERR_FILE_INVALID, with the line; those of file_read. */
bool	 recorded_read(struct recorded *, struct err *);
/* The same of a text that has been read; the path stands in messages. */
bool	 recorded_take(struct recorded *, const char *text, struct err *);
/* The name of the question that is asked there. */
const char *recorded_question(const struct recorded_line *);

#endif
