/*
 * drift_parts.h: who makes the rows; inside backends/survey only.
 */
#ifndef SURVEY_DRIFT_PARTS_H
#define SURVEY_DRIFT_PARTS_H

#include "backends/survey/drift.h"

/* Add a row. */
void		 drift_add(struct drift *, struct drift_row);
/* Add it if the two texts differ; the row is all but "is" and "wanted". */
void		 drift_compare(struct drift *, struct drift_row,
		    const char *is, const char *wanted);
/* The name of a thing of the site. */
const char	*drift_name(const struct drift *, enum kind, uint32_t);
/* The facts of a line at a node; NULL: it is not known, and there is a row that
 * says so, once. */
const struct reading *drift_reading(struct drift *, uint32_t node,
		    enum survey_line);

/* What a saved configuration holds that boots next, by our record of it. */
void		 drift_content(struct drift *, uint32_t node,
		    const char *config);

void		 drift_services(struct drift *);
void		 drift_volumes(struct drift *);
void		 drift_nodes(struct drift *);
void		 drift_guests(struct drift *);
void		 drift_groups(struct drift *);

#endif
