/*
 * screen.h: a screen of the installer, and what its keys do; inside
 * backends/sim/console only.
 */
#ifndef SIM_CONSOLE_SCREEN_H
#define SIM_CONSOLE_SCREEN_H

#include "backends/sim/console/screens.h"

struct console;
struct console_row;

/* A screen comes up, as it was left. */
void		 screen_show(struct console *, enum screen_id);
/* What is wrong with what was typed into the screen of the row, or NULL. */
const char	*input_wrong(const struct console_row *);
/* The other of the two fields for a password is typed into; the first is kept
 * as a number, never as it was typed. */
void		 password_turn(struct console_row *);
/* What the screens have chosen begins, and nothing stops it but a break. */
void		 installer_work(struct console *, bool wipes);

#endif
