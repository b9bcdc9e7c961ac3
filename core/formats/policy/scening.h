/*
 * scening.h: a scene as JSON; inside core/formats/policy only.
 */
#ifndef CORE_FORMATS_POLICY_SCENING_H
#define CORE_FORMATS_POLICY_SCENING_H

#include "core/formats/policy/pass.h"
#include "core/policy/scene.h"

enum { SCENING_GROUPS = 1 << 16 };

/* A scene that is written or read, and the passing of its fields. */
struct scening {
	struct passing	 passing;
	struct scene	*scene;
};

/* The signs of affinities. */
extern const struct wordlist scening_signs;

/* While reading, room for so many rows; else those that are there. */
void		*scening_rows(struct passing *, void *now, size_t count,
		    size_t size);
/* Its keys in the object that has them. */
void		 scening_pass(struct scening *, json_t *whole);

#endif
