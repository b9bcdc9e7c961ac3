/*
 * junit_file.h: the file of a report.
 *
 * CI writes the same file again and again, so an earlier report is replaced;
 * nothing else ever is.  It is written to a new file and renamed: a reader
 * finds a whole one.
 */
#ifndef REPORT_JUNIT_FILE_H
#define REPORT_JUNIT_FILE_H

#include "core/base/err.h"

/* May it be written?  Said before anything is played. */
bool	 junit_file_may(const char *path, struct err *);
/* "-" is standard output. */
bool	 junit_file_write(const char *path, const char *text, struct err *);

#endif
