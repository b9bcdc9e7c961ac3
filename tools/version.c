#include "tools/version.h"

#ifndef DOMFERRY_BUILD
#define DOMFERRY_BUILD "unknown"
#endif

const char *const version_program = "domferry 0.1.0";
const char *const version_build = DOMFERRY_BUILD;
