/*
 * What the programs of random sites print, in random lives, is read back: every
 * line is understood, what is printed for people says the same as what is
 * printed for programs, and both are the truth, as the simulator answers the
 * engine's questions.  Of some lives each output is damaged, too.
 *
 * LIVES=N (make fuzz: 100,000) says how many; FIRST=N where to begin.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "backends/real/answers/outputs.h"
#include "backends/sim/cluster/move.h"
#include "backends/sim/hypervisor/ldmd.h"
#include "backends/sim/kernel/place.h"
#include "backends/sim/world/simulation.h"
#include "tests/answers_fixture.h"
#include "tests/life_fixture.h"
#include "tests/sparse.h"

enum { LIVES = SPARSE == 1 ? 2000 : 40, KEPT = 16 << 20,
    DAMAGED = 100, DAMAGED_BYTES = 1500 };

static const char *
name(const struct life *life, enum kind kind, uint32_t number)
{
	return life_name(life, kind, number);
}

static void
wrong(const struct life *life, const char *format, ...)
{
	char text[2048];
	va_list rest;

	va_start(rest, format);
	vsnprintf(text, sizeof(text), format, rest);
	va_end(rest);
	fail_msg("life %llu, %s: %s: %s\n%.6000s", (unsigned long long)
	    life->seed, names_text(life->site->names, KIND_NODE, life->node),
	    life->command, text, buffer_text(&life->prompt.caller.out));
}

/* The command without its operands: of those nothing is seen in the output. */
static const char *
bare(struct life *life, const char *command)
{
	const char *line = "", *last = "";
	char *words = arena_text(&life->arena, command, strlen(command));
	bool names = strncmp(command, "ldm", 3) == 0 ||
	    strncmp(command, "cl", 2) == 0 || *command == 'z';
	unsigned n = 0;

	for (char *word = strtok(words, " "); word != NULL;
	    last = word, word = strtok(NULL, " "))
		if (n++ < 1u + names || *word == '-' ||
		    strcmp(last, "-o") == 0 || strcmp(last, "-t") == 0)
			line = arena_format(&life->arena, "%s%s%s", line,
			    n == 1 ? "" : " ", word);
	return line;
}

/* Type a question at a node and read what it prints; false: it is not
 * simulated so. */
static bool
output_of(struct life *life, uint32_t node, const char *command,
    struct reading *reading)
{
	struct caller *caller = &life->prompt.caller;
	const char *said;
	char *text;

	*reading = (struct reading){ .count = 0 };
	life->command = command;
	life->node = node;
	caller->place = node;
	prompt_call(&life->prompt, command);
	said = buffer_text(&caller->err);
	if (caller->status == STATUS_NOT_SIMULATED)
		return false;
	if (caller->status != 0 && *said != '\0' &&
	    strncmp(said, "no pools", 8) != 0 &&
	    strstr(said, "zpool.cache") == NULL)
		wrong(life, "it fails: %s", said);
	text = arena_text(&life->arena, buffer_text(&caller->out),
	    caller->out.size);
	answers_of(&life->arena, bare(life, command), text, reading);
	for (uint32_t i = 0; i < reading->count; i++)
		if (reading->fact[i].why != NULL)
			wrong(life, "line %u is strange: %s: %.*s",
			    (unsigned)reading->fact[i].line,
			    reading->fact[i].why, (int)reading->fact[i].size,
			    reading->fact[i].text);
	life->facts += reading->count;
	if (life->seed % DAMAGED == 0 && strlen(text) < DAMAGED_BYTES)
		answers_damage(bare(life, command), text);
	return true;
}

/* The fact of that kind whose detail is that; the detail's key may be NULL. */
static const struct fact_row *
fact_find(const struct reading *reading, const char *kind, const char *key,
    const char *text)
{
	for (uint32_t i = 0; i < reading->count; i++) {
		const struct fact_row *fact = &reading->fact[i];

		if (strcmp(fact->kind, kind) == 0 && (key == NULL ||
		    strcmp(fact_word(fact, key), text) == 0))
			return fact;
	}
	return NULL;
}

/* The same with two of them. */
static const struct fact_row *
fact_find_two(const struct reading *reading, const char *kind,
    const char *const pair[4])
{
	for (uint32_t i = 0; i < reading->count; i++) {
		const struct fact_row *fact = &reading->fact[i];

		if (strcmp(fact->kind, kind) == 0 &&
		    strcmp(fact_word(fact, pair[0]), pair[1]) == 0 &&
		    strcmp(fact_word(fact, pair[2]), pair[3]) == 0)
			return fact;
	}
	return NULL;
}

