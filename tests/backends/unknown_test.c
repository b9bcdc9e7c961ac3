/*
 * Every command is typed, every fault strikes and every state is asked for,
 * with names that the site has not, again and again: the world grows, and
 * nothing breaks.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "backends/commands/words.h"
#include "backends/sim/observers/invariants.h"
#include "backends/sim/session/simulated.h"
#include "backends/sim/session/vocabulary.h"
#include "backends/sim/text/text.h"
#include "backends/sim/world/world.h"
#include "core/formats/scenario/phrase.h"
#include "tests/posts_fixture.h"
#include "tests/sparse.h"
#include "tools/scenario/scenario.h"

enum { WORD = 128, LINE = 1024, HOUR_MS = 3600 * 1000, SEQUENCES = 400 };

static struct arena arena;
static struct site *site;
static struct simulated simulated;
static unsigned understood;

static void
begin(void)
{
	static const char *const words[] = { "/opt/quiet", "x", NULL };

	site = posts_site(&arena);
	site->blackout[BLACKOUT_OPEN] = words;
	simulated_make(&simulated, &(struct simulated_from){ .site = site,
	    .names = site->names, .now = SITE_READY, .seed = 1 }, NULL);
	sim_put(simulated.sim, 1, NOW_CLUSTERED, 1);
}

static void
end(void)
{
	sim_check_all(simulated.sim);
	free(sim_text(simulated.sim, NULL));
	simulated_drop(&simulated);
	arena_drop(&arena);
}

/* Replace the placeholder at *at: by something of the site, or by something
 * that nobody has named before. */
static void
filled(const char **at, bool unknown, char text[WORD])
{
	static const struct {
		const char	*placeholder, *text;
	} others[] = {
		{ "%number", "4g" }, { "%slice", "6" }, { "%set-", "set-" },
		{ "%scripts", "/mnt/tools" }, { "%folder", "/mnt/x" },
		{ "%force", "-f" }, { "%disabled", "-d" },
		{ "%properties", "-p Zpools=pond -p Domain_name=test" },
		{ "%words", "one two" }, { "%password", "-p /pfile" },
		{ "%definition", "strange" }, { "%where", "-n strange" },
		{ "%ipmitool", "ipmitool -I lanplus -H node1-sp" },
		{ "%blackout", "/opt/quiet x" }, { "%target", "/SYS" },
	};
	const char *strange = "strange";
	enum field field;
	size_t n;

	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++) {
		n = strlen(others[i].placeholder);
		if (strncmp(*at, others[i].placeholder, n) != 0)
			continue;
		snprintf(text, WORD, "%s", n == 7 && unknown &&
		    others[i].text[0] == '4' ? "4" : others[i].text);
		*at += n;
		return;
	}
	field = word_field(*at, &n);
	assert_true(field < FIELDS);
	if (field == F_VALUE)
		strange = n % 2 == 0 ? "-x=y" : "x=y";
	if (unknown)
		snprintf(text, WORD, "%s%s", field == F_FILE ? "/" : "",
		    strange);
	else
		snprintf(text, WORD, "%s", names_text(site->names,
		    field_kind[field], field == F_VALUE ? TEXTS : 1));
	*at += n;
}

/* The line of a row; bit n of the mask: its n-th placeholder is unknown.
 * Returns how many it has. */
static unsigned
line_of(const struct command_row *row, unsigned mask, char line[LINE])
{
	unsigned n = 0;
	size_t size = 0;

	for (unsigned w = 0; w < ROW_WORDS && row->word[w] != NULL; w++) {
		const char *at = row->word[w];

		if (w != 0)
			line[size++] = ' ';
		while (*at != '\0') {
			char text[WORD] = { *at, '\0' };

			if (*at == '%')
				filled(&at, (mask >> n++ & 1) != 0, text);
			else
				at++;
			if (strcmp(text, "?") != 0)
				size += (size_t)snprintf(line + size,
				    LINE - size, "%s", text);
		}
	}
	line[size] = '\0';
	return n;
}

static void
typed(uint32_t place, const char *line)
{
	struct call call;

	simulated_feed(&simulated, place, &(struct typed){
	    .text = line }, &call);
	understood += !call.unknown;
	call_drop(&call);
	sim_run_until(simulated.sim, sim_now_ms(simulated.sim) + HOUR_MS);
}

/* With every mixture of known and unknown names, each twice, and then once more
 * in a world that knows nothing of it any more. */
static void
typed_everywhere(const struct command_row *row, unsigned mask)
{
	const uint32_t places[] = { 1, 2, PLACE_SOURCE | 1, PLACE_GUEST | 1,
	    PLACE_GUEST | names_put(site->names, KIND_GUEST, "nobody") };
	struct world *world = sim_world(simulated.sim);
	struct world *copy = malloc(world->bytes);
	char line[LINE];

	assert_non_null(copy);
	memcpy(copy, world, world->bytes);
	line_of(row, mask, line);
	for (size_t p = 0; p < sizeof(places) / sizeof(places[0]); p++) {
		typed(places[p], line);
		typed(places[p], line);
	}
	sim_restore(simulated.sim, copy);
	typed(places[mask % 2], line);
	free(copy);
}

