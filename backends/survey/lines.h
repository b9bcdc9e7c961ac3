/*
 * lines.h: what the nodes of a live site are asked.
 *
 * Each line stands here once, with what it is asked for.  All only ask.
 */
#ifndef SURVEY_LINES_H
#define SURVEY_LINES_H

#include <stdbool.h>

/* What a survey is for: a set. */
enum survey_for { FOR_STATUS = 1, FOR_SITE = 2, FOR_DRIFT = 4, FOR_CHECK = 8,
    FOR_FORMS = 16, FOR_PROCESSORS = 32, FOR_WATCH = 64 };
/* All that a site is made of, and all that is asked. */
enum { FOR_CAPTURE = FOR_STATUS | FOR_SITE | FOR_DRIFT | FOR_CHECK };

enum survey_line {
	/* of the node and its hypervisor */
	SURVEY_HOSTID, SURVEY_NAME, SURVEY_SYSTEM, SURVEY_SOLARIS,
	SURVEY_CLUSTERED, SURVEY_RELEASE, SURVEY_DOMAINS, SURVEY_DEVICES,
	SURVEY_CONFIGS, SURVEY_RECOVERY, SURVEY_DEFINITION, SURVEY_DATE,
	SURVEY_PROCESSES, SURVEY_VISITORS, SURVEY_ACCOUNT, SURVEY_DAEMONS,
	SURVEY_PORTS, SURVEY_ADDRESS, SURVEY_SAVE, SURVEY_PING,
	/* of the cluster */
	SURVEY_CLUSTER, SURVEY_CALLED, SURVEY_QUORUM, SURVEY_VOTES,
	SURVEY_GROUPS, SURVEY_NODES, SURVEY_TYPES, SURVEY_DIDS, SURVEY_PATHS,
	SURVEY_LINKS, SURVEY_FENCING,
	/* of disks, pools and files; they may hang */
	SURVEY_LABEL, SURVEY_POOLS, SURVEY_CACHES, SURVEY_HEALTH,
	SURVEY_IMPORTABLE, SURVEY_OWNER, SURVEY_DATASETS, SURVEY_MOUNTS,
	SURVEY_FILE, SURVEY_PASSWORD, SURVEY_RESOLVER, SURVEY_TIME,
	SURVEY_DIRECTORY, SURVEY_COPY, SURVEY_POOL_COPY, SURVEY_SPACE,
	SURVEY_MOUNTED, SURVEY_CACHED, SURVEY_CACHEFILES,
	SURVEY_POOL_VERSION, SURVEY_VERSIONS,
	/* of a service processor: whose it is, and whether there is power */
	SURVEY_SP_HOST, SURVEY_SP_POWER,
	SURVEY_LINES
};

struct survey_row {
	/* As it is typed; "%" stands for what it is asked about. */
	const char	*line;
	unsigned	 purposes;	/* of enum survey_for */
	/* At one node that answers, because each says the same; else at each
	 * node. */
	bool		 one;
	/* It may hang where storage does: asked last. */
	bool		 storage;
	/* About a thing of one node that other nodes may have, too: asked at
	 * each node. */
	bool		 everywhere;
	/* Asked about each of these that the same node has named; NULL: it
	 * is asked about nothing.  The kind of a fact, the key of its name, and
	 * a detail that it has to have, or NULL; that one, or any (NULL). */
	const char	*kind, *key;
	const char	*with, *is;
	/* Its name stands there behind this, or NULL; without it, it is
	 * none. */
	const char	*folder;
	/* That one is not meant. */
	const char	*never;
	/* What it says on standard error, and fails, when there is nothing of
	 * that; NULL: it does not. */
	const char	*none;
};

/* Behind these lines come those that are only asked for their form (forms.h):
 * up to this one. */
enum { SURVEY_FORMS = 30, SURVEY_ALL = (int)SURVEY_LINES + SURVEY_FORMS };

/* The row of a line, below SURVEY_ALL. */
const struct survey_row *survey_row(enum survey_line);

#endif
