/*
 * readers.h: who answers which question; inside backends/real/questions only.
 *
 * Each function answers questions of one kind as question_answer does; before,
 * the answer is STATE_ABSENT.
 */
#ifndef QUESTIONS_READERS_H
#define QUESTIONS_READERS_H

#include "backends/real/questions/asking.h"

/* guests.c: from the lists of ldm. */
bool	 guest_answer(struct asking *, const struct op *, struct answer *);
/* The hostid of a domain; 0: none is printed. */
int64_t	 hostid_of(const struct reading *, const char *domain);
/* domains.c: from the same. */
bool	 service_answer(struct asking *, const struct op *, struct answer *);
bool	 volume_answer(struct asking *, const struct op *, struct answer *);
bool	 policy_answer(struct asking *, const struct op *, struct answer *);
bool	 addresses_answer(struct asking *, const struct op *,
	    struct answer *);
bool	 migration_answer(struct asking *, const struct op *,
	    struct answer *);
/* Is the list of bindings whole, as far as it shows?  Each line is understood,
 * and of each domain that is bound the console is there, which comes last. */
bool	 bindings_whole(struct asking *, const struct reading *);
/* machine.c: what is free on a node, and what its service processor keeps. */
bool	 free_answer(struct asking *, const struct op *, struct answer *);
bool	 next_config_answer(struct asking *, const struct op *,
	    struct answer *);
bool	 slots_answer(struct asking *, const struct op *, struct answer *);
bool	 config_answer(struct asking *, const struct op *, struct answer *);
/* cluster.c: from the lists of the cluster's programs. */
bool	 node_answer(struct asking *, const struct op *, struct answer *);
bool	 member_answer(struct asking *, const struct op *, struct answer *);
bool	 type_answer(struct asking *, const struct op *, struct answer *);
bool	 group_answer(struct asking *, const struct op *, struct answer *);
bool	 resource_answer(struct asking *, const struct op *,
	    struct answer *);
/* blackout.c: what the monitoring reports. */
bool	 blackout_answer(struct asking *, const struct op *,
	    struct answer *);
/* loads.c: limits of nodes, and what counts. */
bool	 load_answer(struct asking *, const struct op *, struct answer *);
/* storage.c and pools.c: labels, pools and what is in them. */
bool	 device_answer(struct asking *, const struct op *, struct answer *);
bool	 pool_answer(struct asking *, const struct op *, struct answer *);
bool	 filesystem_answer(struct asking *, const struct op *,
	    struct answer *);
/* files.c */
bool	 disk_answer(struct asking *, const struct op *, struct answer *);
/* mounts.c */
bool	 share_answer(struct asking *, const struct op *, struct answer *);

/* Look at a file: *fact is its line of ls, or NULL, if it is not there.
 * false: that is not known. */
bool	 file_look(struct asking *, uint32_t place, const struct op *ask,
	    const struct fact_row **fact);
/* A property of a thing, {kind, name}, as the site has it: "key=value", a
 * KIND_TEXT. */
uint32_t property_value(struct asking *, const struct reading *show,
	    const char *const of[2], const char *key);

/* The name of a thing, for a command's line and for its output. */
const char *name_text(const struct asking *, enum kind, uint32_t);
/* A list does not have it: does the program say so, too, when it is asked by
 * name?  The answer is then STATE_ABSENT. */
bool	 absence_sure(struct asking *, uint32_t place, enum ask_line,
	    const struct op *ask, const char *name);

#endif
