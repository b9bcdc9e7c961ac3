/*
 * exchange.h: the requests of a channel, and what is answered to them.
 *
 * Answers come in the order of the requests.  One for which nobody waits any
 * more comes all the same, and is thrown away.
 */
#ifndef CHANNELS_EXCHANGE_H
#define CHANNELS_EXCHANGE_H

#include "backends/real/channels/reply.h"

/* As many may be under way at a time, or answered and not yet read; and how
 * long a question may take. */
enum { EXCHANGES = 32, ASK_MS = 60000 };

struct exchange {
	uint64_t	 number;	/* from 1 on; 0: none */
	char		 mark[MARK_BYTES];
	struct reply	 reply;
	int64_t		 limit_ms;	/* for an answer */
	int64_t		 since_ms;	/* when it came to its turn, by
					   channels_clock_ms */
	bool		 whole;		/* it is answered */
	bool		 left;		/* nobody waits for the answer */
};

struct exchanges {
	struct exchange	 exchange[EXCHANGES]; /* by number */
	uint64_t	 asked, answered; /* the last numbers */
};

/* Milliseconds of this machine's clock that only goes forward. */
int64_t		 channels_clock_ms(void);
bool		 exchanges_has_room(const struct exchanges *);
/* A new one, with a mark that nobody can guess; there is room. */
struct exchange	*exchanges_new(struct exchanges *, int64_t limit_ms);
/* The latest is not sent after all. */
void		 exchanges_undo(struct exchanges *);
/* The one of that number; it is there until it is left. */
struct exchange	*exchanges_find(struct exchanges *, uint64_t number);
/* The one that is being answered; NULL: there is none. */
struct exchange	*exchanges_now(struct exchanges *);
/* That one is answered: the next comes to its turn. */
void		 exchanges_answered(struct exchanges *);
/* When the one that is being answered has its limit; INT64_MAX: never. */
int64_t		 exchanges_due_ms(const struct exchanges *);
/* Are all answered?  Does anybody wait for an answer, or have one to read? */
bool		 exchanges_is_over(const struct exchanges *);
bool		 exchanges_is_awaited(const struct exchanges *);
/* Take its answer, which is whole, away from it: *reply is replaced. */
void		 exchanges_take(struct exchanges *, uint64_t number,
		    struct reply *);
/* The answer has been read, or nobody waits for it any more. */
void		 exchanges_leave(struct exchanges *, uint64_t number);
void		 exchange_drop(struct exchange *);
void		 exchanges_drop(struct exchanges *);

#endif
