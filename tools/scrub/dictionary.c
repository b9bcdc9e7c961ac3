#include "tools/scrub/dictionary.h"

#include <assert.h>
#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "tools/scrub/usual.h"
#include "tools/scrub/value.h"

enum { ROOM = 64 };

/* What the numbers of a set of names are used for here. */
static const enum kind words = KIND_FILE, seen = KIND_DISK,
    hostids = KIND_NET, programs = KIND_POOL;

static const char *const kind_names[SCRUB_KINDS] = {
	[SCRUB_NODE] = "node", [SCRUB_GUEST] = "guest",
	[SCRUB_SOURCE] = "source", [SCRUB_GROUP] = "group",
	[SCRUB_RESOURCE] = "resource", [SCRUB_POOL] = "pool",
	[SCRUB_VOLUME] = "volume", [SCRUB_SERVICE] = "service",
	[SCRUB_DEVICE] = "device", [SCRUB_FILE] = "file",
	[SCRUB_HOST] = "host", [SCRUB_USER] = "user", [SCRUB_WORD] = "word",
	[SCRUB_ADDRESS] = "address", [SCRUB_MAC] = "MAC address",
	[SCRUB_HOSTID] = "hostid", [SCRUB_SERIAL] = "serial",
};

static const enum kind value_kinds[SCRUB_KINDS] = {
	[SCRUB_ADDRESS] = KIND_NODE, [SCRUB_MAC] = KIND_GUEST,
	[SCRUB_HOSTID] = KIND_GUEST, [SCRUB_SERIAL] = KIND_SOURCE,
};

const char *
scrub_kind_name(enum scrub_kind kind)
{
	return kind_names[kind];
}

void
dictionary_make(struct dictionary *dictionary, struct arena *arena)
{
	*dictionary = (struct dictionary){ .arena = arena };
	dictionary->names = arena_take(arena, 1, sizeof(struct names));
	names_begin(arena, dictionary->names);
}

void
dictionary_drop(struct dictionary *dictionary)
{
	buffer_drop(&dictionary->seen);
}

/* Letters, digits, and all that is no ASCII. */
static bool
is_in_word(unsigned char byte)
{
	return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
	    (byte >= '0' && byte <= '9') || byte >= 0x80;
}

size_t
word_size(const char *text, size_t size)
{
	size_t n = 0;

	while (n < size && is_in_word((unsigned char)text[n]))
		n++;
	return n;
}

/* In small letters, with an end; what is too long for a word is cut off. */
static const char *
folded(char room[SCRUB_BYTES], const char *word, size_t size)
{
	size_t n = size < SCRUB_BYTES ? size : SCRUB_BYTES - 1;

	for (size_t i = 0; i < n; i++)
		room[i] = (char)tolower((unsigned char)word[i]);
	room[n] = '\0';
	return room;
}

static void
word_add(struct dictionary *dictionary, enum scrub_kind kind,
    const char *word)
{
	uint32_t row = names_put(dictionary->names, words, word);
	unsigned char first = (unsigned char)*word;
	struct scrub_word *wider;

	assert(!dictionary->ended);
	if (row < dictionary->capacity &&
	    dictionary->word[row].word != NULL)
		return;
	if (row >= dictionary->capacity) {
		wider = arena_take(dictionary->arena, 2 * row + ROOM,
		    sizeof(*wider));
		if (dictionary->capacity != 0)
			memcpy(wider, dictionary->word,
			    dictionary->capacity * sizeof(*wider));
		dictionary->word = wider;
		dictionary->capacity = 2 * row + ROOM;
	}
	dictionary->word[row] = (struct scrub_word){ .word = names_text(
	    dictionary->names, words, row), .size = strlen(word),
	    .kind = kind, .next = dictionary->first[first] };
	dictionary->first[first] = row;
}

static bool
has_letter(const char *word)
{
	while (isdigit((unsigned char)*word))
		word++;
	return *word != '\0';
}

/* Is it replaced?  Of a path what is short is a suffix or a release. */
static bool
is_name(enum scrub_kind kind, const char *word, size_t size)
{
	return size >= (kind == SCRUB_FILE ? 3 : 2) && size < SCRUB_BYTES &&
	    has_letter(word) && !usual_is(word, size);
}

static void
name_kept(struct dictionary *dictionary, enum scrub_kind kind,
    const char *name)
{
	struct scrub_kept *wider;

	for (uint32_t i = 0; i < dictionary->kept_count; i++)
		if (strcmp(dictionary->kept[i].name, name) == 0)
			return;
	if (dictionary->kept_count == dictionary->kept_capacity) {
		dictionary->kept_capacity = 2 * dictionary->kept_count + ROOM;
		wider = arena_take(dictionary->arena,
		    dictionary->kept_capacity, sizeof(*wider));
		if (dictionary->kept_count != 0)
			memcpy(wider, dictionary->kept,
			    dictionary->kept_count * sizeof(*wider));
		dictionary->kept = wider;
	}
	dictionary->kept[dictionary->kept_count++] = (struct scrub_kept){
	    kind, arena_text(dictionary->arena, name, strlen(name)) };
}

