/*
 * ldm_tables.h: what ldm prints for people.
 */
#ifndef ANSWERS_LDM_TABLES_H
#define ANSWERS_LDM_TABLES_H

#include "backends/real/answers/sections.h"

extern const struct section_set ldm_sections;

#endif
