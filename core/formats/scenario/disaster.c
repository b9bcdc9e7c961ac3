/*
 * Faults of the world: each is a form of words.
 */
#include "core/formats/scenario/words.h"

#include <assert.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/formats/json/mistakes.h"
#include "core/formats/json/units.h"

/* Words in capitals stand for what has to be written there. */
static const struct {
	enum disaster	 disaster;
	const char	*form;
} forms[] = {
	{ POWER_OFF, "power-off NODE" },
	{ POWER_ON, "power-on NODE" },
	{ PANIC, "panic NODE" },
	{ REBOOT, "reboot NODE" },
	{ HANG, "hang NODE" },
	{ SPLIT, "split NODE from NODE" },
	{ SLOW_INTERCONNECT, "slow interconnect by DURATION" },
	{ CUT, "cut DEVICE" },
	{ CUT, "cut DEVICE on NODE" },
	{ WRONG_DEVICE, "wrong DEVICE on NODE" },
	{ DEGRADE, "degrade POOL" },
	{ FAULT_POOL, "fault POOL" },
	{ FILL, "fill POOL" },
	{ BUSY, "busy POOL on NODE" },
	{ PANIC_GUEST, "panic-guest GUEST" },
	{ HANG_GUEST, "hang-guest GUEST" },
	{ STOP_GUEST, "stop-guest GUEST" },
	{ BOOT_LOOP, "boot-loop GUEST" },
	{ STOP_LDMD, "stop ldmd on NODE" },
	{ STOP_VNTSD, "stop vntsd on NODE" },
	{ DELAY_RECONFIGURATION, "delay-reconfiguration on NODE" },
	{ TAKE_VCPUS, "take NUMBER vcpus on NODE" },
	{ TAKE_MEMORY, "take SIZE memory on NODE" },
	{ FRAGMENT_MEMORY, "fragment memory on NODE" },
	{ REMOVE_FILE, "remove FILE on NODE" },
	{ MISNAME, "misname VOLUME as VOLUME on NODE" },
	{ DROP_SERVICE, "drop SERVICE on NODE" },
	{ ARCHIVE_DOWN, "archive-down SERVER" },
	{ ARCHIVE_FULL, "archive-full SERVER" },
	{ TRUNCATE, "truncate ARCHIVE" },
	{ SOURCE_UP, "source-up SOURCE" },
	{ MIGRATION_LOST, "migration-lost GUEST" },
	{ CLEAR_SPCONFIG, "clear-spconfig NODE" },
	{ OLD_SPCONFIG, "old-spconfig NODE" },
};

enum { FORMS = sizeof(forms) / sizeof(forms[0]), WORD_BYTES = 32 };

static const struct {
	const char	*word;
	enum kind	 kind;
} slots[] = {
	{ "NODE", KIND_NODE }, { "DEVICE", KIND_DEVICE },
	{ "POOL", KIND_POOL }, { "GUEST", KIND_GUEST },
	{ "FILE", KIND_FILE }, { "VOLUME", KIND_VOLUME },
	{ "SERVICE", KIND_SERVICE }, { "SOURCE", KIND_SOURCE },
	{ "SERVER", KIND_ARCHIVE }, { "ARCHIVE", KIND_FILE },
};

/* The next word of a form; false at its end. */
static bool
form_word(const char **form, char word[WORD_BYTES])
{
	size_t n = strcspn(*form, " ");

	assert(n < WORD_BYTES);
	memcpy(word, *form, n);
	word[n] = '\0';
	*form += n + strspn(*form + n, " ");
	return n != 0;
}

/* A thing of a form: what is struck, the other one, or where. */
static bool
slot_thing(struct words *words, enum kind kind, bool where,
    struct fault *fault)
{
	if (where)
		return words_name(words, kind, &fault->on);
	if (fault->kind != KIND_NONE)
		return words_name(words, kind, &fault->other);
	fault->kind = kind;
	return words_name(words, kind, &fault->object);
}

static bool
slot_size(struct words *words, int64_t *bytes)
{
	if (!units_read_size(words_ahead(words, 0), bytes))
		return words_wrong(words, "a size such as \"4G\"");
	words->next++;
	return true;
}

static bool
slot(struct words *words, const char *word, bool where, struct fault *fault)
{
	for (size_t i = 0; i < sizeof(slots) / sizeof(slots[0]); i++)
		if (strcmp(slots[i].word, word) == 0)
			return slot_thing(words, slots[i].kind, where, fault);
	if (strcmp(word, "DURATION") == 0)
		return words_duration(words, &fault->amount);
	if (strcmp(word, "NUMBER") == 0)
		return words_number(words, 1, &fault->amount);
	if (strcmp(word, "SIZE") == 0)
		return slot_size(words, &fault->amount);
	return words_must(words, word);
}

/* One form, from its second word on. */
/*
 * Whatever follows an "on" is the place; the first other thing is what is
 * struck, and the second one the other.
 */
static bool
form_read(struct words *words, const char *form, struct fault *fault)
{
	char word[WORD_BYTES];
	bool where = false;

	form_word(&form, word);
	words->next++;
	while (form_word(&form, word)) {
		if (!slot(words, word, where, fault))
			return false;
		where = strcmp(word, "on") == 0;
	}
	return words->next == words->count || words_ahead(words, 0)[0] == ','
	    || words_wrong(words, "nothing more, or a comma and a key");
}

static bool
begins(const char *form, const char *word)
{
	size_t n = strlen(word);

	return n != 0 && strncmp(form, word, n) == 0 &&
	    (form[n] == ' ' || form[n] == '\0');
}

/* How many words of a form, as they are spelt there, the phrase has. */
static uint32_t
alike(const struct words *words, const char *form)
{
	char word[WORD_BYTES];
	uint32_t count = 0;

	while (form_word(&form, word))
		for (uint32_t i = 0; words_ahead(words, i)[0] != '\0' &&
		    words_ahead(words, i)[0] != ','; i++)
			if (strcmp(words_ahead(words, i), word) == 0) {
				count++;
				break;
			}
	return count;
}

/* Of several forms with that first word, the one most like the phrase. */
bool
words_disaster(struct words *words, struct fault *fault)
{
	uint32_t most = 0, best = 0;

	for (uint32_t i = 0; i < FORMS; i++)
		if (begins(forms[i].form, words_ahead(words, 0)) &&
		    alike(words, forms[i].form) > most) {
			most = alike(words, forms[i].form);
			best = i;
		}
	fault->class = FAULT_WORLD;
	fault->disaster = forms[best].disaster;
	return form_read(words, forms[best].form, fault);
}

bool
words_is_disaster(const struct words *words)
{
	for (size_t i = 0; i < FORMS; i++)
		if (begins(forms[i].form, words_ahead(words, 0)))
			return true;
	return false;
}

const char *
words_disasters(struct words *words, const char **near)
{
	const char *list = forms[0].form;

	for (size_t i = 0; i < FORMS; i++) {
		mistakes_nearer(words_ahead(words, 0), arena_text(
		    words->arena, forms[i].form,
		    strcspn(forms[i].form, " ")), near);
		if (i != 0)
			list = arena_format(words->arena, "%s; %s", list,
			    forms[i].form);
	}
	return list;
}