static struct answer
answer_to(struct life *life, struct op ask)
{
	struct result res;

	simulated_ask(&life->prompt.stage.sandbox->simulated, &ask, &res);
	if (res.outcome != DONE)
		wrong(life, "no answer to %s", op_table[ask.kind].name);
	return res.answer;
}

/* Both are the same thing: all details that say so are equal. */
static bool
is_same_thing(const struct fact_row *one, const struct fact_row *other)
{
	for (const struct detail *at = one->first; at != NULL; at = at->next)
		if (at->identity && strcmp(at->text, fact_word(other,
		    at->key)) != 0)
			return false;
	return strcmp(one->kind, other->kind) == 0;
}

/* What is printed for people is rounded: minutes that have passed, and more
 * than ten per cent; and a letter says less than a word. */
static bool
is_equal_detail(const struct detail *for_people, const struct detail *other)
{
	if (strcmp(other->key, "uptime_s") == 0)
		return for_people->number == (other->number < 60 ?
		    other->number : other->number / 60 * 60);
	if (strcmp(other->key, "flags") == 0 &&
	    strncmp(for_people->text, "starting-or-", 12) == 0 &&
	    strncmp(other->text, "stopping", 8) == 0)
		return strcmp(for_people->text + 12, other->text) == 0;
	if (strcmp(other->key, "util") == 0 ||
	    strcmp(other->key, "norm_util") == 0)
		return strncmp(other->text, for_people->text,
		    strlen(for_people->text)) == 0;
	return strcmp(for_people->text, other->text) == 0;
}

/* Only in one of the two forms, or in another kind of fact there. */
static bool
is_apart(const char *kind)
{
	static const char *const kinds[] = { "version", "softstate", "vds",
	    "client", "mac", NULL };
	unsigned i = 0;

	while (kinds[i] != NULL && strcmp(kinds[i], kind) != 0)
		i++;
	return kinds[i] != NULL;
}

/* For people a domain without a vcpu has no section of them. */
static bool
is_nothing(const struct fact_row *fact)
{
	return strncmp(fact->kind, "constrained-", 12) == 0 &&
	    fact->last->number == 0;
}

static void
facts_agree(const struct life *life, const struct fact_row *one,
    const struct fact_row *other)
{
	for (const struct detail *at = one->first; at != NULL;
	    at = at->next) {
		const struct detail *same = fact_detail(other, at->key);

		if (same != NULL && !is_equal_detail(at, same))
			wrong(life, "%s of line %u is \"%s\", and in line %u "
			    "of the other form \"%s\"", at->key,
			    (unsigned)one->line, at->text,
			    (unsigned)other->line, same->text);
	}
}

/* Each fact of the one has its like in the other; nearly in the same order. */
static void
all_agree(const struct life *life, const struct reading *one,
    const struct reading *other, bool for_people)
{
	uint32_t next = 0;

	for (uint32_t i = 0; i < one->count; i++) {
		const struct fact_row *fact = &one->fact[i];
		uint32_t tried = 0;

		if (is_apart(fact->kind) || is_nothing(fact) ||
		    (strcmp(fact->kind, "console") == 0 &&
		    strstr(life->command, "constraints") != NULL))
			continue;
		while (tried < other->count && !is_same_thing(for_people ?
		    fact : &other->fact[(next + tried) % other->count],
		    for_people ? &other->fact[(next + tried) %
		    other->count] : fact))
			tried++;
		if (tried == other->count)
			wrong(life, "%s of line %u is missing in the other "
			    "form", fact->kind, (unsigned)fact->line);
		next = (next + tried) % other->count;
		if (for_people)
			facts_agree(life, fact, &other->fact[next]);
		next++;
	}
}

static void
forms_agree(struct life *life, uint32_t node, const char *for_people,
    const char *parseable)
{
	struct reading one, other;

	if (!output_of(life, node, for_people, &one) ||
	    !output_of(life, node, parseable, &other))
		return;
	all_agree(life, &one, &other, true);
	all_agree(life, &other, &one, false);
}

static int64_t
number_in(const struct fact_row *fact, const char *key)
{
	const struct detail *detail = fact_detail(fact, key);

	return detail != NULL ? detail->number : 0;
}

