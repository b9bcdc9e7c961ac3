/*
 * memory.h: no library goes on without memory that it did not get; and what is
 * freed is kept for what comes next.
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
/*
 * For a process that plays many scenarios.  Each takes about a megabyte and
 * frees it.  From 128 KB on glibc returns what is free at the top of its heap
 * to the system; then the next scenario begins with a page fault for each page,
 * and these take longer than all else.
 */
void	 memory_keep(void);

#endif
