#include "tools/through/passage.h"

#include <assert.h>
#include <string.h>

/* What stands between them is made from the site up, and given back from the
 * top down. */
struct passage_row {
	struct backend	*(*make)(struct passage *, struct simulated *,
			    struct site *);
	void		(*drop)(struct passage *);
};

static struct backend *
op_make(struct passage *passage, struct simulated *simulated, struct site *site)
{
	(void)passage;
	(void)site;
	return &simulated->backend;
}

static void
op_drop(struct passage *passage)
{
	(void)passage;
}

/* Machines behind their commands, over a reach to them. */
static struct backend *
commands_make(struct passage *passage, struct site *site, struct reach *reach)
{
	spoil_make(&passage->spoil, reach);
	hearing_make(&passage->hearing, &passage->spoil.reach);
	real_make(&passage->real, site, site->names, &passage->hearing.reach);
	return &passage->real.backend;
}

static void
commands_drop(struct passage *passage)
{
	real_drop(&passage->real);
	hearing_drop(&passage->hearing);
	spoil_drop(&passage->spoil);
}

static struct backend *
shell_make(struct passage *passage, struct simulated *simulated,
    struct site *site)
{
	programs_make(&passage->programs, simulated);
	return commands_make(passage, site, &passage->programs.reach);
}

static void
shell_drop(struct passage *passage)
{
	commands_drop(passage);
	programs_drop(&passage->programs);
}

/* A third way, real processes, is a row that makes its own reach and goes on
 * with commands_make. */
static const struct passage_row passages[THROUGHS] = {
	[THROUGH_OP] = { op_make, op_drop },
	[THROUGH_SHELL] = { shell_make, shell_drop },
};

void
passage_make(struct passage *passage, enum through through,
    struct simulated *simulated, struct site *site)
{
	assert(through < THROUGHS);
	memset(passage, 0, sizeof(*passage));
	passage->through = through;
	passage->bottom = passages[through].make(passage, simulated, site);
	assert(passage->bottom->below == NULL);
}

void
passage_drop(struct passage *passage)
{
	assert(passage->bottom != NULL);
	passages[passage->through].drop(passage);
	passage->bottom = NULL;
}
