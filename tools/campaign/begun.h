/*
 * begun.h: a campaign that has begun, read back from its run directory.
 */
#ifndef CAMPAIGN_BEGUN_H
#define CAMPAIGN_BEGUN_H

#include "core/formats/journal/journal.h"
#include "tools/campaign/record.h"
#include "tools/file.h"

struct begun {
	struct journal	 journal;	/* journal_drop */
	struct site_text site;
	struct opening	 opening;
	struct job	 job;
	struct campaign_move *moves;	/* that have an ending */
	uint32_t	 count;
	struct campaign_move under_way;	/* has none yet; its job is NULL: there
					   is none */
	const char	*run;		/* the directory of that one */
	bool		 ended;
	enum ending	 ending;	/* then */
};

/* Is the path the directory of a campaign? */
bool	 begun_is(const char *path);
/* Only read; what is damaged or of another format is refused. */
bool	 begun_read(struct arena *, const char *path, struct begun *,
	    struct err *);
/* Has the job that has that directory begun?  One of which nothing was done is
 * removed, so that it can be chosen anew. */
bool	 begun_job(const char *path);
/* Go on with its record, which is locked; a line that was torn is cut off. */
bool	 begun_open(struct begun *, const char *path, const struct holder *,
	    struct record *, struct err *);
/* The same from its beginning on: what is in the record is expected again. */
bool	 begun_again(struct begun *, const char *path, const struct holder *,
	    struct record *, struct err *);

#endif
