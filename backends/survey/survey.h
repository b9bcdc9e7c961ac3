/*
 * survey.h: what the nodes of a live site were asked, and what they answered.
 *
 * Pure: lines out, answers in.  A line may be asked about what an earlier
 * answer has said (lines.h), so who asks takes the lines one by one until there
 * are no more.  Everything that is said of a live site is a function of a
 * survey; what nobody has answered is unknown.
 */
#ifndef SURVEY_SURVEY_H
#define SURVEY_SURVEY_H

#include "backends/commands/constraints.h"
#include "backends/real/questions/asking.h"
#include "backends/survey/lines.h"
#include "core/base/arena.h"

/* One line at one node. */
struct surveyed {
	struct output	 output;	/* place: the number of the node */
	enum survey_line line;
	const char	*about;		/* what it was asked about, or "" */
	const char	*why;		/* if it is lost: what is known; if the
					   definition is not understood: why;
					   else "" */
	/* What a SURVEY_DEFINITION says; NULL: it is not understood. */
	const struct constraints *definition;
	bool		 processor;	/* asked at the node's service
					   processor */
	bool		 begun;		/* whoever asks has taken it */
	bool		 grown;		/* what follows from it is asked, too */
};

struct survey {
	struct arena	 arena;		/* of all that was answered */
	unsigned	 purposes;	/* of enum survey_for */
	uint32_t	 nodes;		/* 1 … */
	const char	*node[SITE_NODES + 1];	/* their names; borrowed */
	struct surveyed	**list;		/* in the order in which they were
					   asked */
	uint32_t	 count, capacity;
};

/* Begin.  The nodes' names are borrowed, from 1 on.  Give it back with
 * survey_drop. */
void		 survey_make(struct survey *, const char *const node[],
		    uint32_t nodes, unsigned purposes);
void		 survey_drop(struct survey *);
/* Ask the service processor of a node that line, too, right after the
 * beginning: how it is asked is for the site file to say.  The text is
 * copied. */
void		 survey_processor(struct survey *, uint32_t node,
		    enum survey_line, const char *text);
/* Where it is asked, as op_place has it; and its name: "node1", or "sp:node1",
 * in the arena. */
uint32_t	 surveyed_place(const struct surveyed *);
const char	*surveyed_where(struct arena *, const struct survey *,
		    const struct surveyed *);
/* The next line that nobody has taken yet: now it is taken.  NULL: there is
 * none, until more is answered; if nothing is under way, there is none at all.
 * What may hang comes when all else of the round was taken. */
struct surveyed	*survey_next(struct survey *);
/* It was answered; or nobody knows, for that reason, which may be NULL. */
void		 survey_heard(struct survey *, struct surveyed *,
		    const struct ended *);
void		 survey_lost(struct survey *, struct surveyed *,
		    const char *why);

/* The same without a survey; texts go into the arena. */
void		 surveyed_heard(struct arena *, struct surveyed *,
		    const struct ended *);

/* What was answered to a line at a node, about that, or NULL.  Node 0: at the
 * one that has answered, of a line that is asked at one node.  NULL: it was not
 * asked. */
const struct surveyed *survey_find(const struct survey *, uint32_t node,
		    enum survey_line, const char *about);
/* The facts of an answer.  NULL: nobody has answered, the command has failed,
 * or what it has printed was cut off. */
const struct reading *survey_reading(const struct survey *, uint32_t node,
		    enum survey_line);
/* Is it an answer, and no failure? */
bool		 surveyed_answered(const struct surveyed *);
/* The lines of it that nobody here understands; 1 for a definition that is
 * not. */
uint32_t	 surveyed_strange(const struct surveyed *);

#endif
