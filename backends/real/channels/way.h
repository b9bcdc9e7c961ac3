/*
 * way.h: how one gets to the shell of a place.
 */
#ifndef CHANNELS_WAY_H
#define CHANNELS_WAY_H

#include "core/base/arena.h"
#include "core/base/err.h"
#include "core/site/site.h"

/* A way by the OpenSSH client. */
struct way_ssh {
	const char	*host, *user;	/* NULL: the client knows whom */
	const char	*key;		/* the only one to be tried, or NULL */
	const char	*config;	/* the client's, or NULL: the user's */
	const char	*command;	/* constant */
};

/* Its words, an absolute path first, in the arena.  ERR_PROGRAM_MISSING. */
const char	*const *way_ssh_words(struct arena *, const struct way_ssh *,
		    struct err *);
/* The release of Solaris that runs there, or NULL. */
const char	*way_release(const struct site *, uint32_t place);
/*
 * The words of the program that leads there, an absolute path first, in the
 * arena; its input is read by ksh.  ssh_config is the client's configuration,
 * NULL: the user's.  ERR_UNSUPPORTED: the site file has no way to that place,
 * or one by which no program gets there; ERR_PROGRAM_MISSING.
 */
const char	*const *way_words(struct arena *, const struct site *,
		    uint32_t place, const char *ssh_config, struct err *);
/* The same, where the place is one of the simulated site in that folder of this
 * machine.  ERR_PROGRAM_MISSING. */
const char	*const *way_local_words(struct arena *, const struct site *,
		    uint32_t place, const char *state, struct err *);

#endif
