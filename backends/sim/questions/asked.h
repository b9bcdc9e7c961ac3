/*
 * asked.h: the single questions, for ask.c only.
 *
 * Each writes its part of an answer that is STATE_ABSENT otherwise; false when
 * nobody answers.  The place asked answers, and what is named is known.
 */
#ifndef SIM_ASKED_H
#define SIM_ASKED_H

#include "backends/sim/world/simulation.h"

bool		 ask_node(struct sim *, const struct op *, struct answer *);
bool		 ask_member(struct sim *, const struct op *, struct answer *);
bool		 ask_service(struct sim *, const struct op *, struct answer *);
bool		 ask_config(struct sim *, const struct op *, struct answer *);
bool		 ask_command(struct sim *, const struct op *, struct answer *);

bool		 ask_device(struct sim *, const struct op *, struct answer *);
bool		 ask_pool(struct sim *, const struct op *, struct answer *);
bool		 ask_filesystem(struct sim *, const struct op *,
		    struct answer *);
bool		 ask_disk(struct sim *, const struct op *, struct answer *);

#endif
