/*
 * ldm_records.h: the records of ldm -p and of virtinfo -p.
 */
#ifndef ANSWERS_LDM_RECORDS_H
#define ANSWERS_LDM_RECORDS_H

#include "backends/real/answers/records.h"

extern const struct record_table ldm_records, virtinfo_records;
/* The states of a domain that are known. */
extern const char *const domain_states[];

#endif
