/*
 * memory.h: no library goes on without memory that it did not get.
 *
 * jansson leaves a key out when it has no memory for it, and says so where
 * nobody looks; a journal without that key would be hashed all the same.  So
 * whatever a library asks for is there, or the program aborts, as it does for
 * its own memory: resuming after that is a tested path.
 */
#ifndef TOOLS_MEMORY_H
#define TOOLS_MEMORY_H

/* Before the first call of a library. */
void	 memory_guard(void);

#endif
