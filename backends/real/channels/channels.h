/*
 * channels.h: the open shells of all places.
 *
 * Each place has one for questions, one for those about storage, which may hang
 * for ever, and one for each change that is under way.
 */
#ifndef CHANNELS_CHANNELS_H
#define CHANNELS_CHANNELS_H

#include "backends/real/channels/channel.h"
#include "backends/real/channels/errand.h"
#include "core/base/arena.h"
#include "core/site/site.h"

enum { CHANNELS = 256, ERRANDS = 32, ID_BYTES = 128,
    CHANNELS_FDS = CHANNELS * CHANNEL_FDS + ERRANDS * ERRAND_FDS };

enum lane {
	LANE_ASK,
	LANE_STORAGE,
	LANE_CHANGE,
};

struct opened {
	bool		 used;
	uint32_t	 place;
	enum lane	 lane;
	bool		 opening;	/* nobody has waited yet until it is
					   open */
	int64_t		 until_ms;	/* it must be by then */
	struct channel	 channel;
	char		 ended[ID_BYTES]; /* of the last change that was told of
					   here, "" for none: its folder is not
					   needed any more */
};

/*
 * All places of a simulated site are on this machine: each command is a program
 * there, and whoever plays the site may be this process itself.  There is no
 * order but that in which commands are begun: none waits behind another one.
 */
struct channels_local {
	const char	*state;		/* the site's folder */
	/* Waits as poll does, and serves the programs meanwhile. */
	int		(*poll)(void *with, struct pollfd *, unsigned count,
			    int ms);
	void		*with;
};

struct channels {
	const struct site *site;
	const char	*ssh_config;	/* NULL: the user's */
	const struct channels_local *local; /* NULL: the site file says where
					   the places are */
	struct arena	 arena;		/* of words */
	struct opened	 opened[CHANNELS];
	struct errand	 errand[ERRANDS];
	int64_t		 now_ms;	/* the clock of a simulated site, as it
					   was last said; -1 */
	/* A place that could not be reached is not tried again at once. */
	struct {
		uint32_t place;
		int64_t	 until_ms;
		struct err err;
	} dead[SITE_NODES];
	unsigned	 dead_next;
};

/* Begin to open one: later nobody has to wait so long for it. */
void		 channels_begin(struct channels *, uint32_t place, enum lane);
/*
 * A channel of that place that is ready for a request, and idle if it is for a
 * change; opened if need be, and this waits for it.  NULL and err:
 * ERR_NO_ANSWER: it cannot be reached, or a question there has not been
 * answered in time; ERR_TOO_MANY: too many have not yet been read; ERR_GUARDED:
 * the place is simulated and the site file does not say so, or the other way
 * round; those of way_words.
 */
struct opened	*channels_take(struct channels *, uint32_t place, enum lane,
		    struct err *);
/* One that is open and has nothing to do; NULL: there is none now. */
struct opened	*channels_idle(struct channels *, uint32_t place, enum lane);
/* A free one, or NULL: too many are under way. */
struct errand	*channels_errand(struct channels *);
/* Wait until something comes, or until then by channels_clock_ms. */
void		 channels_wait(struct channels *, int64_t until_ms);
/* Wait for the answer to that request, which replaces *reply; false: it has not
 * come in time.  The request is over in any case. */
bool		 channels_answer(struct channels *, struct opened *,
		    uint64_t number, struct reply *);
void		 channels_close(struct channels *);

#endif
