/*
 * sp_way.h: the program that leads to a service processor.
 *
 * A password is nowhere here: ipmitool reads it from its file, and ssh has a
 * key.  The file must be one that nobody else can read or has written.
 */
#ifndef CHANNELS_SP_WAY_H
#define CHANNELS_SP_WAY_H

#include "backends/real/reach.h"
#include "core/base/arena.h"
#include "core/site/site.h"

/*
 * The words of the program that carries that line out, an absolute path first,
 * in the arena.  ERR_GUARDED: the file with the credentials belongs to somebody
 * else, or others can read it; ERR_FILE_UNREADABLE: it is not there, or no
 * file; ERR_PROGRAM_MISSING; ERR_NO_REACH.
 */
const char	*const *sp_words(struct arena *, const struct site *,
		    const struct order *, const char *ssh_config,
		    struct err *);

#endif
