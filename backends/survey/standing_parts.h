/*
 * standing_parts.h: who makes the rows; inside backends/survey only.
 */
#ifndef SURVEY_STANDING_PARTS_H
#define SURVEY_STANDING_PARTS_H

#include "backends/survey/standing.h"

/* Add a row; the texts are copied where they have to be by who calls. */
struct standing_row *standing_add(struct standing *, const char *kind,
		    const char *name);
/* The row stands no better than that; its detail is one more. */
void		 standing_worse(struct standing *, struct standing_row *,
		    enum stands, const char *format, ...)
		    __attribute__((format(printf, 4, 5)));
/* One more name in a list with commas. */
const char	*standing_list(struct standing *, const char *list,
		    const char *name);
/* Was something of that kind and name added? */
bool		 standing_has(const struct standing *, const char *kind,
		    const char *name);
/* The nodes that have not answered that line, with commas; "" all have. */
const char	*standing_silent(struct standing *, enum survey_line);
/* The name of a thing of the site. */
const char	*standing_name(const struct standing *, enum kind, uint32_t);

void		 standing_nodes(struct standing *);
void		 standing_quorum(struct standing *);
void		 standing_groups(struct standing *);
void		 standing_resources(struct standing *);
void		 standing_guests(struct standing *);
void		 standing_pools(struct standing *);
void		 standing_volumes(struct standing *);

#endif
