#include "tools/scenario/heard.h"

#include <assert.h>

#include "tools/through/passage.h"

/* A change is printed when it begins, and what a long one prints is an event of
 * its own. */
static void
account_tell(struct account *account, const struct overheard *exchange)
{
	const struct heard *heard = exchange->heard;
	bool lost = heard == NULL || heard->lost;

	if (exchange->change || !account->verbose || account->plan == NULL)
		return;
	questions_typed(&account->questions, &account->said,
	    &(struct question_typed){ exchange->at_ms, exchange->place,
	    exchange->line,
	    lost, lost ? NULL : heard->ended.out,
	    lost ? NULL : heard->ended.err });
}

static void
on_exchange(void *with, const struct overheard *exchange)
{
	struct heard_by *by = with;

	if (by->account != NULL && exchange->line != NULL)
		account_tell(by->account, exchange);
	if (by->transcript != NULL)
		transcript_put(by->transcript, by->names, exchange);
}

void
heard_listen(struct heard_by *by, struct sandbox *sandbox,
    struct account *account, struct transcript *transcript)
{
	struct passage *passage = sandbox->passage;

	assert(passage != NULL);
	*by = (struct heard_by){ sandbox->session.site->names, account,
	    transcript };
	if (account != NULL)
		account->questions.through = passage->through != THROUGH_OP;
	passage->hearing.heard = on_exchange;
	passage->hearing.with = by;
}
