/*
 * reading.h: a run directory, read back: its journal, site and plan.
 *
 * The journal is all that is needed; the other files are for people.
 */
#ifndef RUN_READING_H
#define RUN_READING_H

#include "core/formats/journal/journal.h"
#include "tools/file.h"
#include "tools/session/writer.h"

struct readback {
	const char	*folder;	/* borrowed */
	struct journal	 journal;	/* journal_drop */
	struct site_text site;
	struct plan	*plan;
	struct opening	 opening;
};

/* What is not a run, damaged, or of another format is refused.  Of a run at a
 * site that has been read, so that both have the same names, that site, which
 * is borrowed; NULL: it is read from the journal. */
bool	 reading_make(struct arena *, const char *folder,
	    const struct site_text *, struct readback *, struct err *);

#endif
