/*
 * fuzz_seats.h: two people at the console of one guest, for fuzz targets.
 *
 * An input is what they type.  A byte from 0x80 on is no key, by its rest: time
 * passes, they take turns, come and go, somebody stops or starts the guest
 * elsewhere.  0xff leads an option of telnet.
 */
#ifndef TESTS_FUZZ_SEATS_H
#define TESTS_FUZZ_SEATS_H

#include "tools/shell/stage.h"

/* Play the input on a stage whose first guest is bound on the first node. */
void	 fuzz_seats_play(struct stage *, const char *bytes, size_t n);

#endif
