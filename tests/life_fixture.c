#include "tests/life_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "backends/sim/sim.h"
#include "core/formats/site/site_file.h"
#include "core/site/naming.h"
#include "tools/swarm/random_site.h"

enum { ACTS = 8, REST_MS = 6 * 3600 * 1000 };

const char *
life_name(const struct life *life, enum kind kind, uint32_t number)
{
	return names_text(life->site->names, kind, number);
}

/* What happens: a letter behind "%" is a thing of the site. */
static const char *const acts[] = {
	"@fault power-off %n", "@fault power-on %n", "@fault panic %n",
	"@fault reboot %n", "@fault hang %n", "@fault busy %p on %n",
	"@fault hang-guest %g", "@fault stop-guest %g",
	"@fault boot-loop %g", "@fault take 3 vcpus on %n",
	"@fault take 1G memory on %n", "@fault clear-spconfig %n",
	"@fault degrade-spconfig %n", "@mend power-off %n",
	"@fault stop ldmd on %n", "@mend stop ldmd on %n",
	"@fault fail vntsd on %n", "@fault delay-reconfiguration on %n",
	"@fault fill /var on %n", "@fault drop-cachefiles %n",
	"@fault expire-password %n", "@fault visit %n",
	"@fault cut %d on %n", "@mend cut %d", "@fault serve-names %g on %n",
	"ldm stop %g", "ldm stop -f %g", "ldm unbind %g", "ldm bind %g",
	"ldm start %g", "ldm set-vcpu 3 %g", "ldm set-crypto 1 %g",
	"ldm set-memory 768m %g", "ldm set-variable boot-args=-s %g",
	"ldm set-variable nvramrc=a=b %g", "ldm add-config one",
	"ldm add-config two", "ldm set-config one", "ldm rm-config two",
	"ldm rm-dom %g", "ldm add-vds spare %n", "ldm add-domain fresh",
	"ldm set-domain failure-policy=stop primary",
	"clrg offline %r", "clrg online %r", "clrg suspend %r",
	"clrg resume %r", "clrg switch -n %n %r", "clrs disable %a",
	"clrs enable %a", "clrs unmonitor %a", "zpool import -f %p",
	"zpool import %p", "zpool export %p", "zpool scrub %p",
};

enum { ACT_COUNT = sizeof(acts) / sizeof(acts[0]) };

static const char *
thing(const struct life *life, struct draw draw, char letter)
{
	const struct site *site = life->site;
	uint32_t g = 1 + draw_of(draw, "guest", site->guest_count);
	const struct site_guest *guest = &site->guests[g];

	switch (letter) {
	case 'n':
		return life_name(life, KIND_NODE, 1 + draw_of(draw, "node",
		    site->node_count));
	case 'p':
		return life_name(life, KIND_POOL, guest->pool);
	case 'd':
		return life_name(life, KIND_DEVICE, guest->device);
	case 'r':
		return life_name(life, KIND_GROUP, guest->group);
	case 'a':
		return life_name(life, KIND_RESOURCE, guest->agent.present ?
		    guest->agent.resource : guest->storage);
	default:
		return life_name(life, KIND_GUEST, g);
	}
}

static const char *
act_line(struct life *life, struct draw draw, const char *act)
{
	const char *line = "", *at;

	while ((at = strchr(act, '%')) != NULL) {
		line = arena_format(&life->arena, "%s%.*s%s", line,
		    (int)(at - act), act, thing(life, draw, at[1]));
		act = at + 2;
	}
	return arena_format(&life->arena, "%s%s", line, act);
}

/* Half of what is typed is still under way when the next thing happens. */
static void
act_play(struct life *life, struct draw draw)
{
	struct sandbox *sandbox = life->prompt.stage.sandbox;
	const char *line = act_line(life, draw, acts[draw_of(draw, "act",
	    ACT_COUNT)]);
	static const int64_t waits_ms[] = { 100, 3000, 12000, 70000, 900000 };

	if (*line == '@')
		prompt_line(&life->prompt, line + 1);
	else
		simulated_schedule(&sandbox->simulated, &(struct typing){
		    sandbox_now_ms(sandbox), 1 + draw_of(draw, "place",
		    life->site->node_count), line, NULL });
	sandbox_advance(sandbox, sandbox_now_ms(sandbox) +
	    waits_ms[draw_of(draw, "wait", 5)]);
}

