#include "core/site/scripts.h"

/* The Makefile writes each file of share/ as a string of C. */
static const char sums[] =
#include "share/sums.inc"
;

static const char data_disk[] =
#include "share/data-disk.inc"
;

const char *const script_name[SCRIPTS] = {
	[SCRIPT_SUMS] = "sums",
	[SCRIPT_DATA_DISK] = "data-disk",
};

const char *const script_text[SCRIPTS] = {
	[SCRIPT_SUMS] = sums,
	[SCRIPT_DATA_DISK] = data_disk,
};
