#include "core/formats/scenario/form.h"

#include <assert.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/formats/json/mistakes.h"
#include "core/formats/json/units.h"

enum { STATUS_MAX = 255 };

static bool
is_capital(char c)
{
	return c >= 'A' && c <= 'Z';
}

/* One word in capitals: how it is read. */
struct slot {
	const char	*word;
	enum kind	 kind;		/* of a thing; else KIND_NONE */
	bool		(*read)(struct words *, struct form_values *);
};

static bool
duration(struct words *words, struct form_values *values)
{
	return words_duration(words, &values->amount);
}

static bool
number(struct words *words, struct form_values *values)
{
	return words_number(words, 1, &values->amount);
}

static bool
count(struct words *words, struct form_values *values)
{
	return words_number(words, 0, &values->amount);
}

static bool
status(struct words *words, struct form_values *values)
{
	uint32_t at = words->next;

	return words_number(words, 0, &values->amount) &&
	    (values->amount <= STATUS_MAX || words_wrong_at(words, at,
	    "an exit status of 0 to 255"));
}

static bool
size(struct words *words, struct form_values *values)
{
	if (!units_read_size(words_ahead(words, 0), &values->amount))
		return words_wrong(words, "a size such as \"4G\"");
	words->next++;
	return true;
}

static bool
quoted(struct words *words, struct form_values *values)
{
	return words_quoted(words, &values->quoted);
}

static bool
command(struct words *words, struct form_values *values)
{
	values->quoted_at = words->list[words->next].at;
	values->is_command = true;
	return words_quoted(words, &values->quoted);
}

static bool
place(struct words *words, struct form_values *values)
{
	return words_place(words, &values->on);
}

static bool
ending(struct words *words, struct form_values *values)
{
	static const enum ending endings[] = { ARRIVED, RETURNED, STUCK,
	    REFUSED };

	for (size_t i = 0; i < sizeof(endings) / sizeof(endings[0]); i++)
		if (words_accept(words, ending_name(endings[i]))) {
			values->ending = endings[i];
			return true;
		}
	return words_wrong(words, "arrived, returned, stuck or refused");
}

static bool
code(struct words *words, struct form_values *values)
{
	const char *word = words_ahead(words, 0), *near = NULL;

	values->because = err_find(word);
	if (values->because != ERR_NONE) {
		words->next++;
		return true;
	}
	for (enum err_code e = ERR_NONE + 1; e < ERR_CODES; e++)
		mistakes_nearer(word, err_table[e].name, &near);
	return words_wrong(words, near == NULL ?
	    "an error code such as \"pool-busy\"" :
	    arena_format(words_arena(words),
	    "an error code; did you mean \"%s\"?", near));
}

static bool
invariant(struct words *words, struct form_values *values)
{
	const struct vocabulary *vocabulary = words->language->vocabulary;
	struct arena *arena = words_arena(words);
	const char *word = words_ahead(words, 0), *near = NULL, *list = NULL;
	const char *name, *sentence;

	for (unsigned n = 0; (name = vocabulary->invariant(n, &sentence)) !=
	    NULL; n++) {
		if (words_accept(words, name)) {
			values->quoted = name;
			return true;
		}
		mistakes_nearer(word, name, &near);
		list = list == NULL ? name :
		    arena_format(arena, "%s, %s", list, name);
	}
	return words_wrong(words, near == NULL ?
	    arena_format(arena, "an invariant: %s", list) :
	    arena_format(arena, "an invariant; did you mean \"%s\"?", near));
}

static const struct slot slots[] = {
	{ "NODE", .kind = KIND_NODE },
	{ "DEVICE", .kind = KIND_DEVICE },
	{ "POOL", .kind = KIND_POOL },
	{ "GUEST", .kind = KIND_GUEST },
	{ "FILE", .kind = KIND_FILE },
	{ "VOLUME", .kind = KIND_VOLUME },
	{ "SERVICE", .kind = KIND_SERVICE },
	{ "SOURCE", .kind = KIND_SOURCE },
	{ "SERVER", .kind = KIND_ARCHIVE },
	{ "ARCHIVE", .kind = KIND_FILE },
	{ "DURATION", .read = duration },
	{ "NUMBER", .read = number },
	{ "COUNT", .read = count },
	{ "STATUS", .read = status },
	{ "SIZE", .read = size },
	{ "TEXT", .read = quoted },
	{ "COMMAND", .read = command },
	{ "PLACE", .read = place },
	{ "ENDING", .read = ending },
	{ "CODE", .read = code },
	{ "INVARIANT", .read = invariant },
};

