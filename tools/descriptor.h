/*
 * descriptor.h: what every descriptor needs: all bytes written, and on disk.
 *
 * A signal that interrupts a call is no failure; errno is set by what is one.
 */
#ifndef TOOLS_DESCRIPTOR_H
#define TOOLS_DESCRIPTOR_H

#include <stdbool.h>
#include <stddef.h>

/* Descriptors 0 to 2 lead to /dev/null where they were closed: a file that is
 * opened later must not get the number that messages are printed on.  false:
 * that could not be done, and no file may be opened. */
bool	 descriptors_open(void);
/* All of it, whatever the system takes at a time. */
bool	 descriptor_write(int, const char *text, size_t size);
/* To disk. */
bool	 descriptor_sync(int);

#endif