/* The state of a domain, as far as ldm tells it. */
static enum state
domain_state_of(const struct fact_row *fact)
{
	const char *flags = fact_word(fact, "flags");

	if (fact == NULL)
		return STATE_ABSENT;
	if (strstr(flags, "migration") != NULL)
		return STATE_MOVING;
	if (strcmp(fact_word(fact, "state"), "inactive") == 0)
		return STATE_INACTIVE;
	if (strcmp(fact_word(fact, "state"), "bound") == 0)
		return STATE_BOUND;
	if (strstr(flags, "stopping") != NULL)
		return STATE_HALTING;
	return strstr(flags, "transition") != NULL ? STATE_AT_OK :
	    STATE_RUNNING;
}

/* What ldm does not tell apart. */
static enum state
as_told(enum state state)
{
	return state == STATE_BOOTING ? STATE_AT_OK :
	    state == STATE_HUNG ? STATE_RUNNING : state;
}

static void
must(const struct life *life, bool good, const char *what, const char *whose)
{
	if (!good)
		wrong(life, "%s of %s is not the truth", what, whose);
}

static void
guest_numbers_judge(struct life *life, const struct reading *reading,
    struct op ask, const struct fact_row *fact)
{
	const char *guest = name(life, KIND_GUEST, ask.guest);
	const struct fact_row *other;
	unsigned units = 0;

	ask.value = TEXT_VCPUS;
	must(life, answer_to(life, ask).number == number_in(fact, "vcpus"),
	    "vcpus", guest);
	ask.value = TEXT_MEMORY;
	must(life, answer_to(life, ask).number == number_in(fact, "memory"),
	    "memory", guest);
	ask.value = TEXT_HOSTID;
	other = fact_find(reading, "hostid", "domain", guest);
	must(life, other == NULL || strtoll(fact_word(other, "hostid"), NULL,
	    16) == answer_to(life, ask).number, "hostid", guest);
	ask.value = TEXT_MASTER;
	other = fact_find_two(reading, "dependency", (const char *const[]){
	    "domain", guest, "name", "master" });
	must(life, other != NULL && strcmp(fact_word(other, "value"),
	    name(life, KIND_TEXT, answer_to(life, ask).value)) == 0,
	    "master", guest);
	ask.value = TEXT_CRYPTO;
	for (uint32_t i = 0; i < reading->count; i++)
		units += strcmp(reading->fact[i].kind, "crypto") == 0 &&
		    strcmp(fact_word(&reading->fact[i], "domain"), guest) == 0;
	must(life, domain_state_of(fact) == STATE_INACTIVE ||
	    answer_to(life, ask).number == units, "crypto units", guest);
}

static void
guest_parts_judge(struct life *life, const struct reading *reading,
    struct op ask)
{
	const struct site_guest *guest = &life->site->guests[ask.guest];
	const char *whose = name(life, KIND_GUEST, ask.guest);
	const struct fact_row *fact;
	struct answer answer;
	char volume[256];

	for (uint32_t d = 0; d < guest->disk_count; d++) {
		ask.disk = guest->disk[d].disk;
		answer = answer_to(life, ask);
		fact = fact_find_two(reading, "vdisk", (const char *const[]){
		    "domain", whose, "name", name(life, KIND_DISK,
		    ask.disk) });
		snprintf(volume, sizeof(volume), "%s@", name(life, KIND_VOLUME,
		    answer.value));
		must(life, (answer.state == STATE_PRESENT) == (fact != NULL),
		    "presence of a disk", whose);
		must(life, fact == NULL || (strncmp(fact_word(fact, "volume"),
		    volume, strlen(volume)) == 0), "volume of a disk", whose);
	}
	ask.disk = 0;
	for (uint32_t n = 0; n < guest->net_count; n++) {
		ask.net = guest->net[n].net;
		answer = answer_to(life, ask);
		fact = fact_find_two(reading, "vnet", (const char *const[]){
		    "domain", whose, "name", name(life, KIND_NET, ask.net) });
		snprintf(volume, sizeof(volume), "%s@", name(life,
		    KIND_SERVICE, answer.value));
		must(life, (answer.state == STATE_PRESENT) == (fact != NULL),
		    "presence of a net", whose);
		must(life, fact == NULL || (strncmp(fact_word(fact,
		    "service"), volume, strlen(volume)) == 0),
		    "switch of a net", whose);
	}
}

static void
guest_variables_judge(struct life *life, const struct reading *reading,
    struct op ask)
{
	const struct site_guest *guest = &life->site->guests[ask.guest];
	const char *whose = name(life, KIND_GUEST, ask.guest);

