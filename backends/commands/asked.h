/*
 * asked.h: the commands that answer questions.
 *
 * Each line stands here once: a run types it, -v prints it, and the two are the
 * same.  A question has commands that its answer always takes, and others that
 * an output calls for: a name that no list has is asked for by itself.
 */
#ifndef COMMANDS_ASKED_H
#define COMMANDS_ASKED_H

#include "core/op/op.h"
#include "core/site/site.h"

struct arena;

enum ask_line {
	LINE_END,
	/* of the cluster, at any member */
	LINE_STATUS, LINE_SHOW, LINE_TYPES, LINE_LIMITS, LINE_GROUP,
	LINE_RESOURCE, LINE_QUORUM, LINE_VOTES,
	/* of the monitoring, the same */
	LINE_BLACKOUT,
	/* of the hypervisor */
	LINE_BINDINGS, LINE_DOMAIN, LINE_SOFTSTATE, LINE_CONSTRAINTS,
	LINE_PING, LINE_DEVICES, LINE_CONFIGS, LINE_MIGRATION,
	/* of disks and pools */
	LINE_LABEL, LINE_STORED, LINE_POOLS, LINE_POOL, LINE_IMPORTABLE,
	LINE_DATASETS, LINE_DATASET,
	/* of what is mounted, and of files */
	LINE_MOUNTS, LINE_MOUNTED, LINE_FILES, LINE_IMAGE, LINE_CONTENT,
	LINE_FLAR, LINE_TAR, LINE_LAST,
	/* of a source, and of the data that came from it */
	LINE_ARCH, LINE_USERS, LINE_NEWER, LINE_SUMS,
	/* of a service processor: whose it is, whether there is power, the key
	 * switch, what the next boot loads; by ILOM's words, or by ipmitool */
	LINE_SP_HOST, LINE_SP_POWER, LINE_SP_KEY, LINE_SP_BOOT,
	LINE_IPMI_HOST, LINE_IPMI_POWER, LINE_IPMI_KEY, LINE_IPMI_BOOT,
	ASK_LINES
};

enum { ASK_ALWAYS = 6, ASK_FURTHER = 6 };

/* The commands of a question; each list ends with LINE_END. */
struct asked_row {
	enum op_kind	 question;
	uint32_t	 value;		/* of the question, or UINT32_MAX */
	bool		 inside;	/* only inside a guest */
	enum ask_line	 always[ASK_ALWAYS];
	enum ask_line	 further[ASK_FURTHER];
	/* Who answers instead, or when the commands do not: a remark. */
	const char	*person;
};

/* Is it one of the commands of that question? */
bool		 asked_has(const struct op *ask, enum ask_line);
/* Does it take no longer than to list something?  What takes longer, or costs
 * the place something, is asked when its turn comes. */
bool		 asked_is_quick(enum ask_line);
/* The n-th command (from 0) that its answer always takes; LINE_END: there are
 * no more. */
enum ask_line	 asked_always(const struct op *ask, unsigned n);
/* The line as it is typed for that question, in the arena; NULL: there is
 * nothing that it could ask about. */
const char	*asked_line(struct arena *, const struct site *, enum ask_line,
		    const struct op *ask);
/* The machine that a question to a service processor is about: a node, or a
 * source with PLACE_SOURCE. */
uint32_t	 asked_machine(const struct op *ask);
/* The image of the question's guest: the file of its first disk, a
 * KIND_FILE. */
uint32_t	 asked_image(const struct site *, const struct op *ask);

#endif
