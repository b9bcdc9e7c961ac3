/*
 * observing.h: a start text while it is made from a survey; inside
 * backends/survey only.
 */
#ifndef SURVEY_OBSERVING_H
#define SURVEY_OBSERVING_H

#include "backends/survey/survey.h"
#include "core/base/buffer.h"

struct observing {
	const struct survey *survey;
	const struct site *site;
	struct buffer	*out;
	struct arena	 arena;
	/* The nodes that the site has, in order of name: numbers of the
	 * survey. */
	uint32_t	 node[SITE_NODES];
	uint32_t	 nodes;
	/* What a member says of the cluster; NULL: none has answered. */
	const struct reading *cluster, *groups;
};

/* Names in order, each once. */
struct gathered {
	const char	**name;
	uint32_t	 count, capacity;
};

/* What a node has said of itself and its domains, or NULL. */
const struct reading *observing_domains(const struct observing *,
		    uint32_t node);
const char	*observing_node(const struct observing *, uint32_t node);
/* Does the node answer?  Something, at least. */
bool		 observing_answers(const struct observing *, uint32_t node);

/* Has the site a node, or a device, of that name? */
bool		 observing_has_node(const struct observing *, const char *);
bool		 observing_has_device(const struct observing *, const char *);
/* Is the pool on a device of the site? */
bool		 observing_has_pool(struct observing *, const char *);
/* Has any node of the site answered that line? */
bool		 observing_some(const struct observing *, enum survey_line);

/* Add a name; "" is none.  Then put them in order. */
void		 gathered_add(struct observing *, struct gathered *,
		    const char *name);
void		 gathered_sort(struct gathered *);
/* Add the details of that key of all facts of that kind: of one answer, which
 * may be NULL, and of the answers of all nodes of the site to a line. */
void		 gathered_facts(struct observing *, struct gathered *,
		    const struct reading *, const char *kind,
		    const char *key);
void		 gathered_all(struct observing *, struct gathered *,
		    enum survey_line, const char *kind, const char *key);

/* Begin a line, "guest NAME". */
void		 observing_line(struct observing *, const char *kind,
		    const char *name);
/* Add a word: " KEY=VALUE", where NULL is "?". */
void		 observing_word(struct observing *, const char *key,
		    const char *value);
void		 observing_number(struct observing *, const char *key,
		    int64_t);
/* A set of nodes, whose bits are their numbers. */
void		 observing_nodes(struct observing *, const char *key,
		    uint64_t nodes);
/* The part of a text before the first of those characters, in the arena. */
const char	*observing_before(struct observing *, const char *text,
		    const char *characters);
/* "yes" or "no". */
const char	*observing_yes(bool);

/* The lines of a kind. */
void		 observed_nodes(struct observing *);
void		 observed_services(struct observing *);
void		 observed_volumes(struct observing *);
void		 observed_guests(struct observing *);
void		 observed_devices(struct observing *);
void		 observed_pools(struct observing *);
void		 observed_files(struct observing *);
void		 observed_types(struct observing *);
void		 observed_groups(struct observing *);
void		 observed_resources(struct observing *);

#endif
