/*
 * record.h: campaign.jsonl, a line for each thing that a campaign decides.
 *
 * What it has from the journal of a run: one object a line, each with a hash
 * over those before; the choice is on disk before its job begins.
 */
#ifndef CAMPAIGN_RECORD_H
#define CAMPAIGN_RECORD_H

#include "core/campaign/campaign.h"
#include "core/formats/journal/journal.h"
#include "core/formats/json/chain.h"
#include "tools/session/writer.h"

struct record {
	struct folder	 folder;
	struct chain	 chain;
	struct arena	*arena;
	struct backend	*clock;
	/* What was written when this part of the campaign was carried out the
	 * first time: the same is expected again, and not written twice.
	 * NULL: nothing was. */
	const struct journal *past;
	size_t		 next;		/* record of it */
};

/* The name of its file. */
extern const char record_name[];

/* A new run directory with the first lines: which campaign, of which site, and
 * where each guest is now. */
bool	 record_make(struct record *, const char *path, const char *job,
	    const struct opening *, struct err *);
/* All take NULL for a record that is not kept, and then do nothing. */
bool	 record_choice(struct record *, const struct campaign_view *,
	    const struct campaign_move *, const char *name, struct err *);
bool	 record_ending(struct record *, const struct site *,
	    const struct campaign_move *, struct err *);
bool	 record_end(struct record *, enum ending, int exit,
	    const struct err *why, struct err *);
void	 record_close(struct record *);

#endif