	for (uint32_t v = 0; v < guest->variable_count; v++) {
		const char *text, *equals;
		const struct fact_row *fact;

		ask.value = names_key(life->site->names, guest->variable[v]);
		text = name(life, KIND_TEXT, answer_to(life, ask).value);
		equals = strchr(text, '=');
		fact = fact_find_two(reading, "variable",
		    (const char *const[]){ "domain", whose, "name",
		    name(life, KIND_TEXT, ask.value) });
		must(life, fact == NULL ? equals == NULL || equals[1] == '\0' :
		    equals != NULL && strcmp(equals + 1, fact_word(fact,
		    "value")) == 0, "a variable", whose);
	}
}

static void
guests_judge(struct life *life, uint32_t node, const struct reading *reading)
{
	for (uint32_t g = 1; g <= life->site->guest_count; g++) {
		struct op ask = { .kind = OP_GUEST_STATE, .on = node,
		    .guest = g };
		const struct fact_row *fact = fact_find(reading, "domain",
		    "name", name(life, KIND_GUEST, g));
		struct answer answer = answer_to(life, ask);

		must(life, as_told((enum state)answer.state) ==
		    (fact == NULL ? STATE_ABSENT : domain_state_of(fact)),
		    state_name((enum state)answer.state),
		    name(life, KIND_GUEST, g));
		if (fact == NULL)
			continue;
		guest_numbers_judge(life, reading, ask, fact);
		guest_parts_judge(life, reading, ask);
		guest_variables_judge(life, reading, ask);
	}
}

/* Services by their names, with what stands behind them. */
static void
services_judge(struct life *life, uint32_t node,
    const struct reading *reading)
{
	static const struct {
		const char	*kind, *key;
	} facts[] = {
		[SERVICE_VSW] = { "vsw", "net_dev" },
		[SERVICE_VDS] = { "vds", NULL },
		[SERVICE_VCC] = { "vcc", "port_range" },
	};

	for (uint32_t s = 1; s <= life->site->service_count; s++) {
		struct answer answer = answer_to(life, (struct op){
		    .kind = OP_SERVICE_STATE, .on = node, .service = s });
		enum service_kind kind = life->site->services[s].kind;
		const char *service = name(life, KIND_SERVICE, s);
		const struct fact_row *fact = fact_find(reading,
		    facts[kind].kind, "name", service);

		must(life, (answer.state == STATE_PRESENT) == (fact != NULL),
		    "presence", service);
		must(life, fact == NULL || facts[kind].key == NULL ||
		    strcmp(fact_word(fact, facts[kind].key), name(life,
		    KIND_TEXT, answer.value)) == 0, "value", service);
	}
}

static void
volumes_judge(struct life *life, uint32_t node, const struct reading *reading)
{
	for (uint32_t g = 1; g <= life->site->guest_count; g++)
		for (uint32_t d = 0; d < life->site->guests[g].disk_count;
		    d++) {
			const struct site_disk *disk =
			    &life->site->guests[g].disk[d];
			struct answer answer = answer_to(life, (struct op){
			    .kind = OP_VOLUME_STATE, .on = node,
			    .volume = disk->volume, .service = disk->vds });
			const char *volume = name(life, KIND_VOLUME,
			    disk->volume);
			const struct fact_row *fact = fact_find_two(reading,
			    "volume", (const char *const[]){ "service",
			    name(life, KIND_SERVICE, disk->vds), "name",
			    volume });

			must(life, (answer.state == STATE_PRESENT) ==
			    (fact != NULL), "presence", volume);
			must(life, fact == NULL || strcmp(fact_word(fact,
			    "device"), name(life, KIND_FILE, answer.value)) ==
			    0, "device", volume);
		}
}

static void
domains_judge(struct life *life, uint32_t node)
{
	struct reading reading;
	const struct fact_row *policy;
	struct answer answer = answer_to(life, (struct op){
	    .kind = OP_NODE_STATE, .on = node, .value = TEXT_POLICY });

	if (!output_of(life, node, "ldm list-bindings -p", &reading))
		wrong(life, "it is not simulated");
	guests_judge(life, node, &reading);
	services_judge(life, node, &reading);
	volumes_judge(life, node, &reading);
	policy = fact_find_two(&reading, "control", (const char *const[]){
	    "domain", "primary", "name", "failure-policy" });
	must(life, policy != NULL && strcmp(fact_word(policy, "value"),
	    name(life, KIND_TEXT, answer.value)) == 0, "policy", "primary");
}

