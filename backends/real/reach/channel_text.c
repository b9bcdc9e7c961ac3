#include "backends/real/reach/channel_text.h"

const char channel_text[] =
#include "backends/real/reach/channel.inc"
    ;
