#include "tools/lab/lab.h"

#include <unistd.h>

#include "tools/lab/lab_folder.h"
#include "tools/lab/papers.h"
#include "tools/lab/porter.h"
#include "tools/say.h"
#include "tools/session/stop.h"

struct lab {
	struct holding	*holding;
	struct places	 places;
	struct sshd	 sshd;
	struct porter	 porter;
	int		 alive;		/* see lab_folder.h */
};

static bool
lab_open(struct lab *lab, const char *shell, struct err *err)
{
	struct holding *holding = lab->holding;
	struct arena *arena = &holding->arena;
	const char *home = holding->home.path;
	struct papers papers = { .home = home, .places = &lab->places,
	    .site = &holding->site };

	places_find(arena, holding->site.site, &lab->places);
	if (!sshd_find(arena, home, shell, &lab->sshd, err) ||
	    !lab_folder_make(arena, home, err) ||
	    (lab->alive = lab_folder_live(arena, home, err)) < 0 ||
	    !sshd_prepare(arena, &lab->sshd, err) ||
	    !porter_listen(arena, &lab->porter, &lab->places, err))
		return false;
	papers.user = lab->sshd.account.user;
	return papers_write(arena, &papers, err) &&
	    porter_start(arena, &lab->porter, &lab->sshd, lab->alive, err) &&
	    port_open(arena, &holding->owner.port, err);
}

/* Whoever works at a place learns by the pipe that the site has ended. */
static void
lab_close(struct lab *lab)
{
	struct arena *arena = &lab->holding->arena;
	const char *home = lab->holding->home.path;

	porter_end(&lab->porter);
	sshd_end(&lab->sshd);
	if (lab->alive >= 0)
		close(lab->alive);
	if (!lab_folder_await_end(arena, home))
		say_to(stderr, "domferry: a program that was typed at the "
		    "site does not end\n");
	lab_folder_clear(arena, home);
}

static void
lab_welcome(const struct lab *lab)
{
	const char *home = lab->holding->home.path;
	const char *first = lab->places.list[0].alias;

	say("SIMULATED: nothing at these %u places is real.  Type:\n",
	    (unsigned)lab->places.count);
	say("ssh -F '%s/ssh_config' %s ldm ls\n", home, first);
	say("ansible -i '%s/inventory' nodes -m raw -a 'ldm ls'\n", home);
	say("domferry lab --stop --state '%s'\n", home);
	fflush(stdout);
}

int
lab_play(struct holding *holding, const char *shell)
{
	struct lab lab = { .holding = holding, .alive = -1,
	    .sshd.surroundings.fd = -1 };
	struct err err = { 0 };
	int status = EXIT_OK;

	if (lab_open(&lab, shell, &err)) {
		lab_welcome(&lab);
		owner_await_child(&holding->owner, lab.porter.pid);
		if (!stop_asked())
			err_set(&err, ERR_PROGRAM_FAILED, "the process that "
			    "listens for ssh has ended");
	}
	if (err.code != ERR_NONE)
		status = err_print(&err);
	lab_close(&lab);
	return status;
}