/* Free vcpus, memory and crypto units. */
static void
free_judge(struct life *life, uint32_t node)
{
	int64_t vcpus = 0, memory = 0, crypto = 0;
	struct op ask = { .kind = OP_NODE_STATE, .on = node };
	struct reading reading;

	if (!output_of(life, node, "ldm list-devices -p cpu crypto memory",
	    &reading))
		return;
	for (uint32_t i = 0; i < reading.count; i++) {
		const struct fact_row *fact = &reading.fact[i];

		vcpus += strcmp(fact->kind, "strand") == 0 &&
		    number_in(fact, "free") == 100;
		crypto += strcmp(fact->kind, "crypto") == 0;
		memory += strcmp(fact->kind, "memory") == 0 ?
		    number_in(fact, "size") : 0;
	}
	ask.value = TEXT_VCPUS;
	must(life, answer_to(life, ask).number == vcpus, "vcpus", "the node");
	ask.value = TEXT_MEMORY;
	must(life, answer_to(life, ask).number == memory, "memory",
	    "the node");
	(void)crypto;
}

static void
configs_judge(struct life *life, uint32_t node)
{
	struct op ask = { .kind = OP_CONFIG_STATE, .on = node };
	struct reading reading;
	const struct fact_row *next;
	struct answer answer;

	if (!output_of(life, node, "ldm list-spconfig", &reading))
		return;
	for (uint32_t i = 0; i < reading.count; i++) {
		const struct fact_row *fact = &reading.fact[i];

		ask.value = names_put(life->site->names, KIND_TEXT,
		    fact_word(fact, "name"));
		answer = answer_to(life, ask);
		must(life, answer.state == (fact_detail(fact, "current") !=
		    NULL && ask.value != TEXT_FACTORY ? STATE_SAVED :
		    STATE_OLDER), "state", fact_word(fact, "name"));
	}
	ask.kind = OP_NODE_STATE;
	ask.value = TEXT_SLOTS;
	must(life, answer_to(life, ask).number == 8 - (int64_t)reading.count,
	    "slots", "the node");
	ask.value = TEXT_CONFIG;
	answer = answer_to(life, ask);
	next = fact_find(&reading, "config", "next_poweron", "yes");
	if (next == NULL)
		next = fact_find(&reading, "config", "current", "yes");
	must(life, next != NULL && strcmp(fact_word(next, "name"), name(life,
	    KIND_TEXT, answer.value)) == 0, "next power-on", "the node");
}

static void
node_forms_judge(struct life *life, uint32_t node)
{
	static const char *const forms[][2] = {
		{ "ldm list-domain", "ldm list-domain -p" },
		{ "ldm list-domain -l", "ldm list-domain -l -p" },
		{ "ldm list-bindings", "ldm list-bindings -p" },
		{ "ldm list-services", "ldm list-services -p" },
		{ "ldm list-constraints", "ldm list-constraints -p" },
		{ "ldm list-devices -a", "ldm list-devices -a -p" },
		{ "ldm list-devices", "ldm list-devices -p" },
		{ "ldm list-domain -o network,disk,console",
		    "ldm list-domain -o network,disk,console -p" },
	};
	struct reading reading;

	for (size_t i = 0; i < sizeof(forms) / sizeof(forms[0]); i++)
		forms_agree(life, node, forms[i][0], forms[i][1]);
	output_of(life, node, "ldm -V", &reading);
	output_of(life, node, "ldm list-spconfig -r", &reading);
}

/* What the system of a node says of itself. */
static void
system_judge(struct life *life, uint32_t node)
{
	static const char *const others[] = { "df -k", "df -k / /var",
	    "df -h", "svcs -H -o state,fmri ldmd vntsd",
	    "svcs ldmd vntsd", "ps -ef", "passwd -s root",
	    "cat /etc/release", "cat /etc/cluster/release",
	    "zpool upgrade", "cat /etc/resolv.conf" };
	struct reading reading;

	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++)
		must(life, output_of(life, node, others[i], &reading) &&
		    reading.count != 0, "facts", others[i]);
	output_of(life, node, "hostid", &reading);
	must(life, reading.count == 1 && strtoul(fact_word(&reading.fact[0],
	    "hostid"), NULL, 16) != 0, "hostid", "the node");
	must(life, output_of(life, node, "uname -a", &reading) && fact_find(
	    &reading, "system", "node", name(life, KIND_NODE, node)) != NULL,
	    "name", "the node");
}

/* Where ldmd does not run, nothing of this is known. */
static void
ldm_judge(struct life *life, uint32_t node)
{
	domains_judge(life, node);
	free_judge(life, node);
	configs_judge(life, node);
	node_forms_judge(life, node);
}

