/*
 * cell.h: what may stand in one place of an output, and what it means.
 *
 * Each form takes a text without blanks around it.  One spelling comes out,
 * whatever went in: 5632M and 5905580032 are the same number, "Pending_online"
 * and "pending-online" the same word.  Numbers are exact; what a program has
 * rounded (99.5G) stays a text.
 */
#ifndef ANSWERS_CELL_H
#define ANSWERS_CELL_H

#include "backends/real/answers/reading.h"

enum form {
	FORM_TEXT,		/* anything, or nothing */
	FORM_WORD,		/* no blanks, not empty */
	FORM_MAYBE,		/* a word or nothing, which is no detail */
	FORM_WORDS,		/* not empty */
	FORM_COUNT,		/* 16 */
	FORM_MAYBE_COUNT,	/* the same, or nothing */
	FORM_BYTES,		/* 17179869184, or nothing */
	FORM_SIZE,		/* 16G, 3840M, 512K: bytes; or nothing */
	FORM_ROUNDED,		/* 99.5G, 18K, 0, -: as it stands */
	FORM_PERCENT,		/* 0.2%, 12%, ---, or nothing */
	FORM_DECIMAL,		/* 0.2, or nothing: as a percentage */
	FORM_SECONDS,		/* 6188, or nothing */
	FORM_UPTIME,		/* 45d 8h 6m, 9m, 0s, or nothing: seconds */
	FORM_HEX,		/* 0x8000000 */
	FORM_HOSTID,		/* 84fb5a01, with 0x or without: 0x84fb5a01 */
	FORM_MAC,		/* 0:14:4f:fb:21:7; or nothing */
	FORM_CPUSET,		/* (0, 1, 2) or 0,1,2 */
	FORM_FLAGS,		/* -n-cv- */
	FORM_FLAG_WORDS,	/* normal,control,vio-service, or nothing */
	FORM_CONSOLE,		/* SP, UART, a port, or nothing */
	FORM_ONE_OF,		/* one of the words of the cell */
	FORMS
};

/* What the cell has in it. */
enum cell_is { CELL_GOOD, CELL_UNKNOWN, CELL_WRONG };

/* A place in a line: the key of its detail, and what may stand there. */
struct cell {
	const char	*key;		/* NULL: it is checked, and no detail */
	enum form	 form;
	const char	*const *words;	/* FORM_ONE_OF: as they come out; ends
					   with NULL */
	bool		 identity;
};

/* Add what stands there to the fact.  A word that is none of the cell's, but
 * might be one in another release, is added with a mark, and is CELL_UNKNOWN;
 * what is CELL_WRONG is not added. */
enum cell_is	 cell_read(struct reading *, struct fact_row *,
		    const struct cell *, const char *text, size_t size);
/* Why a line with such a cell is strange; in the arena. */
const char	*cell_wrong(struct reading *, const char *key,
		    const char *text, size_t size);

#endif
