#include "tools/through/passage.h"

#include <assert.h>
#include <string.h>

/* What stands between them is made from the site up, and given back from the
 * top down. */
struct passage_row {
	/* NULL, and why. */
	struct backend	*(*make)(struct passage *, struct simulated *,
			    struct site *, struct err *);
	void		(*drop)(struct passage *);
};

static struct backend *
op_make(struct passage *passage, struct simulated *simulated,
    struct site *site, struct err *err)
{
	(void)passage;
	(void)site;
	(void)err;
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
	hearing_make(&passage->hearing, reach);
	real_make(&passage->real, site, site->names, &passage->hearing.reach);
	return &passage->real.backend;
}

static void
commands_drop(struct passage *passage)
{
	real_drop(&passage->real);
	hearing_drop(&passage->hearing);
}

static void
programs_open(struct passage *passage, struct simulated *simulated)
{
	programs_make(&passage->programs, simulated);
	spoil_make(&passage->spoil, &passage->programs.reach);
}

static void
programs_close(struct passage *passage)
{
	spoil_drop(&passage->spoil);
	programs_drop(&passage->programs);
}

static struct backend *
shell_make(struct passage *passage, struct simulated *simulated,
    struct site *site, struct err *err)
{
	(void)err;
	programs_open(passage, simulated);
	return commands_make(passage, site, &passage->spoil.reach);
}

static void
shell_drop(struct passage *passage)
{
	commands_drop(passage);
	programs_close(passage);
}

/* What goes wrong happens to the processes themselves. */
static struct backend *
process_way_make(struct passage *passage, struct simulated *simulated,
    struct site *site, struct err *err)
{
	programs_open(passage, simulated);
	passage->process = process_make(&passage->programs, &passage->spoil,
	    site, err);
	if (passage->process != NULL)
		return commands_make(passage, site, &passage->process->reach);
	programs_close(passage);
	return NULL;
}

static void
process_way_drop(struct passage *passage)
{
	commands_drop(passage);
	process_drop(passage->process);
	programs_close(passage);
}

static const struct passage_row passages[THROUGHS] = {
	[THROUGH_OP] = { op_make, op_drop },
	[THROUGH_SHELL] = { shell_make, shell_drop },
	[THROUGH_PROCESS] = { process_way_make, process_way_drop },
};

bool
passage_make(struct passage *passage, enum through through,
    struct simulated *simulated, struct site *site, struct err *err)
{
	assert(through < THROUGHS);
	memset(passage, 0, sizeof(*passage));
	passage->through = through;
	passage->bottom = passages[through].make(passage, simulated, site,
	    err);
	assert(passage->bottom == NULL || passage->bottom->below == NULL);
	return passage->bottom != NULL;
}

void
passage_drop(struct passage *passage)
{
	assert(passage->bottom != NULL);
	passages[passage->through].drop(passage);
	passage->bottom = NULL;
}
