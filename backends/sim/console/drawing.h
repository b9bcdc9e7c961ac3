/*
 * drawing.h: a screen of the installer on a terminal; inside
 * backends/sim/console only.
 */
#ifndef SIM_CONSOLE_DRAWING_H
#define SIM_CONSOLE_DRAWING_H

struct console;

/* Draw the screen that the row has, with what is marked and typed there; note
 * is a line above the legend, or NULL. */
void		 drawing_screen(struct console *, const char *note);
/* How far it has come, of a hundred. */
void		 drawing_progress(struct console *, unsigned hundredths);

#endif
