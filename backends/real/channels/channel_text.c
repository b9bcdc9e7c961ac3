#include "backends/real/channels/channel_text.h"

#include <stddef.h>

const char *const channel_text[] = {
#include "backends/real/channels/channel.inc"
	NULL
};
