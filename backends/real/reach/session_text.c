#include "backends/real/reach/session_text.h"

const char session_text[] =
#include "backends/real/reach/session.inc"
    ;
