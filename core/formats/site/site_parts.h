/*
 * site_parts.h: the sections of a site file; shared by the files that read
 * them.
 *
 * Names of nodes, devices, services, sources and guests are interned before
 * any section is read, so sections may refer to each other in any order.
 * Each of these is the read function of a row: target is the struct site.
 */
#ifndef CORE_FORMATS_SITE_PARTS_H
#define CORE_FORMATS_SITE_PARTS_H

#include "core/formats/json/reader.h"

/* One of each in a file, so that rows of other things may be checked by it. */
extern const struct shape site_reach, site_releases, site_sp;
/* The release of ldm among them: 201 is 2.1; if none is given: fallback. */
uint32_t	 site_ldm(struct reader *, const struct value *releases,
		    uint32_t fallback);

/* A size as ldmp2v takes it: whole gigabytes, else megabytes, never too few. */
const char	*site_size_text(struct reader *, int64_t size);
/* The text of a key of an object, or NULL. */
const char	*site_text(const struct value *, const char *key);
/* The "reach" and the "releases" of an object; what a node leaves out it has
 * from the site. */
struct site_reach site_reach_of(const struct value *);
struct site_releases site_releases_of(const struct value *node,
		    const struct value *site);

/* A service processor; NULL: there is none.  A mistake if another machine has
 * it. */
struct site_sp site_sp_read(struct reader *, const struct value *);
/* The load limits of a node; no list is none. */
void	 site_load_limits(struct reader *, const struct value *list,
	    struct site_node *);
/* The networks of a source, in the arena. */
const struct site_source_net *site_source_nets(struct reader *,
		    const struct value *list);

void	 site_nodes(struct reader *, const struct value *, void *);
void	 site_cluster(struct reader *, const struct value *, void *);
void	 site_devices(struct reader *, const struct value *, void *);
void	 site_services(struct reader *, const struct value *, void *);
void	 site_files(struct reader *, const struct value *, void *);
void	 site_archives(struct reader *, const struct value *, void *);
void	 site_sources(struct reader *, const struct value *, void *);
/* The archive of a source of that name, and its files in it; the name may be
 * missing. */
void	 site_source_archive(struct reader *, const struct value *archive,
	    const struct value *name, struct site_source *);
void	 site_guests(struct reader *, const struct value *, void *);
void	 site_hooks(struct reader *, const struct value *, void *);
void	 site_blackout(struct reader *, const struct value *, void *);
void	 site_timing(struct reader *, const struct value *, void *);

/*
 * Intern the names of a list of named things; one that is taken is a mistake.
 * NULL is an empty list.
 */
void	 site_intern(struct reader *, enum kind, const struct value *list);
/* Is that the first time that the text is given?  Both hostids and MAC
 * addresses are kept like that, so that a large site is compared quickly. */
bool	 site_is_new(struct reader *, const char *text);
/* A number for a name that nothing else may have; a mistake if it is taken. */
uint32_t site_declare(struct reader *, enum kind, const char *name,
	    const struct value *at);
/* The set of nodes that a list names. */
uint64_t site_node_set(struct reader *, const struct value *list);
/* The number of a node, device, … by a name that must be declared. */
uint32_t site_node(struct reader *, const struct value *);
uint32_t site_device(struct reader *, const struct value *);
/* A service of that kind ("vsw", "vds"). */
uint32_t site_service(struct reader *, const struct value *,
	    enum service_kind);

#endif
