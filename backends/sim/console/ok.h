/*
 * ok.h: the firmware's prompt; inside backends/sim/console only.
 */
#ifndef SIM_CONSOLE_OK_H
#define SIM_CONSOLE_OK_H

struct console;

/* How a boot was typed, in the console's row. */
enum { CONSOLE_TYPED = 1, CONSOLE_SINGLE = 2, CONSOLE_NET = 4 };

/* Machine, memory, addresses. */
void		 banner_print(struct console *);

/* Words of the prompt; each takes the rest of its line. */
void		 boot_word(struct console *, char *rest);
void		 printenv_word(struct console *, char *rest);
void		 setenv_word(struct console *, char *rest);
void		 set_default_word(struct console *, char *rest);
void		 set_defaults_word(struct console *, char *rest);
void		 show_disks_word(struct console *, char *rest);
void		 show_nets_word(struct console *, char *rest);
void		 show_devs_word(struct console *, char *rest);
void		 devalias_word(struct console *, char *rest);

#endif
