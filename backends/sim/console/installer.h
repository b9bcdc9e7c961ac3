/*
 * installer.h: the text installer of the install medium; inside
 * backends/sim/console only.
 *
 * It asks lines first, and then draws screens of 80 columns and 24 rows.  F2 is
 * sent as ESC and "2", or as a terminal sends it.
 */
#ifndef SIM_CONSOLE_INSTALLER_H
#define SIM_CONSOLE_INSTALLER_H

#include <stdint.h>

struct console;

/* The medium's system is up: it asks the language. */
void		 installer_begin(struct console *);
/* A key arrives at a screen. */
void		 installer_key(struct console *, char byte);
/* What it does goes on, or has ended. */
void		 installer_follow(struct console *);
/* When it has more to say; -1: it waits. */
int64_t		 installer_next_ms(struct console *);

#endif
