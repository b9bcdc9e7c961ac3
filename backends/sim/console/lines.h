/*
 * lines.h: what a whole line does, by what has asked for it; inside
 * backends/sim/console only.
 *
 * "\004" is the end that Ctrl-D says.
 */
#ifndef SIM_CONSOLE_LINES_H
#define SIM_CONSOLE_LINES_H

struct console;

void		 ok_line(struct console *, char *line);
void		 select_line(struct console *, char *line);
void		 login_line(struct console *, char *line);
void		 password_line(struct console *, char *line);
void		 shell_line(struct console *, char *line);
void		 sure_line(struct console *, char *line);
void		 maintenance_line(struct console *, char *line);
void		 mini_line(struct console *, char *line);
void		 language_line(struct console *, char *line);
void		 terminal_line(struct console *, char *line);

#endif
