/*
 * process.h: the programs of a simulated site as processes of this machine, as
 * a way to its places.
 *
 * What a run types goes to a ksh, as it does on real machines; that starts a
 * program, which asks this process what came of it, and prints that.  Time is
 * that of the site: it passes only while all that was begun is at work there.
 */
#ifndef THROUGH_PROCESS_H
#define THROUGH_PROCESS_H

#include "backends/real/channels/remote.h"
#include "tools/host/port.h"
#include "tools/through/arrival.h"

/* A command that is under way. */
struct process_job {
	bool		 used;
	uint64_t	 hand;		/* of the programs: a person does it; or
					   HANDLE_OVER */
	uint64_t	 remote;	/* of the channels, else */
	struct arrival	 arrival;	/* of its program, else */
};

struct process {
	struct reach	 reach;		/* first */
	struct programs	*programs;	/* of the site; borrowed, as spoil */
	struct spoil	*spoil;		/* says what happens to a command */
	struct arena	 arena;
	struct site	 site;		/* as one that is simulated */
	struct home	 home;
	struct host	 host;
	struct port	 port;
	struct channels_local local;
	struct remote	 remote;
	struct process_job job[PROGRAMS_CALLS];
	/* What was begun, and has not come to the site yet; or NULL. */
	struct process_job *coming;
	const struct order *order;
};

/*
 * To the site whose programs these are.  From now on the program listens to
 * signals (stop_listen).  NULL: ERR_PROGRAM_MISSING: there is no ksh;
 * ERR_FILE_UNREADABLE: domferry-client is not installed; ERR_FILE_UNWRITABLE;
 * ERR_GUARDED: this machine has the real programs.  Give it back with
 * process_drop.
 */
struct process	*process_make(struct programs *, struct spoil *,
		    const struct site *, struct err *);
void		 process_drop(struct process *);

#endif
