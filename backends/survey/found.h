/*
 * found.h: the site that a survey has found, as a site file could say it.
 *
 * A function of a survey (FOR_SITE).  What nobody has answered is unknown: a
 * number is FOUND_UNKNOWN, a text NULL, and a note at the thing says who has
 * not answered what.  What was understood and no site file can say makes a
 * guest foreign: no job may take it.  Without the least that a site file needs
 * a thing is left out.
 */
#ifndef SURVEY_FOUND_H
#define SURVEY_FOUND_H

#include "backends/survey/survey.h"

#define FOUND_UNKNOWN	(-1)

enum { FOUND_SLICE = 2 };		/* the whole of a disk */

/* A sentence for people, with its evidence. */
struct found_note {
	const char	*text;
	struct found_note *next;
};

/*
 * What a site file can say of a thing: all of it; of a guest that no job may
 * take it; also nothing of its pool and its disks; nothing but its room;
 * nothing at all.
 */
enum found_as { FOUND_WHOLE, FOUND_FOREIGN, FOUND_BARE, FOUND_ROOM,
    FOUND_OUT };

/* What all things have. */
struct found_item {
	const char	*name;
	enum found_as	 as;
	struct found_note *note;	/* in the order in which they came */
	/* Its lines in the text that was made of it; who writes sets them. */
	uint32_t	 from, to;
};

/* A value with its name: a variable, a property, a load factor. */
struct found_pair {
	const char	*name, *value;
	struct found_pair *next;
};

struct found_node {
	struct found_item item;
	const char	*host;		/* as it was given to us */
	const char	*model, *solaris, *cluster, *ldm, *parseable;
	int64_t		 hostid;
	int64_t		 vcpus, control_vcpus, reserved_vcpus;
	int64_t		 memory, control_memory, reserved_memory;
	int64_t		 block[SITE_NODES]; /* of memory that guests may have,
					       if it is not one */
	uint32_t	 blocks;
	struct found_pair *limit;	/* "guests", "2:3" */
	const char	*configs;	/* saved ones, with commas, or NULL */
};

struct found_device {
	struct found_item item;
	struct found_device *next;
	int64_t		 size;
	uint64_t	 nodes;		/* bit n: node n sees it */
	uint32_t	 slice;		/* where its pool is */
	const char	*path;
	const char	*guid;		/* of the LUN, if its path has it */
	const char	*label;		/* "smi", "efi" */
	bool		 quorum;
	int64_t		 votes;
};

struct found_service {
	struct found_item item;
	struct found_service *next;
	enum service_kind kind;
	const char	*value[SITE_NODES + 1];	/* net-dev, ports; "" for a
						   vds; NULL: not there */
};

struct found_file {
	struct found_item item;		/* its name is its path */
	struct found_file *next;
	const char	*owner, *mode;
	uint64_t	 nodes;
};

struct found_disk {
	const char	*name, *volume, *vds, *file, *options;
	int64_t		 size;
	struct found_disk *next;
};

struct found_net {
	const char	*name, *vsw;
	int64_t		 mac;
	struct found_net *next;
};

struct found_agent {
	const char	*resource;	/* NULL: there is none */
	const char	*type, *password_file, *probe;
	struct found_pair *property;
};

struct found_guest {
	struct found_item item;
	struct found_guest *next;
	uint32_t	 node;		/* that has its definition */
	enum guest_now	 now;
	int64_t		 vcpus, memory, crypto, hostid;
	const char	*pool, *device;
	const char	*group;		/* NULL: it is in none */
	const char	*nodes;		/* of the group, with blanks */
	const char	*affinities;	/* the same */
	const char	*storage, *filesystem;
	struct found_pair *load;	/* "guests", "1" */
	bool		 failback;
	struct found_disk *disk;
	struct found_net *net;
	struct found_pair *variable;
	struct found_agent agent;
};

struct found_site {
	struct arena	*arena;
	const struct survey *survey;
	const char	*name, *cluster, *config;
	uint32_t	 nodes;
	struct found_node node[SITE_NODES + 1];	/* as those of the survey */
	struct found_device *device;
	struct found_service *service;
	struct found_file *file;
	struct found_guest *guest;	/* in order of name */
	struct found_pair *type;	/* of resources; no values */
	struct found_pair *adapter;	/* of the private links */
	/* What is said of the site as a whole; of its guests that are no more
	 * than a name somewhere. */
	struct found_item site, rest;
	uint32_t	 missing;	/* things that are not said as they are
					   because an answer is missing */
};

/* The site of a survey; the arena owns it, and the survey has to outlive it. */
void	 found_make(struct found_site *, struct arena *, const struct survey *);
/* Say something at a thing. */
void	 found_note(struct found_site *, struct found_item *,
	    const char *format, ...) __attribute__((format(printf, 3, 4)));
/* The same, and it is no more than that from now on. */
void	 found_lessen(struct found_site *, struct found_item *, enum found_as,
	    const char *format, ...) __attribute__((format(printf, 4, 5)));
/* The number of the node with that name in the cluster that is not left out; 0:
 * none of those that were asked. */
uint32_t found_node(const struct found_site *, const char *name);

#endif
