/*
 * noticing.h: one kind of finding that is being judged for one thing; inside
 * backends/watch only.
 */
#ifndef WATCH_NOTICING_H
#define WATCH_NOTICING_H

#include "backends/watch/watch.h"

struct noticing {
	struct arena	*arena;
	const struct survey *survey;
	const struct site *site;
	const struct watch_row *row;
	uint32_t	 node, guest;	/* what it is about, or 0 */
	struct evidence	*evidence, **end;
	const char	*text;
};

/* Names of what it is about, and of other things. */
const char	*node_named(const struct noticing *, uint32_t node);
const char	*named(const struct noticing *, enum kind, uint32_t);
const char	*guest_named(const struct noticing *);
const struct site_guest *guest_row(const struct noticing *);

/* The verdicts. */
enum watch_verdict found(struct noticing *, const char *format, ...)
		    __attribute__((format(printf, 2, 3)));
enum watch_verdict unknown(struct noticing *, const char *format, ...)
		    __attribute__((format(printf, 2, 3)));

/* The answer to a line at a node, if it is one, else NULL. */
const struct surveyed *answer_at(const struct survey *, uint32_t node,
		    enum survey_line);
/* The fact of that kind in it, by one detail, or NULL. */
const struct fact_row *fact_of(const struct surveyed *, const char *kind,
		    const char *key, const char *text);
/* The first node that says something of a thing at a node of the cluster (0: at
 * none), and what; NULL: none does. */
const struct fact_row *cluster_fact(const struct noticing *,
		    const char *kind, const char *name, uint32_t node,
		    const struct surveyed **from);

/* A line of evidence: that of a fact; or that a node has not answered a line,
 * or that it has failed; or any other. */
void		 show_fact(struct noticing *, const struct surveyed *,
		    const struct fact_row *);
void		 show_silence(struct noticing *, const struct surveyed *);
void		 show(struct noticing *, const struct surveyed *,
		    const char *printed);

#endif
