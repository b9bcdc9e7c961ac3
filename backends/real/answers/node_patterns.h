/*
 * node_patterns.h: the time of a node, and the links of its network.
 */
#ifndef ANSWERS_NODE_PATTERNS_H
#define ANSWERS_NODE_PATTERNS_H

#include "backends/real/answers/pattern.h"

/* date; dladm show-dev, which Solaris 11 no longer has. */
extern const struct pattern_set date_line, link_lines;

#endif
