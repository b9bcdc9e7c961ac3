/*
 * mac.h: MAC addresses, as numbers and as ldm spells them.
 */
#ifndef CORE_MAC_H
#define CORE_MAC_H

#include <stdbool.h>
#include <stdint.h>

/* Room for an address: "0:14:4f:fb:21:7". */
enum { MAC_BYTES = 18 };

/*
 * Read six bytes in hex, with ":" between them; a leading zero may be missing.
 * false: it is not an address of one machine: all zero, or for many (an odd
 * first byte).
 */
bool	 mac_read(const char *, int64_t *mac);
/* Write it without leading zeros; the buffer is returned. */
char	*mac_write(int64_t mac, char buffer[MAC_BYTES]);

#endif
