#include "tests/names_fixture.h"

struct names *
fixture_names(struct arena *arena)
{
	struct names *names = arena_take(arena, 1, sizeof(*names));

	names_begin(arena, names);
	return names;
}
