#include "tools/explore/visited.h"

#include <stdlib.h>

struct entry {
	struct key	key;		/* 0, 0: free */
	struct counts	counts;
	uint64_t	left;
};

/* Open addressing; grows at two thirds. */
struct seen {
	struct entry	*entries;
	uint64_t	size, count;	/* size: a power of two */
};

enum { FIRST_SIZE = 1 << 12 };

static struct entry *
entries_make(uint64_t size)
{
	struct entry *entries = calloc(size, sizeof(*entries));

	if (entries == NULL)
		abort();
	return entries;
}

struct seen *
seen_make(void)
{
	struct seen *seen = malloc(sizeof(*seen));

	if (seen == NULL)
		abort();
	seen->size = FIRST_SIZE;
	seen->count = 0;
	seen->entries = entries_make(seen->size);
	return seen;
}

void
seen_drop(struct seen *seen)
{
	free(seen->entries);
	free(seen);
}

static struct entry *
place_of(struct entry *entries, uint64_t size, const struct key *key)
{
	uint64_t i = key->b & (size - 1);

	while ((entries[i].key.a != 0 || entries[i].key.b != 0) &&
	    (entries[i].key.a != key->a || entries[i].key.b != key->b))
		i = (i + 1) & (size - 1);
	return &entries[i];
}

static void
grow(struct seen *seen)
{
	uint64_t size = 2 * seen->size;
	struct entry *entries = entries_make(size);

	for (uint64_t i = 0; i < seen->size; i++)
		if (seen->entries[i].key.a != 0 ||
		    seen->entries[i].key.b != 0)
			*place_of(entries, size, &seen->entries[i].key) =
			    seen->entries[i];
	free(seen->entries);
	seen->entries = entries;
	seen->size = size;
}

const struct counts *
seen_find(const struct seen *seen, const struct key *key, unsigned left)
{
	const struct entry *entry = place_of(seen->entries, seen->size, key);

	return entry->key.a == key->a && entry->key.b == key->b &&
	    entry->left >= left && (key->a | key->b) != 0 ? &entry->counts :
	    NULL;
}

void
seen_add(struct seen *seen, const struct key *key, unsigned left,
    const struct counts *counts)
{
	struct entry *entry = place_of(seen->entries, seen->size, key);

	if (entry->key.a == 0 && entry->key.b == 0) {
		seen->count++;
	} else if (entry->left > left) {
		return;
	}
	*entry = (struct entry){ *key, *counts, left };
	if (seen->count * 3 > seen->size * 2)
		grow(seen);
}

uint64_t
seen_count(const struct seen *seen)
{
	return seen->count;
}