/* Pools that the node imports when it boots. */
static void
cached_judge(struct life *life, uint32_t node, const struct reading *cached)
{
	for (uint32_t g = 1; g <= life->site->guest_count; g++) {
		uint32_t pool = life->site->guests[g].pool;
		const char *whose = name(life, KIND_POOL, pool);

		must(life, ((world_pool(sim_world(life->sim), pool)->cached >>
		    node & 1) != 0) == (fact_find(cached, "cached-pool",
		    "name", whose) != NULL), "zpool.cache", whose);
	}
}

static void
pools_judge(struct life *life, uint32_t node)
{
	struct reading list, scripted, import, status, cached;

	output_of(life, node, "zpool list", &list);
	output_of(life, node, "zpool list -H", &scripted);
	output_of(life, node, "zpool status", &status);
	output_of(life, node, "zpool import", &import);
	if (output_of(life, node, "zdb -C", &cached))
		cached_judge(life, node, &cached);
	for (uint32_t g = 1; g <= life->site->guest_count; g++) {
		uint32_t pool = life->site->guests[g].pool;
		const char *whose = name(life, KIND_POOL, pool);
		const struct pool_row *row = world_pool(sim_world(life->sim),
		    pool);
		bool here = (row->imported >> node & 1) != 0;
		const struct fact_row *fact = fact_find(&list, "pool", "name",
		    whose);
		struct answer answer;
		struct result res;
		struct op ask = { .kind = OP_POOL_STATE, .pool = pool };

		must(life, here == (fact != NULL), "import", whose);
		must(life, here == (fact_find(&scripted, "pool", "name",
		    whose) != NULL), "import for scripts", whose);
		must(life, here == (fact_find(&status, "pool", "name",
		    whose) != NULL), "status", whose);
		must(life, fact == NULL || (strcmp(fact_word(fact, "altroot"),
		    "-") == 0) == ((row->cached >> node & 1) != 0), "altroot",
		    whose);
		simulated_ask(&life->prompt.stage.sandbox->simulated, &ask,
		    &res);
		answer = res.answer;
		fact = fact_find(&import, "importable", "name", whose);
		if (res.outcome != DONE || fact == NULL)
			continue;
		must(life, answer.state != STATE_ABSENT && !here, "presence",
		    whose);
		/* Whoever has imported it is the last that had it. */
		must(life, answer.state != STATE_IMPORTED || strcmp(fact_word(
		    fact, "last_accessed_elsewhere"), "yes") == 0,
		    "last accessor", whose);
		must(life, answer.on != node || strcmp(fact_word(fact,
		    "last_accessed_elsewhere"), "no") == 0, "accessor",
		    whose);
	}
}

/* The label on the slice of a pool says who has it, or had it last. */
static void
labels_judge(struct life *life, uint32_t node)
{
	for (uint32_t d = 1; d <= life->site->device_count; d++) {
		struct world *world = sim_world(life->sim);
		const struct device_row *device = world_device(world, d);
		const struct pool_row *pool = world_pool(world, device->pool);
		const struct fact_row *fact;
		struct reading label;

		if ((device->nodes >> node & 1) == 0 || !output_of(life, node,
		    arena_format(&life->arena, "zdb -l /dev/did/rdsk/%ss%u",
		    name(life, KIND_DEVICE, d),
		    (unsigned)life->site->devices[d].slice), &label))
			continue;
		fact = fact_find(&label, "pool-label", "label", "3");
		must(life, (fact != NULL) == (device->pool != 0), "label",
		    name(life, KIND_DEVICE, d));
		if (fact != NULL)
			must(life, (number_in(fact, "state") == 0) ==
			    (pool->last_host != 0) && (pool->last_host == 0 ||
			    pool->last_host == HOST_OUTSIDE ||
			    strcmp(fact_word(fact, "hostname"), name(life,
			    KIND_NODE, pool->last_host)) == 0), "last host",
			    name(life, KIND_POOL, device->pool));
	}
}

