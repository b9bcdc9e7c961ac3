#include "backends/real/reach/channel_text.h"

#include <stddef.h>

const char *const channel_text[] = {
#include "backends/real/reach/channel.inc"
	NULL
};
