/*
 * telling.h: a start text while a world is made from it; inside
 * backends/sim/told only.
 */
#ifndef SIM_TELLING_H
#define SIM_TELLING_H

#include "backends/sim/told/told_keys.h"
#include "backends/sim/world/rows.h"
#include "core/base/arena.h"
#include "core/base/err.h"
#include "core/base/names.h"

struct buffer;
struct sim;

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
enum told_phase { TOLD_FIRST, TOLD_LATE, TOLD_LAST, TOLD_PHASES };

struct told_row {
	struct told_key	 key;
	enum told_phase	 phase;
	bool		(*set)(struct telling *, const char *value);
					/* NULL: with another key, or by the
					   line's begin or end */
	const char	*otherwise;	/* the value where there is none, or
					   NULL: nothing is set */
	/* Print the value as it is shown now; NULL: as it is.  false: it is
	 * not. */
	bool		(*show)(struct sim *, const struct told_line *,
			    const char *value, struct buffer *);
};

/* Lines that begin alike. */
struct told_kind {
	const char	*line;		/* "node" */
	struct {
		bool	(*begin)(struct telling *);	/* before its keys */
		bool	(*end)(struct telling *);	/* after; or NULL */
	} phase[TOLD_PHASES];
	const struct told_row *rows;	/* in the order in which they are set */
	size_t		 count;
};

extern const struct told_kind told_site, told_node, told_service, told_device,
    told_pool, told_file, told_archive, told_volume, told_type, told_group,
    told_resource, told_guest, told_source;

/* NULL: there are no such lines. */
const struct told_kind *told_kind_of(const char *line);
/* The row of a key; NULL: the line has none. */
const struct told_row *told_row_of(const char *line, const char *key);

/* Is there a line about it? */
bool		 told_has_line(const struct telling *,
		    const struct told_kind *, const char *name);
/* Read the lines; false: err says which is none. */
bool		 told_read(struct telling *, const char *text, size_t size);
/* A world without anything that a text tells. */
void		 told_empty(struct sim *);
/* Devices that no line is about. */
void		 told_unseen(struct telling *);
/* The state of a guest's definition. */
bool		 told_state(struct telling *, const char *value);
/* Files of the site that no line is about, and that nobody was asked about. */
void		 told_unasked(struct telling *);
/* What is installed follows from what runs, and from who looks after it. */
void		 told_installed(struct telling *);
/* What a node that is told is about to do, or others about it. */
bool		 told_node_works(struct telling *);

#endif