static void
datasets_judge(struct life *life, uint32_t node)
{
	struct reading list, scripted, disks, label;

	output_of(life, node, "zfs list", &list);
	output_of(life, node, "zfs list -H", &scripted);
	for (uint32_t g = 1; g <= life->site->guest_count; g++) {
		const struct site_guest *guest = &life->site->guests[g];
		const char *whose = name(life, KIND_FILE, guest->filesystem);
		bool there = answer_to(life, (struct op){
		    .kind = OP_FILESYSTEM_STATE, .on = node,
		    .file = guest->filesystem }).state == STATE_PRESENT;
		struct answer answer = answer_to(life, (struct op){
		    .kind = OP_DEVICE_STATE, .on = node,
		    .device = guest->device, .value = TEXT_LABEL });

		must(life, there == (fact_find(&list, "dataset", "name",
		    whose) != NULL), "presence", whose);
		must(life, there == (fact_find(&scripted, "dataset", "name",
		    whose) != NULL), "presence", whose);
		if (answer.state == STATE_PRESENT &&
		    answer.value == TEXT_SMI && output_of(life, node,
		    arena_format(&life->arena, "prtvtoc /dev/did/rdsk/%ss2",
		    name(life, KIND_DEVICE, guest->device)), &label))
			must(life, fact_find(&label, "slice", "slice", "2") !=
			    NULL, "label",
			    name(life, KIND_DEVICE, guest->device));
		for (uint32_t d = 0; there && d < guest->disk_count; d++) {
			const char *file = name(life, KIND_FILE,
			    guest->disk[d].file);
			const struct fact_row *fact;

			answer = answer_to(life, (struct op){
			    .kind = OP_DISK_STATE, .on = node,
			    .file = guest->disk[d].file });
			if (answer.state != STATE_PRESENT || !output_of(life,
			    node, arena_format(&life->arena, "ls -l %s", file),
			    &disks))
				continue;
			fact = fact_find(&disks, "file", "name", file);
			must(life, fact != NULL && number_in(fact, "size") ==
			    answer.number, "size", file);
		}
	}
}

/* Of a group, from the words for its nodes. */
static enum state
group_state_of(const struct reading *reading, const char *group, uint32_t *on,
    const struct life *life)
{
	static const struct {
		const char	*word;
		enum state	 state;
	} words[] = {
		/* The first that any node has. */
		{ "pending-online", STATE_PENDING },
		{ "pending-offline", STATE_PENDING },
		{ "error-stop-failed", STATE_STOP_FAILED },
		{ "online-faulted", STATE_ONLINE_FAULTED },
		{ "online", STATE_ONLINE },
		{ "offline", STATE_OFFLINE },
		{ "unmanaged", STATE_UNMANAGED },
	};

	*on = 0;
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		const struct fact_row *fact = fact_find_two(reading, "group",
		    (const char *const[]){ "name", group, "status",
		    words[i].word });

		if (fact == NULL)
			continue;
		if (words[i].state != STATE_OFFLINE &&
		    words[i].state != STATE_UNMANAGED)
			*on = names_find(life->site->names, KIND_NODE,
			    fact_word(fact, "node"));
		return words[i].state;
	}
	return STATE_ABSENT;
}

/* A resource that is enabled or disabled keeps its group where it is. */
static bool
is_move_of_resource(const struct life *life, uint32_t group)
{
	struct world *world = sim_world(life->sim);
	uint32_t work = world_group(world, group)->work;

	return work != 0 && move_of_resource(world_work(world, work));
}

static void
groups_judge(struct life *life, const struct reading *reading)
{
	for (uint32_t g = 1; g <= life->site->guest_count; g++) {
		uint32_t group = life->site->guests[g].group, on;
		const char *whose = name(life, KIND_GROUP, group);
		struct op ask = { .kind = OP_GROUP_STATE, .group = group };
		struct answer answer = answer_to(life, ask);
		const struct fact_row *fact = fact_find(reading, "group",
		    "name", whose);
		enum state state = group_state_of(reading, whose, &on, life);

		if (!is_move_of_resource(life, group))
			must(life, state == (enum state)answer.state,
			    state_name((enum state)answer.state), whose);
		must(life, answer.state == STATE_PENDING || answer.on == on,
		    "place", whose);
		if (fact == NULL)
			continue;
		ask.value = TEXT_SUSPENDED;
		must(life, (answer_to(life, ask).state == STATE_SUSPENDED) ==
		    (strcmp(fact_word(fact, "suspended"), "yes") == 0),
		    "suspension", whose);
	}
}

