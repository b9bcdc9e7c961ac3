/*
 * cluster_table.h: the tables that the cluster's programs print; inside
 * backends/sim/shell only.
 *
 * A table has a title, headers, a dash below each character of a header, and
 * rows.  The name of an object stands in its first row only.  Columns are as
 * wide as their longest cell, and share what is left of the line by the rule of
 * the cluster's release: docs/fidelity.md has the captures.
 */
#ifndef SIM_CLUSTER_TABLE_H
#define SIM_CLUSTER_TABLE_H

#include "backends/sim/shell/program.h"
#include "core/base/arena.h"

enum { TABLE_COLUMNS = 6, TABLE_GAP = 3, TABLE_LIST = 20 };

/* How a table looks. */
struct layout {
	const char	*title;		/* "Cluster Nodes"; NULL: none */
	const char	*subtitle;	/* "Node Status"; NULL: none */
	const char	*header[TABLE_COLUMNS + 1];	/* ends with NULL */
	/* Where the last column begins; 0: each column has its own width. */
	unsigned	 last;
	/* The widths of columns, with their gaps; of all releases if last is
	 * 0, of Sun Cluster 3.2 otherwise. */
	unsigned	 width[TABLE_COLUMNS];
	unsigned	 indent;
	bool		 parted;	/* an empty line after each object */
	unsigned	 after;		/* empty lines at the end */
};

struct table_line {
	const char	*cell[TABLE_COLUMNS];
	struct table_line *next;
};

/* A table while it is filled; all zero but the layout before. */
struct table {
	const struct layout *layout;
	struct arena	 arena;
	struct table_line *first, *last;
};

/* Add a row of cells, which are copied; "" in the first one goes on with the
 * object before.  Cells that are left out are "". */
void		 table_row(struct table *, const char *const cell[],
		    unsigned count);
/* Print the table, and drop it. */
void		 table_print(struct call *, struct table *);
/* Is the cluster of the site as old as Sun Cluster 3.2? */
bool		 cluster_is_32(const struct call *);

#endif