static void
every_command_is_typed_twice_with_unknown_names(void **state)
{
	(void)state;
	for (const struct command_row *row = command_table;
	    row->op != OP_NONE; row++) {
		char line[LINE];
		unsigned masks = 1u << line_of(row, ~0u, line);

		begin();
		for (unsigned mask = masks; mask-- > 0;)
			typed_everywhere(row, mask);
		end();
	}
}

static uint32_t
roll(uint64_t *seed, uint32_t n)
{
	*seed = *seed * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)(*seed >> 33) % n;
}

/* Whatever was typed before: lines of one family at random, so that one makes
 * what the next one uses. */
static void
sequence(uint64_t *seed, unsigned rows)
{
	char line[LINE];

	begin();
	for (unsigned i = 0; i < 24; i++) {
		const struct command_row *row = &command_table[roll(seed,
		    rows)];

		line_of(row, roll(seed, 64), line);
		typed(op_table[row->op].inside ? PLACE_GUEST | 1 :
		    1 + roll(seed, 2), line);
	}
	end();
}

static void
commands_are_typed_in_any_order(void **state)
{
	unsigned rows = 0;
	uint64_t seed = 1;

	(void)state;
	while (command_table[rows].op != OP_NONE)
		rows++;
	for (unsigned i = 0; i < SEQUENCES / SPARSE; i++)
		sequence(&seed, rows);
	assert_true(understood >= SEQUENCES / SPARSE * 8);
}

/* A phrase of that form: each word in capitals stands for something that the
 * site has, or for something that it has not. */
static void
phrase_of(const char *form, bool unknown, char text[LINE])
{
	static const struct {
		const char	*word, *known, *unknown;
	} words[] = {
		{ "NODE", "node1", "node2" }, { "POOL", "zpool_ldom1", "pond" },
		{ "GUEST", "ldom1", "nobody" }, { "NUMBER", "4", "4000" },
		{ "SIZE", "4G", "4000G" }, { "FILE", "/pfile", "/nofile" },
		{ "VOLUME", "ldom1-vol0", "strange-vol0" },
		{ "SERVICE", "primary-vds0", "strange-vds0" },
		{ "SERVER", "archive", "nowhere" },
		{ "ARCHIVE", "/pfile", "/nofile" },
		{ "SOURCE", "system1", "strange" }, { "DURATION", "1s", "1h" },
		{ "DEVICE", "d1", "d999" },
	};
	size_t size = 0;

	while (*form != '\0') {
		size_t n = strcspn(form, " []"), i = 0;

		while (i < sizeof(words) / sizeof(words[0]) &&
		    (strncmp(form, words[i].word, n) != 0 ||
		    words[i].word[n] != '\0'))
			i++;
		if (n != 0 && i < sizeof(words) / sizeof(words[0]))
			size += (size_t)snprintf(text + size, LINE - size,
			    "%s", unknown ? words[i].unknown : words[i].known);
		else
			size += (size_t)snprintf(text + size, LINE - size,
			    "%.*s", (int)n, form);
		form += n;
		while (*form == '[' || *form == ']')
			form++;
		if (*form == ' ')
			text[size++] = *form++;
	}
	text[size] = '\0';
}

/* What the reader takes, the world takes too. */
static bool
struck(const char *phrase)
{
	const struct language language = { &arena, site->names,
	    &scenario_vocabulary, NULL };
	struct fault fault;
	struct wrong wrong;
	struct err err;

	if (!phrase_fault(&language, phrase, &fault, &wrong))
		return false;
	if (!simulated_arm(&simulated, &fault, &err))
		fail_msg("%s: %s", phrase, err.text);
	sim_run_until(simulated.sim, sim_now_ms(simulated.sim) + HOUR_MS);
	simulated_mend(&simulated, &fault);
	simulated_forget(&simulated);
	return true;
}

static void
every_fault_strikes_what_the_site_has_not(void **state)
{
	unsigned can, taken = 0;
	const char *form;
	char phrase[LINE];

	(void)state;
	for (unsigned n = 0; (form = sim_world_fault(n, &can)) != NULL; n++)
		for (int i = 0; i < 4; i++) {
			begin();
			phrase_of(form, i % 2 != 0, phrase);
			taken += struck(phrase);
			taken += struck(phrase);
			end();
		}
	assert_true(taken >= 80);
}

static void
every_state_is_asked_of_what_the_site_has_not(void **state)
{
	enum kind kind;
	bool answered;
	unsigned asked = 0;

	(void)state;
	begin();
	for (unsigned n = 0; sim_state(n, &kind, &answered) != NULL; n++) {
		struct condition condition = { n, names_put(site->names,
		    kind, "of nobody"), 0 };

		if (!answered || kind == KIND_NODE || kind == KIND_SOURCE)
			continue;
		simulated_holds(&simulated, &condition);
		condition.on = 2;
		simulated_holds(&simulated, &condition);
		asked++;
	}
	assert_true(asked >= 20);
	end();
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    every_command_is_typed_twice_with_unknown_names),
		cmocka_unit_test(commands_are_typed_in_any_order),
		cmocka_unit_test(every_fault_strikes_what_the_site_has_not),
		cmocka_unit_test(
		    every_state_is_asked_of_what_the_site_has_not),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
