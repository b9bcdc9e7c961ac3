/*
 * columns.h: how wide the lines are that a person reads.
 */
#ifndef REPORT_COLUMNS_H
#define REPORT_COLUMNS_H

enum { COLUMNS_LEAST = 40, COLUMNS_USUAL = 80, COLUMNS_MOST = 200 };

/* $COLUMNS, else the width of the terminal that standard output is, else 80;
 * from COLUMNS_LEAST to COLUMNS_MOST. */
unsigned	 columns(void);
/* The column in which the last column of a table begins: as wanted, or near the
 * left margin of the next line when little would be left of the line. */
unsigned	 columns_text(unsigned wanted);

#endif
