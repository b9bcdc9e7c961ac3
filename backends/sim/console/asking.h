/*
 * asking.h: what waits for keys at a console; inside backends/sim/console only.
 */
#ifndef SIM_CONSOLE_ASKING_H
#define SIM_CONSOLE_ASKING_H

struct console;
struct console_row;
struct domain_row;
struct sim;

enum asks { ASKS_NOTHING,
    ASKS_OK,			/* the firmware: ok */
    ASKS_SELECT,		/* which of the disks that it lists */
    ASKS_LOGIN, ASKS_PASSWORD, ASKS_SHELL,
    ASKS_SURE,			/* a shutdown without -y */
    ASKS_MAINTENANCE,		/* the password of single-user mode */
    ASKS_SINGLE,		/* the shell there */
    ASKS_MINI,			/* the shell of the install medium */
    ASKS_LANGUAGE, ASKS_TERMINAL,	/* lines of the installer */
    ASKS_SCREEN,		/* a screen of it */
    ASKS_KINDS };

/* The rows; they move when something begins in the world. */
struct sim	*console_sim(const struct console *);
struct console_row *console_row(const struct console *);
struct domain_row *console_domain(const struct console *);
/* The guest's name, which is its host name. */
const char	*console_host(const struct console *);
/* Print a text of any length; "\n" becomes what a terminal wants. */
void		 console_put(struct console *, const char *);
/* The same of less than a thousand bytes. */
void		 console_print(struct console *, const char *format, ...)
		    __attribute__((format(printf, 2, 3)));
/* Something is to be done to the world; console_done afterwards. */
void		 console_do(struct console *);
void		 console_done(struct console *);
/* From now on that waits for keys; its prompt is printed. */
void		 console_ask(struct console *, enum asks);

#endif
