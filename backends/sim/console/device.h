/*
 * device.h: devices as the firmware names them; inside backends/sim/console
 * only.
 */
#ifndef SIM_CONSOLE_DEVICE_H
#define SIM_CONSOLE_DEVICE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct console;

enum { DEVICE_BYTES = 64 };

enum device_kind { DEVICE_NONE, DEVICE_DISK, DEVICE_NET };
struct device {
	enum device_kind kind;
	uint32_t	 number;	/* of the disk, or of the net */
	uint32_t	 name;		/* DISK; 0: it is not defined */
};

/* What an alias or a path means here. */
void		 device_find(struct console *, const char *word, size_t n,
		    struct device *);
/* The first device of boot-device. */
void		 device_first(struct console *, struct device *);
/* Its whole path; returns the text. */
const char	*device_path(const struct device *, char text[DEVICE_BYTES]);
/* The n-th disk or net, from 0; its alias in *name; false: there are no
 * more. */
bool		 device_list(struct console *, enum device_kind, unsigned n,
		    struct device *, const char **name);
/* Does the disk from which it boots answer? */
bool		 device_answers(struct console *);
/* Is an install medium there, or an install server? */
bool		 device_is_medium(struct console *, const struct device *);
/* Does that disk? */
bool		 device_is_open(struct console *, const struct device *);

#endif