void
dictionary_add(struct dictionary *dictionary, enum scrub_kind kind,
    const char *name)
{
	size_t size = strlen(name), n;
	bool replaced = false;
	char room[SCRUB_BYTES];

	for (size_t at = 0; at < size; at += n != 0 ? n : 1) {
		const char *word;

		n = value_size(dictionary, name + at, size - at);
		if (n != 0) {
			replaced = true;
			continue;
		}
		n = word_size(name + at, size - at);
		word = folded(room, name + at, n);
		if (!is_name(kind, word, n))
			continue;
		word_add(dictionary, kind, word);
		replaced = true;
	}
	if (!replaced && kind != SCRUB_FILE && has_letter(name))
		name_kept(dictionary, kind, name);
}

bool
dictionary_insist(struct dictionary *dictionary, const char *name)
{
	size_t size = strlen(name), n;
	bool any = false;
	char room[SCRUB_BYTES];

	for (size_t at = 0; at < size; at += n != 0 ? n : 1) {
		n = word_size(name + at, size - at);
		if (n < 2 || n >= SCRUB_BYTES)
			continue;
		word_add(dictionary, SCRUB_WORD, folded(room, name + at, n));
		any = true;
	}
	return any;
}

void
dictionary_hostid(struct dictionary *dictionary, uint32_t hostid)
{
	char text[16];

	snprintf(text, sizeof(text), "%08x", hostid);
	names_put(dictionary->names, hostids, text);
}

bool
dictionary_is_hostid(const struct dictionary *dictionary, uint32_t hostid)
{
	char text[16];

	snprintf(text, sizeof(text), "%08x", hostid);
	return names_find(dictionary->names, hostids, text) != 0;
}

void
dictionary_see(struct dictionary *dictionary, const char *text, size_t size)
{
	char room[SCRUB_BYTES];
	size_t n;

	assert(!dictionary->ended);
	for (size_t at = 0; at < size; at += n != 0 ? n : 1) {
		n = word_size(text + at, size - at);
		if (n > 1 && names_find(dictionary->names, seen, folded(room,
		    text + at, n)) == 0) {
			names_put(dictionary->names, seen, room);
			buffer_print(&dictionary->seen, "%s\n", room);
		}
	}
}

void
dictionary_doubt(struct dictionary *dictionary, const char *program)
{
	names_put(dictionary->names, programs, program);
}

const char *
dictionary_doubted(const struct dictionary *dictionary, uint32_t n)
{
	return n <= names_count(dictionary->names, programs) ? names_text(
	    dictionary->names, programs, n) : NULL;
}

struct scrub_word *
dictionary_find(struct dictionary *dictionary, const char *word, size_t size)
{
	char room[SCRUB_BYTES];
	uint32_t row;

	if (size >= SCRUB_BYTES)
		return NULL;
	row = names_find(dictionary->names, words, folded(room, word, size));
	return row != 0 ? &dictionary->word[row] : NULL;
}

struct scrub_word *
dictionary_begin(struct dictionary *dictionary, const char *text, size_t size,
    size_t least)
{
	struct scrub_word *longest = NULL;
	uint32_t row = size == 0 ? 0 :
	    dictionary->first[(unsigned char)*text];

	for (; row != 0; row = dictionary->word[row].next) {
		struct scrub_word *word = &dictionary->word[row];

		if (word->size >= least && word->size <= size &&
		    (longest == NULL || word->size > longest->size) &&
		    memcmp(word->word, text, word->size) == 0)
			longest = word;
	}
	return longest;
}

uint32_t
dictionary_value(struct dictionary *dictionary, enum scrub_kind kind,
    const char *text)
{
	char room[SCRUB_BYTES];

	return names_put(dictionary->names, value_kinds[kind], folded(room,
	    text, strlen(text)));
}

uint32_t
dictionary_words(const struct dictionary *dictionary)
{
	return names_count(dictionary->names, words);
}

unsigned
dictionary_replaced(const struct dictionary *dictionary, enum scrub_kind kind)
{
	unsigned count = 0;

	if (kind == SCRUB_HOSTID)
		return names_count(dictionary->names, hostids);
	if (value_kinds[kind] != KIND_NONE)
		return names_count(dictionary->names, value_kinds[kind]);
	for (uint32_t i = 1; i <= names_count(dictionary->names, words); i++)
		count += dictionary->word[i].used &&
		    dictionary->word[i].kind == kind;
	return count;
}
