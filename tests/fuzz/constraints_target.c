/*
 * Constraints of a domain: whatever a document says, it is read within its
 * limits, or refused with a reason.
 */
#include <assert.h>
#include <string.h>

#include "backends/commands/constraints.h"
#include "tests/fuzz/fuzz.h"

static int
input_play(const uint8_t *bytes, size_t n)
{
	struct arena arena = { 0 };
	struct constraints constraints;
	struct err err = { 0 };

	if (constraints_read(&arena, n != 0 ? (const char *)bytes : "", n,
	    &constraints, &err)) {
		assert(constraints.part_count <= CONSTRAINTS_PARTS);
		assert(*constraints.name != '\0');
		for (unsigned i = 0; i < constraints.part_count; i++)
			assert(*constraints.part[i].name != '\0');
	} else {
		assert(err.code != ERR_NONE && err.text[0] != '\0');
	}
	arena_drop(&arena);
	return 0;
}

FUZZ_TARGET("constraints", input_play);