/* The word in capitals at that place, of n bytes. */
static const struct slot *
slot_find(const char *form, size_t n)
{
	for (size_t i = 0; i < sizeof(slots) / sizeof(slots[0]); i++)
		if (strlen(slots[i].word) == n &&
		    strncmp(slots[i].word, form, n) == 0)
			return &slots[i];
	return NULL;
}

enum kind
form_kind(const char *form)
{
	const struct slot *slot;

	form += form_head(form);
	form += strspn(form, " [");
	slot = slot_find(form, strcspn(form, " ]"));
	return slot != NULL ? slot->kind : KIND_NONE;
}

/* One thing where two are meant would never strike. */
static bool
second_read(struct words *words, enum kind kind, struct form_values *values)
{
	uint32_t at = words->next;

	return words_new_name(words, kind, &values->other) &&
	    (kind != values->kind || values->other != values->object ||
	    words_wrong_at(words, at, arena_format(words_arena(words),
	    "another %s than the first one", kind_name(kind))));
}

/* What follows "on" is a place; of other things the first is struck. */
static bool
slot_read(struct words *words, const struct slot *slot, bool behind_on,
    struct form_values *values)
{
	if (slot->read != NULL)
		return slot->read(words, values);
	if (behind_on)
		return words_name(words, slot->kind, &values->on);
	if (values->kind != KIND_NONE)
		return second_read(words, slot->kind, values);
	values->kind = slot->kind;
	return words_name(words, slot->kind, &values->object);
}

size_t
form_head(const char *form)
{
	size_t n = 0;

	assert(form != NULL);
	while (form[n] != '\0' && form[n] != '[' && form[n] != ']' &&
	    !is_capital(form[n]))
		n++;
	while (n > 0 && form[n - 1] == ' ')
		n--;
	return n;
}

/* Is the optional part there?  One that begins with a word in capitals is, when
 * anything follows. */
static bool
is_there(const struct words *words, const char *form)
{
	const char *next = words_ahead(words, 0);
	size_t n = strcspn(form, " ]");

	if (is_capital(*form))
		return next[0] != '\0';
	return strlen(next) == n && strncmp(next, form, n) == 0;
}

static bool
ends_with_on(const char *form, size_t n)
{
	return n >= 2 && strncmp(form + n - 2, "on", 2) == 0 &&
	    (n == 2 || form[n - 3] == ' ');
}

/* The form after the opening bracket, or after the closing one if the phrase
 * leaves the part out. */
static const char *
bracket_pass(const struct words *words, const char *form)
{
	const char *end = strchr(form, ']');

	assert(end != NULL);
	return is_there(words, form + 1) ? form + 1 : end + 1;
}

/* Read by the word in capitals of n bytes at that place. */
static bool
slot_at(struct words *words, const char *form, size_t n, bool behind_on,
    struct form_values *values)
{
	const struct slot *slot = slot_find(form, n);

	assert(slot != NULL);
	return slot_read(words, slot, behind_on, values);
}

bool
form_read(struct words *words, const char *form, struct form_values *values)
{
	bool behind_on = false;
	size_t n;

	assert(form_valid(form));
	for (; *form != '\0'; form += n) {
		n = 1;
		if (*form == '[') {
			form = bracket_pass(words, form);
			n = 0;
		} else if (form_head(form) != 0 && *form != ' ') {
			n = form_head(form);
			if (!words_expect(words, arena_text(
			    words_arena(words), form, n)))
				return false;
			behind_on = ends_with_on(form, n);
		} else if (is_capital(*form)) {
			n = strcspn(form, " ]");
			if (!slot_at(words, form, n, behind_on, values))
				return false;
		}
	}
	return true;
}

bool
form_valid(const char *form)
{
	for (; *form != '\0'; form += strcspn(form, " []")) {
		form += strspn(form, " []");
		if (is_capital(*form) &&
		    slot_find(form, strcspn(form, " ]")) == NULL)
			return false;
	}
	return true;
}
