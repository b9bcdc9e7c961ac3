/*
 * campaign_view.h: the state of a site, as far as a campaign depends on it:
 * where each group is, what each node has free, and what it lacks for a guest.
 */
#ifndef CORE_CAMPAIGN_VIEW_H
#define CORE_CAMPAIGN_VIEW_H

#include "core/op/backend.h"
#include "core/site/site.h"

struct arena;

/* A guest and its group. */
struct guest_seen {
	enum state	 group;
	uint32_t	 on;		/* where the group is online, or 0 */
	bool		 suspended;
	enum state	 domain;	/* on the campaign's node */
	bool		 down;		/* it follows another one, and its
					   system does not run where the group
					   is */
};

struct node_seen {
	bool		 member;
	int64_t		 vcpus, crypto, memory;	/* free */
};

struct campaign_view {
	const struct site *site;
	uint32_t	 node;		/* of the campaign */
	uint32_t	 node_count, guest_count;
	struct node_seen *nodes;	/* 1 … node_count */
	struct guest_seen *guests;	/* 1 … guest_count */
	/* What a node lacks for a guest, in words; NULL: nothing.  By
	 * campaign_lacks. */
	const char	**lacks;
};

/* An empty one, in the arena, of a campaign of that node: nothing is online, no
 * node is a member. */
void	 campaign_view_make(struct arena *, const struct site *,
	    uint32_t node, struct campaign_view *);
void	 campaign_view_copy(struct arena *, const struct campaign_view *,
	    struct campaign_view *);
/*
 * Ask the backend for all of it, into a view that was made.  false, and the
 * error of the question, if one is not answered that has to be: a node that
 * does not answer is no member.
 */
bool	 campaign_look(struct arena *, struct backend *,
	    struct campaign_view *, struct err *);
/* What that node lacks for that guest; or NULL. */
const char *campaign_lacks(const struct campaign_view *, uint32_t guest,
	    uint32_t node);
/* The guest, and those that follow it, are on that node now. */
void	 campaign_moved(struct campaign_view *, uint32_t guest,
	    uint32_t node);
/* All of it as a text, the same for the same state, in the arena. */
const char *campaign_view_text(struct arena *,
	    const struct campaign_view *);

#endif
