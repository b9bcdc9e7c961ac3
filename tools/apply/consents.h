/*
 * consents.h: what a person has to say yes to by its name before it is done.
 *
 * Each is a row: its option, the steps that need it, the question at a
 * terminal.  What is named and not needed is refused: nothing that is typed is
 * ignored.  What was said stands in the journal, and holds for the run.
 */
#ifndef APPLY_CONSENTS_H
#define APPLY_CONSENTS_H

#include "core/formats/journal/journal.h"
#include "core/plan/job.h"
#include "core/plan/plan.h"
#include "tools/apply/ask.h"
#include "tools/options.h"

enum consent_kind { CONSENT_DESTROY, CONSENT_DATA, CONSENT_POWER,
    CONSENT_ACCEPT, CONSENT_KINDS };

/* How somebody has said yes. */
enum consent_by { BY_NOBODY, BY_OPTION, BY_WORD, BY_JOURNAL };

struct consent {
	enum consent_kind kind;
	uint32_t	 step;		/* the first that needs it */
	const char	*name;		/* of what is lost; "" for none */
	enum consent_by	 by;
};

struct consents {
	struct consent	 list[PLAN_STEPS];
	unsigned	 count;
};

/* What the steps of the plan from first to before last need. */
void	 consents_list(struct consents *, const struct plan *,
	    const struct job *, uint32_t first, uint32_t last);
/* What the undo of the plan's steps needs, too: one that has given a machine
 * power takes it away again. */
void	 consents_list_back(struct consents *, const struct plan *);
/* May that change be carried out, as far as a machine loses its power by it?
 * Only if somebody has said so; NULL: nobody has said anything. */
bool	 consents_allow(const struct consents *, const struct names *,
	    const struct op *);
/* What the journal has of them counts. */
void	 consents_recall(struct consents *, const struct journal *);
/* What the options name counts.  ERR_NOT_CONFIRMED: one of them is not needed,
 * by these steps. */
bool	 consents_name(struct consents *, const struct options *,
	    struct err *);
/* Has nobody said it, and has it to be said before anything is done? */
bool	 consents_is_missing(const struct consent *);
/* The first that nobody has said yes to and that is to be said before anything
 * is done, or NULL. */
struct consent *consents_missing(struct consents *);
/* The one that has to be said when the run comes to that step, and has not been
 * said, or NULL. */
struct consent *consents_due(struct consents *, uint32_t step);
/* Ask for it at the terminal; true: the person has typed its name. */
bool	 consent_ask(struct consent *, const struct plan *,
	    const struct ask *);
/* "destroy"; and "--destroy d14", in the arena. */
const char *consent_name(const struct consent *);
const char *consent_option(struct arena *, const struct consent *);
/* What it says yes to, in a few words: "what is on d14 is lost", in the
 * arena. */
const char *consent_text(struct arena *, const struct consent *);

#endif
