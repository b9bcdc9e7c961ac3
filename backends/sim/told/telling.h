/*
 * telling.h: a start text while a world is made from it; inside
 * backends/sim/told only.
 */
#ifndef SIM_TELLING_H
#define SIM_TELLING_H

#include "backends/sim/told/told_keys.h"
#include "backends/sim/world/simulation.h"
#include "core/base/buffer.h"
#include "core/base/err.h"

/* "size=10", or a word alone: value is NULL. */
struct told_word {
	const char	*key, *value;
};

struct told_line {
	uint32_t	 number;	/* in the text, from 1 */
	uint32_t	 count;
	const char	*kind;		/* "node" */
	const char	*name;
	struct told_word *word;
};

struct telling {
	struct sim	*sim;
	struct arena	 arena;		/* of lines and words */
	struct buffer	*notes;		/* or NULL */
	struct err	*err;
	struct told_line *line;
	uint32_t	 lines;
	/* of the line that is told now */
	const struct told_line *at;
	uint32_t	 name;		/* the number of its name */
	uint32_t	 on;		/* the node of its "on", or 0 */
	uint32_t	 domain;	/* of a guest: its row, or 0 */
	struct resource_row with;	/* of a resource */
};

/* When a line is told: most of it, then what needs all lines, then what begins
 * in a world that is there. */
enum told_phase { TOLD_FIRST, TOLD_LATE, TOLD_LAST };

struct told_row {
	struct told_key	 key;
	enum told_phase	 phase;
	bool		(*set)(struct telling *, const char *value);
	const char	*otherwise;	/* the value where there is none, or
					   NULL: nothing is set */
	/* Print the value as it is shown now; NULL: as it is.  false: it is
	 * not. */
	bool		(*show)(struct sim *, const struct told_line *,
			    const char *value, struct buffer *);
};

extern const struct told_row told_rows[];
extern const size_t told_row_count;
/* The row of a key; NULL: the line has none.  Any other key of a guest's
 * definition is a variable of OpenBoot, whose row is that of "VARIABLE". */
const struct told_row *told_row_of(const struct told_line *,
		    const struct told_word *);

/* Read the lines; false: err says which is none. */
bool		 told_read(struct telling *, const char *text, size_t size);
/* The value of a key of a line, "" for a word alone; NULL if it has none. */
const char	*told_value(const struct told_line *, const char *key);
/* It cannot be so: "start:17: …".  Returns false. */
bool		 told_wrong(struct telling *, const char *format, ...)
		    __attribute__((format(printf, 2, 3)));

/* The number of a name, which may be new to the world; 0 for "". */
uint32_t	 told_name(struct telling *, enum kind, const char *);
/* The same of a name that the site has. */
bool		 told_known(struct telling *, enum kind, const char *,
		    uint32_t *);
bool		 told_number(struct telling *, const char *, uint64_t most,
		    uint64_t *);
/* A number with digits of base 16. */
bool		 told_hex(struct telling *, const char *, uint64_t most,
		    uint64_t *);
bool		 told_yes(struct telling *, const char *, bool *);
/* One of those words; count: none of them. */
bool		 told_choice(struct telling *, const char *,
		    const char *const *words, uint32_t count, uint32_t *);
/* "node1,node2", bit n: node n. */
bool		 told_nodes(struct telling *, const char *, uint64_t *);

/* A world without anything that a text tells. */
void		 told_empty(struct sim *);
/* Lines of a kind, in the order in which a world is made from them; lines of
 * some kinds are told more than once, in different phases. */
struct told_pass {
	const char	*line;
	enum told_phase	 phase;
	bool		(*begin)(struct telling *);	/* or NULL */
	bool		(*end)(struct telling *);	/* or NULL */
};

/* What passes begin with, before the keys of a line, and end with. */
bool		 tell_site(struct telling *);
bool		 tell_node(struct telling *);
bool		 tell_service(struct telling *);
bool		 tell_device(struct telling *);
bool		 tell_pool(struct telling *);
bool		 tell_pool_end(struct telling *);
bool		 tell_pool_files(struct telling *);
bool		 tell_file(struct telling *);
bool		 tell_file_end(struct telling *);
bool		 tell_archive(struct telling *);
bool		 tell_volume(struct telling *);
bool		 tell_type(struct telling *);
bool		 tell_group(struct telling *);
bool		 tell_guest(struct telling *);
bool		 tell_guest_again(struct telling *);
bool		 tell_resource(struct telling *);
bool		 tell_resource_end(struct telling *);
bool		 tell_source(struct telling *);
bool		 tell_device_again(struct telling *);
bool		 tell_node_again(struct telling *);
bool		 tell_configs_end(struct telling *);
bool		 tell_node_works(struct telling *);
/* What is installed follows from what runs, and from who looks after it. */
void		 told_installed(struct telling *);

#endif
