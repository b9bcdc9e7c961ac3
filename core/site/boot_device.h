/*
 * boot_device.h: what the OpenBoot variable boot-device names.
 *
 * Its value is a list of devices, which the firmware tries in this order: a
 * path that ends in "disk@1" or "disk@1:a"; an alias that is the name of a
 * virtual disk; the alias "disk", for the first one; or a net.
 */
#ifndef CORE_BOOT_DEVICE_H
#define CORE_BOOT_DEVICE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum boot_kind { BOOT_DISK_ID, BOOT_NAME, BOOT_NET };

struct boot_word {
	enum boot_kind	 kind;
	uint32_t	 id;		/* of a BOOT_DISK_ID */
	const char	*text;		/* of a BOOT_NAME, without ":a"; not
					   ended */
	size_t		 size;		/* of that text */
};

/* Take the next device off the list; false: there are no more. */
bool	 boot_device_next(const char **list, struct boot_word *);
/* Is that the name in the word? */
bool	 boot_device_is(const struct boot_word *, const char *name);

#endif