const char *
life_act(struct life *life, struct draw draw)
{
	act_play(life, draw);
	return act_line(life, draw, acts[draw_of(draw, "act", ACT_COUNT)]);
}

bool
life_rests(struct life *life)
{
	struct sandbox *sandbox = life->prompt.stage.sandbox;

	sandbox_advance(sandbox, sandbox_now_ms(sandbox) + REST_MS);
	return sandbox_next_ms(sandbox) < 0;
}

const char *
life_line(struct life *life, struct draw draw)
{
	const char *act;

	do {
		draw = draw_part(draw, "line", 1);
		act = acts[draw_of(draw, "act", ACT_COUNT)];
	} while (*act == '@');
	return act_line(life, draw, act);
}

static void
guests_put(struct life *life)
{
	for (uint32_t g = 1; g <= life->site->guest_count; g++) {
		struct draw draw = draw_part(life->draw, "guest", g);
		const struct site_guest *guest = &life->site->guests[g];
		enum guest_now now = draw_of(draw, "now", 4);

		if (guest->now == NOW_ABSENT && now != NOW_ABSENT)
			sim_put(life->sim, g, now, guest->node[draw_of(draw,
			    "on", guest->node_count)]);
	}
}

/* The copies of definitions have their numbers before they are written: the
 * same in each life of the site. */
static void
copies_name(const struct life *life)
{
	for (uint32_t g = 1; g <= life->site->guest_count; g++)
		if (life->site->guests[g].pool != 0)
			naming_copy(life->site->names,
			    life->site->guests[g].pool, g);
}

/* What others have typed is no output of ours. */
static void
event_drop(struct sink *sink, const struct event *event)
{
	(void)sink;
	(void)event;
}

static void
life_make(struct life *life)
{
	struct err err;

	assert_true(prompt_make(&life->prompt, &life->arena,
	    &(struct stage_from){ life->site, NULL, 0 }, &err));
	life->heard = life->prompt.stage.sink;
	life->prompt.stage.sink = (struct sink){ event_drop };
	life->sim = life->prompt.stage.sandbox->simulated.sim;
}

void
life_begin_at(struct life *life, uint64_t seed,
    struct site *(*site)(struct arena *))
{
	*life = (struct life){ .seed = seed, .draw = draw_begin(seed),
	    .command = "" };
	life->site = site(&life->arena);
	life_make(life);
}

static void
site_draw(struct life *life, uint64_t seed)
{
	json_t *tree = random_site(seed);
	char *text = random_site_text(tree);
	struct mistakes mistakes = { 0 };

	*life = (struct life){ .seed = seed, .draw = draw_begin(seed),
	    .command = "" };
	life->site = site_read(&life->arena, "drawn", text, strlen(text),
	    &mistakes);
	assert_non_null(life->site);
	free(text);
	json_decref(tree);
	copies_name(life);
	life_make(life);
}

void
life_begin_from(struct life *life, uint64_t seed, const char *text)
{
	struct err err;

	site_draw(life, seed);
	if (!sandbox_start(life->prompt.stage.sandbox, text, strlen(text),
	    NULL, &err))
		fail_msg("life %llu: %s\n%s", (unsigned long long)seed,
		    err.text, text);
}

void
life_begin(struct life *life, uint64_t seed)
{
	site_draw(life, seed);
	guests_put(life);
	for (uint64_t i = draw_of(life->draw, "acts", ACTS); i > 0 &&
	    life->site->guest_count != 0; i--)
		act_play(life, draw_part(life->draw, "act", i));
}

void
life_end(struct life *life)
{
	prompt_drop(&life->prompt);
	arena_drop(&life->arena);
}

uint64_t
life_number(const char *variable, uint64_t otherwise)
{
	const char *text = getenv(variable);

	return text != NULL ? strtoull(text, NULL, 10) : otherwise;
}
