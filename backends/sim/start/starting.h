/*
 * starting.h: a start text while a world is made from it; inside
 * backends/sim/start only.
 */
#ifndef SIM_STARTING_H
#define SIM_STARTING_H

#include "backends/sim/start/start_keys.h"
#include "backends/sim/world/rows.h"
#include "core/base/arena.h"
#include "core/base/err.h"
#include "core/base/names.h"

struct buffer;
struct sim;

/* "size=10", or a word alone: value is NULL. */
struct start_word {
	const char	*key, *value;
};

struct start_line {
	uint32_t	 number;	/* in the text, from 1 */
	uint32_t	 count;
	const char	*kind;		/* "node" */
	const char	*name;
	struct start_word *word;
};

struct starting {
	struct sim	*sim;
	struct arena	 arena;		/* of lines and words */
	struct buffer	*notes;		/* or NULL */
	struct err	*err;
	struct start_line *line;
	uint32_t	 lines;
	/* of the line that is read now */
	const struct start_line *at;
	uint32_t	 name;		/* the number of its name */
	uint32_t	 on;		/* the node of its "on", or 0 */
	uint32_t	 domain;	/* of a guest: its row, or 0 */
	struct resource_row with;	/* of a resource */
};

/* When a line is taken: most of it, then what needs all lines, then what begins
 * in a world that is there. */
enum start_phase { START_FIRST, START_LATE, START_LAST, START_PHASES };

struct start_row {
	struct start_key	 key;
	enum start_phase	 phase;
	bool		(*set)(struct starting *, const char *value);
					/* NULL: with another key, or by the
					   line's begin or end */
	const char	*otherwise;	/* the value where there is none, or
					   NULL: nothing is set */
	/* Print the value as it is shown now; NULL: as it is.  false: it is
	 * not. */
	bool		(*show)(struct sim *, const struct start_line *,
			    const char *value, struct buffer *);
};

/* Lines that begin alike. */
struct start_kind {
	const char	*line;		/* "node" */
	struct {
		bool	(*begin)(struct starting *);	/* before its keys */
		bool	(*end)(struct starting *);	/* after; or NULL */
	} phase[START_PHASES];
	const struct start_row *rows;	/* in the order in which they are set */
	size_t		 count;
};

extern const struct start_kind start_site, start_node, start_service,
    start_device, start_pool, start_file, start_archive, start_volume,
    start_type, start_group, start_resource, start_guest, start_source;

/* NULL: there are no such lines. */
const struct start_kind *start_kind_of(const char *line);
/* The row of a key; NULL: the line has none. */
const struct start_row *start_row_of(const char *line, const char *key);

/* Is there a line about it? */
bool		 start_has_line(const struct starting *,
		    const struct start_kind *, const char *name);
/* Read the lines; false: err says which is none. */
bool		 start_read(struct starting *, const char *text, size_t size);
/* A world without anything that a text says. */
void		 start_empty(struct sim *);
/* Devices that no line is about. */
void		 start_unseen(struct starting *);
/* The state of a guest's definition. */
bool		 start_state(struct starting *, const char *value);
/* Files of the site that no line is about, and that nobody was asked about. */
void		 start_unasked(struct starting *);
/* What is installed follows from what runs, and from who looks after it. */
void		 start_installed(struct starting *);
/* What a node of the text is about to do, or others about it. */
bool		 start_node_works(struct starting *);

#endif
