/*
 * scenario_parts.h: shared by the files that read scenarios.
 */
#ifndef CORE_FORMATS_SCENARIO_PARTS_H
#define CORE_FORMATS_SCENARIO_PARTS_H

#include "core/formats/json/reader.h"
#include "core/formats/scenario/scenario_file.h"

/* The entries of "do"; without a site only their keys are checked. */
void	 scenario_entries(struct reader *, const struct value *list,
	    struct scenario *);
/* What the phrases of the scenario are read with, once its site is known. */
struct language scenario_language(const struct reader *,
	    const struct scenario *);
/* A mistake of a phrase, at its place in the text. */
void	 scenario_wrong(struct reader *, const struct value *,
	    const struct wrong *);
/* A fault and its keys: "entry" is the whole entry. */
void	 scenario_fault(struct reader *, const struct language *,
	    const struct value *, const struct value *entry, struct fault *);
/* A path that the file has, from where we stand. */
const char *scenario_path(struct arena *, const char *file, const char *path);
/* A job of the scenario; a mistake is reported at its text. */
bool	 scenario_job(struct reader *, const struct value *, struct job *);

#endif
