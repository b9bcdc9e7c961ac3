#include "tests/answers_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "backends/real/answers/outputs.h"

enum { WORDS = 16 };

void
answers_of(struct arena *arena, const char *command, const char *text,
    struct reading *reading)
{
	char *line = arena_text(arena, command, strlen(command));
	const char *word[WORDS];
	struct printed printed;
	unsigned count = 0;
	struct err err;

	for (char *at = strtok(line, " "); at != NULL && count < WORDS;
	    at = strtok(NULL, " "))
		word[count++] = at;
	if (!printed_read(&printed, word, count, &err))
		fail_msg("%s: %s", command, err.text);
	output_read(arena, &printed, text, strlen(text), reading);
}

void
fact_print(struct buffer *buffer, const struct fact_row *fact)
{
	buffer_print(buffer, "%s", fact->kind);
	if (fact->why != NULL)
		buffer_print(buffer, " %u: %s", (unsigned)fact->line,
		    fact->why);
	for (const struct detail *detail = fact->first; detail != NULL;
	    detail = detail->next)
		buffer_print(buffer, " %s%s=%s", detail->unknown ? "?" : "",
		    detail->key, detail->text);
	buffer_print(buffer, "\n");
}

void
answers_print(struct buffer *buffer, const struct reading *reading)
{
	for (uint32_t i = 0; i < reading->count; i++)
		fact_print(buffer, &reading->fact[i]);
}

/* What nobody may be told wrong: where something runs, and who has it. */
static const char *const safety[] = { "state", "status", "flags", "health",
    "suspended", "last_accessed_elsewhere", "current", NULL };

static bool
is_same_thing(const struct fact_row *one, const struct fact_row *other)
{
	const struct detail *a = one->first, *b = other->first;

	while (a != NULL && !a->identity)
		a = a->next;
	while (b != NULL && !b->identity)
		b = b->next;
	if (a == NULL)
		return false;
	while (a != NULL && b != NULL && strcmp(a->key, b->key) == 0 &&
	    strcmp(a->text, b->text) == 0) {
		do
			a = a->next;
		while (a != NULL && !a->identity);
		do
			b = b->next;
		while (b != NULL && !b->identity);
	}
	return a == NULL && b == NULL && strcmp(one->kind, other->kind) == 0;
}

/* Of one thing the damaged output says the same, or nothing. */
static void
fact_judge(const struct reading *whole, const struct fact_row *fact,
    const char *damaged)
{
	for (uint32_t i = 0; i < whole->count; i++) {
		const struct fact_row *was = &whole->fact[i];

		if (was->why != NULL || !is_same_thing(was, fact))
			continue;
		for (unsigned k = 0; safety[k] != NULL; k++) {
			const char *now = fact_word(fact, safety[k]);

			if (*now != '\0' && fact_detail(was, safety[k]) !=
			    NULL && strcmp(now, fact_word(was, safety[k])) !=
			    0)
				fail_msg("%s of line %u is now \"%s\":\n%s",
				    safety[k], (unsigned)fact->line, now,
				    damaged);
		}
	}
}

struct damage {
	struct arena	 arena;
	const char	*command, *text;
	struct reading	 whole;
	unsigned	 tried;
};

/* The output with one piece taken out, and another in its place. */
static void
damage_try(struct damage *damage, size_t at, size_t out, const char *in)
{
	struct arena arena = { 0 };
	const char *text = damage->text;
	char *damaged = arena_format(&arena, "%.*s%s%s", (int)at, text, in,
	    text + at + out);
	struct reading reading;

	answers_of(&arena, damage->command, damaged, &reading);
	for (uint32_t i = 0; i < reading.count; i++)
		if (reading.fact[i].why == NULL)
			fact_judge(&damage->whole, &reading.fact[i], damaged);
	damage->tried++;
	arena_drop(&arena);
}

/* A field, with what parts it from the next one and without; once more; and
 * nothing from there on. */
static void
field_damage(struct damage *damage, size_t at, size_t n, const char *apart)
{
	const char *text = damage->text;
	size_t gap = strspn(text + at + n, apart);
	const char *twice = arena_format(&damage->arena, "%.*s%.*s",
	    (int)(n + gap), text + at, (int)n, text + at);

	damage_try(damage, at, n, "");
	damage_try(damage, at, n + gap, "");
	damage_try(damage, at, n, twice);
	damage_try(damage, at, strlen(text) - at, "");
	damage_try(damage, at + 1, strlen(text) - at - 1, "");
}

static void
fields_damage(struct damage *damage, const char *apart)
{
	const char *text = damage->text;

	for (size_t at = strspn(text, apart), n; text[at] != '\0';
	    at += n + strspn(text + at + n, apart)) {
		n = strcspn(text + at, apart);
		field_damage(damage, at, n, apart);
	}
}

/* Each line but the rows of a list: of those one less is one less. */
static void
lines_damage(struct damage *damage)
{
	const char *text = damage->text;

	for (size_t at = 0, n; text[at] != '\0'; at += n) {
		n = strcspn(text + at, "\n") + 1;
		damage_try(damage, at, 0, arena_text(&damage->arena,
		    text + at, n));
		damage_try(damage, at, n, "");
	}
}

unsigned
answers_damage(const char *command, const char *text)
{
	struct damage damage = { .command = command, .text = text };

	answers_of(&damage.arena, command, text, &damage.whole);
	fields_damage(&damage, " \t\n");
	fields_damage(&damage, "|\n");
	lines_damage(&damage);
	arena_drop(&damage.arena);
	return damage.tried;
}
