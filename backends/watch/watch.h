/*
 * watch.h: what is not as it should be at a live site, and who mends it.
 *
 * Findings are a function of a survey (FOR_WATCHING) and the site file.  Each
 * has its evidence: a node, what was typed there, and the line that it has
 * printed.  What nobody has said is unknown, and never a finding against a
 * guest; that a node does not answer is a finding against that node.
 */
#ifndef WATCH_WATCH_H
#define WATCH_WATCH_H

#include "backends/survey/survey.h"

/* What the watch asks for. */
enum { FOR_WATCHING = FOR_WATCH | FOR_DRIFT };

/* What a kind of finding is judged for, one by one. */
enum watch_of { OF_CLUSTER, OF_NODE, OF_GUEST, OF_DRIFT };

enum watch_severity {
	WATCH_BROKEN,		/* something does not work, or may be lost */
	WATCH_RISK,		/* the next failure will cost more than it has
				   to */
	WATCH_NOTE,
	WATCH_SEVERITIES
};

/* The word for it: "broken". */
extern const char *const watch_severities[WATCH_SEVERITIES];

/* In which time it is over by itself, if all goes as it should (deadline.h). */
enum watch_until {
	UNTIL_NEVER,		/* it is not: somebody has to act */
	UNTIL_NOTICED,		/* the members have missed a node */
	UNTIL_FAILOVER,		/* detected, imported, started and booted */
	UNTIL_BOOT,		/* the system of the guest has booted */
	UNTIL_STOP,		/* the agent's Stop_timeout, and a failover */
	UNTIL_RESUME,		/* a suspension may last as long as the site
				   file says */
};

/* Who acts. */
enum watch_who {
	WHO_PERSON,
	WHO_CLUSTER,		/* its Resource Group Manager */
	WHO_AGENT,		/* the same, with the guest's agent; of a guest
				   without one the watch, if it may, or a
				   person */
	WHOS
};

enum watch_verdict { WATCH_WELL, WATCH_FOUND, WATCH_UNKNOWN };

struct noticing;

struct watch_row {
	const char	*id;
	enum watch_of	 of;
	enum watch_severity severity;
	/* So many surveys one after the other have to find it. */
	unsigned	 in_a_row;
	enum watch_until until;
	/* It is no finding before that time has passed. */
	bool		 patient;
	enum watch_who	 who;
	/* The job "recover" brings a guest back from this. */
	bool		 recover;
	/* What the Resource Group Manager is expected to do; NULL: nothing that
	 * can be said. */
	const char	*(*expected)(const struct noticing *);
	/* NULL: of drift. */
	enum watch_verdict (*judge)(struct noticing *);
	const char	*means;		/* what it is, and why it matters */
	/* What to do; "{guest}" and the like are names of what it is about. */
	const char	*advice;
};

/* The n-th kind; NULL: there are no more. */
const struct watch_row *watch_row(unsigned n);
/* The kind with that id, or NULL. */
const struct watch_row *watch_find(const char *id);

/* A line that says it, and where it was typed. */
struct evidence {
	const char	*node;
	const char	*typed;
	const char	*printed;	/* in a few words, if nothing came */
	struct evidence	*next;
};

struct watch_finding {
	const struct watch_row *row;
	uint32_t	 node, guest;	/* what it is about, or 0 */
	const char	*on;		/* that in words: "node1", "ldom1" */
	const char	*key;		/* which of all findings it is: the same
					   in each survey */
	enum watch_verdict verdict;	/* WATCH_FOUND or WATCH_UNKNOWN */
	const char	*text;		/* what was found, or what is missing */
	const char	*advice;
	const char	*expected;	/* of the Resource Group Manager; "" */
	const struct evidence *evidence;
	int64_t		 within_ms;	/* it is over by itself in that time;
					   0: it is not */
};

/* What is judged. */
struct watch_of_site {
	const struct survey *survey;	/* of the nodes of the site in their
					   order */
	const struct site *site;
	const char	*const *without;	/* ids that are left out */
	unsigned	 without_count;
	int64_t		 suspended_ms;	/* a group may be suspended so long */
};

struct watch_findings {
	struct arena	 arena;		/* of what follows */
	struct watch_finding *list;	/* the worst first; then what is not
					   known */
	uint32_t	 count, capacity;
};

/* Judge it.  All of it has to outlive the findings; given back with
 * watch_drop. */
void	 watch_judge(struct watch_findings *, const struct watch_of_site *);
void	 watch_drop(struct watch_findings *);
/* How many have that verdict. */
uint32_t watch_count(const struct watch_findings *, enum watch_verdict);

#endif
