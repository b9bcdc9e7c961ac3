/*
 * report.h: the report of a run, from its directory.
 */
#ifndef RUN_REPORT_H
#define RUN_REPORT_H

#include "core/formats/journal/journal.h"
#include "core/run/run.h"
#include "tools/session/folder.h"
#include "tools/session/reading.h"

/* The whole account, replayed from the journal, and how it stands, on
 * standard output. */
bool	 report_print(struct arena *, const char *path, bool questions,
	    int *status, struct err *);
/* What it begins with, and what it ends with: what remains of the run, and the
 * status.  lost: its last command has no outcome. */
void	 report_head(const struct readback *);
void	 report_tail(const struct readback *, const struct run *, bool lost,
	    int *status);
/* The same as the event stream; the last line is an "end", also of a run that
 * has not ended: then its ending is "going". */
bool	 report_stream(struct arena *, const char *path, int *status,
	    struct err *);
/* The account into report.txt; false when that is not there whole. */
bool	 report_write(const struct folder *);

#endif
