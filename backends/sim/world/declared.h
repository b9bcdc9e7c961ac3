/*
 * declared.h: what the site file says about the objects that it declares.
 *
 * Copied when the world is made; the site is not needed afterwards.  An object
 * that the site does not declare has the empty row 0, so that whatever somebody
 * makes by hand can be asked about like everything else.
 */
#ifndef SIM_DECLARED_H
#define SIM_DECLARED_H

#include "core/base/arena.h"
#include "core/site/site.h"

struct sim;

struct declared {
	char		*name;		/* of the site */
	char		*config;	/* "ha-base", of saved configurations */
	struct site_device *devices;
	struct site_service *services;
	struct site_file *files;	/* 0 … file_count - 1 */
	struct arena	 texts;		/* of the files */
	struct site_guest *guests;
	struct site_source *sources;
	struct site_archive *archives;
	uint32_t	 device_count, service_count, file_count, guest_count,
			 source_count, archive_count;
	int64_t		 heartbeat_timeout_ms;
	struct timing	 timing;
};

/* Copy what the site declares; declared_drop frees the copy. */
void		 declared_make(struct declared *, const struct site *);
void		 declared_drop(struct declared *);
/* The row of that number; row 0 for an object that is not declared.
 * Borrowed. */
const struct site_device *declared_device(const struct sim *, uint32_t);
const struct site_service *declared_service(const struct sim *, uint32_t);
const struct site_guest *declared_guest(const struct sim *, uint32_t);
const struct site_source *declared_source(const struct sim *, uint32_t);
const struct site_archive *declared_archive(const struct sim *, uint32_t);
/* Does the site declare a file at that path? */
const struct site_file *declared_file(const struct sim *, uint32_t file);
/* How long an operation takes by itself, in ms. */
int64_t		 declared_ms(const struct sim *, const struct op *);
/* How long another activity takes, in ms. */
int64_t		 declared_timed_ms(const struct sim *, enum timed);

#endif