static void
resource_judge(struct life *life, const struct reading *reading,
    const struct reading *show, uint32_t resource)
{
	const char *whose = name(life, KIND_RESOURCE, resource);
	struct op ask = { .kind = OP_RESOURCE_STATE, .resource = resource };
	enum state state = (enum state)answer_to(life, ask).state;
	const struct fact_row *fact = fact_find(reading, "resource", "name",
	    whose), *monitored = NULL;
	static const struct {
		enum state	 state;
		const char	*word;
	} words[] = {
		/* While a group moves its resources do so one by one. */
		{ STATE_ONLINE, "online" },
		{ STATE_STOP_FAILED, "stop-failed" },
		{ STATE_START_FAILED, "start-failed" },
	};

	must(life, (state == STATE_ABSENT) == (fact == NULL), "presence",
	    whose);
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		must(life, state != words[i].state || fact_find_two(reading,
		    "resource", (const char *const[]){ "name", whose, "state",
		    words[i].word }) != NULL || (state == STATE_ONLINE &&
		    fact_find_two(reading, "resource", (const char *const[]){
		    "name", whose, "state", "online-not-monitored" }) !=
		    NULL), words[i].word, whose);
	if (fact == NULL)
		return;
	ask.value = TEXT_MONITORED;
	for (uint32_t i = 0; i < show->count; i++)
		if (strcmp(fact_word(&show->fact[i], "resource"), whose) ==
		    0 && strncmp(fact_word(&show->fact[i], "name"),
		    "Monitored", 9) == 0)
			monitored = &show->fact[i];
	must(life, monitored != NULL && (answer_to(life, ask).state ==
	    STATE_MONITORED) == (strcmp(fact_word(monitored, "value"),
	    "True") == 0), "monitoring", whose);
}

static void
cluster_judge(struct life *life, uint32_t node)
{
	static const char *const others[] = { "clquorum status",
	    "clquorum list -v", "clquorum list", "cldevice status",
	    "cldevice list -v", "cldevice list", "cldevice show",
	    "cldg list -v", "cldg list", "cldg show", "cldg status",
	    "scdidadm -L", "scdidadm -l", "clinterconnect status",
	    "clrg list", "clrg list -v", "clrs list", "clrs list -v",
	    "clrt list -v", "clnode list", "clnode list -v",
	    "cluster status", "cluster list", "clrs show -v",
	    "clrg show -v", "clquorum show -v", "clrt show -v",
	    "clinterconnect show -v", "cldevice show -v" };
	struct reading nodes, status, show, types;

	output_of(life, node, "clnode status", &nodes);
	for (uint32_t n = 1; n <= life->site->node_count; n++) {
		const struct fact_row *fact = fact_find(&nodes, "node",
		    "name", name(life, KIND_NODE, n));

		must(life, fact != NULL && (answer_to(life, (struct op){
		    .kind = OP_MEMBER_STATE, .to = n }).state == STATE_UP) ==
		    (strcmp(fact_word(fact, "status"), "online") == 0),
		    "membership", name(life, KIND_NODE, n));
	}
	output_of(life, node, "clrg show", &show);
	if (output_of(life, node, "cluster status -t rg,rs", &status)) {
		groups_judge(life, &status);
		for (uint32_t g = 1; g <= life->site->guest_count; g++) {
			const struct site_guest *guest =
			    &life->site->guests[g];

			resource_judge(life, &status, &show, guest->storage);
			if (guest->agent.present)
				resource_judge(life, &status, &show,
				    guest->agent.resource);
		}
	}
	output_of(life, node, "clrt list", &types);
	must(life, (answer_to(life, (struct op){ .kind = OP_TYPE_STATE,
	    .type = TYPE_AGENT }).state == STATE_REGISTERED) ==
	    (fact_find(&types, "type", "name", "SUNW.ldom:1") != NULL),
	    "registration", "SUNW.ldom");
	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++)
		output_of(life, node, others[i], &types);
}

static void
life_judge(struct life *life)
{
	uint32_t node = 1 + draw_of(life->draw, "asked",
	    life->site->node_count);

	if (!node_answers(life->sim, node))
		return;
	if (ldmd_runs(life->sim, node))
		ldm_judge(life, node);
	system_judge(life, node);
	pools_judge(life, node);
	labels_judge(life, node);
	datasets_judge(life, node);
	if (node_is_member(life->sim, node))
		cluster_judge(life, node);
}

static void
what_random_sites_print_is_read_as_the_truth(void **state)
{
	uint64_t first = life_number("FIRST", 0), lives = life_number("LIVES",
	    LIVES), facts = 0;

	(void)state;
	/* From then on glibc keeps what is freed: half of the time would go
	 * into giving each life's memory back. */
	free(malloc(KEPT));
	for (uint64_t seed = first; seed < first + lives; seed++) {
		struct life *life = test_calloc(1, sizeof(*life));

		life_begin(life, seed);
		life_judge(life);
		facts += life->facts;
		life_end(life);
		test_free(life);
	}
	print_message("%llu lives, %llu facts\n", (unsigned long long)lives,
	    (unsigned long long)facts);
	assert_true(facts > 20 * lives);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(what_random_sites_print_is_read_as_the_truth),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
