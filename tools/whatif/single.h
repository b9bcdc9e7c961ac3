/*
 * single.h: what is printed of one course of events.
 */
#ifndef WHATIF_SINGLE_H
#define WHATIF_SINGLE_H

#include "tools/whatif/refuge.h"

struct single {
	struct course	*course;	/* at its end */
	struct arena	*arena;
	const struct fault *event;	/* what happened */
	int		 event_count;
	const struct refuge *refuge;	/* compared; or NULL */
	struct fate	*fate;		/* of the guests that were hurt, the
					   worst first */
	uint32_t	 lost, missed;	/* not back; and objectives */
	uint32_t	 up;		/* guests that stay up */
};

void		 single_make(struct single *, struct course *, struct arena *,
		    const struct fault *, int event_count);
void		 single_print(const struct single *);
/* JSON, one object a line, but for the first line. */
void		 single_lines(const struct single *);
/* EXIT_NOT_MET if an invariant was broken, or an objective is not kept. */
int		 single_status(const struct single *);

#endif
