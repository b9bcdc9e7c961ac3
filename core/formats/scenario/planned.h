/*
 * planned.h: values that domferry types on the site of a scenario.
 *
 * Plans name files, properties and numbers that no site file declares.  A
 * command with a value that neither a plan of this site has nor somebody in
 * the scenario is never typed.
 */
#ifndef CORE_FORMATS_PLANNED_H
#define CORE_FORMATS_PLANNED_H

#include "core/formats/scenario/scenario_file.h"

struct plan;
struct planned;

/* The plans of every procedure for everything on the site, and those of the
 * scenario's jobs, as far as they can be made.  The arena owns them.  The
 * scenario is not changed. */
const struct planned *planned_make(struct arena *, const struct scenario *);
/* Does a plan, the site, or somebody who types have that file, or that other
 * text?  near: the nearest of them, or unchanged. */
bool		 planned_text(const struct planned *, enum kind, const char *,
		    const char **near);
/* Does an operation of that kind have the number: in a plan, or typed by
 * somebody?  plan: a plan where it has another one, or unchanged. */
bool		 planned_number(const struct planned *, const struct op *,
		    const struct plan **);

#endif
