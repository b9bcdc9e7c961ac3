/*
 * A start text: each of its keys is set and read back, whatever it is wrong
 * about is said with its line, and what nobody could tell is left out.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "backends/sim/observers/invariants.h"
#include "backends/sim/sim.h"
#include "backends/sim/start/start.h"
#include "backends/sim/start/start_keys.h"
#include "backends/sim/world/simulation.h"
#include "core/base/buffer.h"
#include "tests/posts_fixture.h"
#include "tests/prompt_fixture.h"
#include "tests/sim_fixture.h"

struct stand {
	struct arena	 arena;
	struct site	*site;
	struct sim	*sim;
	char		*text;		/* whole, of clustered guests */
};

static int
stand_make(void **state)
{
	struct stand *stand = test_calloc(1, sizeof(*stand));

	stand->site = posts_site(&stand->arena);
	stand->sim = sim_make(stand->site, SITE_READY, 1);
	for (uint32_t g = 1; g <= stand->site->guest_count; g++)
		sim_put(stand->sim, g, NOW_CLUSTERED,
		    stand->site->guests[g].node[0]);
	stand->text = sim_text_whole(stand->sim, NULL);
	*state = stand;
	return 0;
}

static int
stand_drop(void **state)
{
	struct stand *stand = *state;

	sim_drop(stand->sim);
	free(stand->text);
	arena_drop(&stand->arena);
	test_free(stand);
	return 0;
}

/* The text with the first of those words replaced; it has to be there. */
static const char *
edited(struct stand *stand, const char *text, const char *was,
    const char *is)
{
	const char *at = strstr(text, was);

	if (at == NULL)
		fail_msg("the text has no \"%s\"", was);
	return arena_format(&stand->arena, "%.*s%s%s", (int)(at - text), text,
	    is, at + strlen(was));
}

/* Tell it to a simulator that was just made. */
static bool
tell(struct stand *stand, const char *text, struct buffer *notes,
    struct err *err)
{
	sim_drop(stand->sim);
	stand->sim = sim_make(stand->site, SITE_READY, 1);
	return sim_start(stand->sim, text, strlen(text), notes, err);
}

/* The number of the line in which the text has those words. */
static unsigned
line_of(const char *text, const char *words)
{
	const char *at = strstr(text, words);
	unsigned line = 1;

	assert_non_null(at);
	for (; text < at; text++)
		line += *text == '\n';
	return line;
}

/* What becomes of a start text: the whole text of that world. */
static const char *
started(struct stand *stand, const char *text)
{
	const char *copy;
	struct err err;
	char *again;

	if (!tell(stand, text, NULL, &err))
		fail_msg("%s\n%s", err.text, text);
	again = sim_text_whole(stand->sim, NULL);
	copy = arena_text(&stand->arena, again, strlen(again));
	free(again);
	return copy;
}

/* A key that is written as it is here stands in the text that comes back. */
static const struct {
	const char	*line, *key, *was, *is;
} tellings[] = {
	{ "node", "power", "node node1 power=up member=yes",
	    "node node1 power=hung member=yes" },
	{ "node", "member", "node node2 power=up member=yes",
	    "node node2 power=down member=no" },
	{ "node", "policy", "policy=reset", "policy=ignore" },
	{ "node", "share", " saved=", " share=Archive_System saved=" },
	{ "node", "saved", "saved=ha-base-2 next=ha-base-2 "
	    "current=ha-base-2", "saved=other next=other current=other" },
	{ "node", "next", "saved=ha-base-1:older next=ha-base-1",
	    "saved=ha-base-1:older saved=one:older next=one" },
	{ "node", "current", "current=ha-base-2", "current=ha-base-1" },
	{ "node", "maintenance", " saved=", " maintenance saved=" },
	{ "node", "left", " saved=", " left saved=" },
	{ "node", "degraded", " current=", " degraded current=" },
	{ "node", "autorecovery", " current=", " autorecovery current=" },
	{ "node", "trouble", " current=", " trouble=root-full current=" },
	{ "node", "trouble", " current=", " trouble=var-full "
	    "trouble=vntsd-failed current=" },
	{ "node", "trouble", " current=", " trouble=ldmd-disabled "
	    "trouble=no-cachefiles trouble=visited current=" },
	{ "node", "trouble", " current=", " trouble=delayed-reconfiguration "
	    "current=" },
	{ "node", "trouble", " current=", " trouble=password-expired "
	    "trouble=visited current=" },
	{ "node", "server", " current=", " server=ldom1 current=" },
	{ "node", "apart", "node node2 power=up member=yes policy=reset",
	    "node node2 power=down member=no policy=reset apart=node1" },
	{ "node", "bootmode", " current=", " bootmode=ha-base-1 current=" },
	{ "node", "keyswitch", " current=", " keyswitch=locked current=" },
	{ "service", "on", "service primary-vsw1 on=node2 value=nxge2 "
	    "kind=vsw\n", "" },
	{ "service", "kind", "device d11 ", "service zwitch on=node1 "
	    "value=nxge7 kind=vsw\ndevice d11 " },
	{ "service", "value", "value=nxge2", "value=nxge3" },
	{ "device", "label", "device d4 label=slice2", "device d4 label=none" },
	{ "device", "pool", "device d14 label=slice6 pool=zpool_ldom1\n"
	    "device d4 label=slice2 pool=\npool zpool_ldom1 device=d14",
	    "device d14 label=slice6 pool=\n"
	    "device d4 label=slice2 pool=zpool_ldom1\n"
	    "pool zpool_ldom1 device=d4" },
	{ "device", "fencing", "device d4 label=slice2 pool=", "device d4 "
	    "label=slice2 pool= fencing=nofencing" },
	{ "device", "cut", "device d4 label=slice2 pool=", "device d4 "
	    "label=slice2 pool= cut=node2" },
	{ "pool", "device", "pool zpool_ldom1 device=d14 imported=node1 "
	    "last=node1", "pool zpool_ldom1 device=d14 imported= last=" },
	{ "pool", "imported", "imported=node1", "imported=node1,node2" },
	{ "pool", "last", "last=node1", "last=outside" },
	{ "pool", "damaged", "damaged=no", "damaged=yes" },
	{ "pool", "cached", "damaged=no", "damaged=no cached=node1,node2" },
	{ "pool", "uncached", "damaged=no", "damaged=no uncached=node1" },
	{ "pool", "copy", "pool zpool_ldom1 ", "pool zpool_ldom1 copy=stale\n"
	    "pool zpool_ldom1 " },
	{ "file", "size", "size=107374182400", "size=1" },
	{ "file", "content", "content=57a37e48d0df8036",
	    "content=0000000000000001" },
	{ "file", "on", "on=node1,node2", "on=node2" },
	{ "volume", "on", "volume ldom1-vol0 on=node2 service=primary-vds0 "
	    "file=/zpool_ldom1/ldom1/disk0 options=\n", "" },
	{ "volume", "service", "type SUNW.HA", "volume zwei on=node1 "
	    "service=primary-vds0 file=/pfile options=\ntype SUNW.HA" },
	{ "volume", "file", "on=node2 service=primary-vds0 "
	    "file=/zpool_ldom1/ldom1/disk0", "on=node2 service=primary-vds0 "
	    "file=/elsewhere" },
	{ "volume", "options", "options=", "options=ro,slice" },
	{ "type", "registered", "type SUNW.ldom registered=yes\n", "" },
	{ "group", "nodes", "nodes=node1,node2", "nodes=node2,node1" },
	{ "group", "managed", "managed=yes suspended=no online=node1",
	    "managed=no suspended=no online=" },
	{ "group", "suspended", "suspended=no", "suspended=yes" },
	{ "group", "online", "online=node1", "online=node1,node2" },
	{ "group", "stop-failed", "stop-failed=", "stop-failed=node2" },
	{ "group", "Failback", "Failback=FALSE", "Failback=TRUE" },
	{ "group", "RG_description", "Failback=FALSE",
	    "Failback=FALSE RG_description=of\\040a\\134person" },
	{ "group", "RG_affinities", "Failback=FALSE",
	    "Failback=FALSE RG_affinities=-system1-rg" },
	{ "group", "Load_factors", "Failback=FALSE",
	    "Failback=FALSE Load_factors=guests@1" },
	{ "resource", "group", "resource ldom1-fs-rs group=ldom1-rg "
	    "type=SUNW.HAStoragePlus enabled=yes monitored=yes failed=no "
	    "pool=zpool_ldom1\n", "" },
	{ "resource", "type", "resource system1-ldom-rs group=system1-rg "
	    "type=SUNW.ldom enabled=yes monitored=yes failed=no "
	    "guest=system1\n", "" },
	{ "resource", "enabled", "enabled=yes", "enabled=no" },
	{ "resource", "monitored", "monitored=yes", "monitored=no" },
	{ "resource", "failed", "failed=no guest=ldom1",
	    "failed=start-failed guest=ldom1" },
	{ "resource", "pool", "pool=zpool_ldom1\nresource",
	    "pool=zpool_other\nresource" },
	{ "resource", "guest", "resource ldom1-ldom-rs ", "resource "
	    "ldom1-zdom-rs " },
	{ "guest", "on", "guest ldom1 on=cluster ", "guest ldom1 on=node2 "
	    "state=bound vcpus=1 memory=1 mac=00144ff84ee6 hostid=84f84ee6 "
	    "master=primary console=5000\nguest ldom1 on=cluster " },
	{ "guest", "vcpus", "state=running vcpus=8", "state=running vcpus=9" },
	{ "guest", "memory", "memory=17179869184", "memory=17179869185" },
	{ "guest", "mac", "mac=00144ff84ee6", "mac=00144ff84ee7" },
	{ "guest", "hostid", "hostid=84f84ee6", "hostid=04f84ee6" },
	{ "guest", "master", "master=primary", "master=other" },
	{ "guest", "crypto", "master=primary disk", "master=primary crypto=1 "
	    "disk" },
	{ "guest", "port", "master=primary disk=vdisk0", "master=primary "
	    "port=5000 disk=vdisk0" },
	{ "guest", "disk", "@primary-vds0:0", "@primary-vds0:7:60s" },
	{ "guest", "net", "net=vnet0:primary-vsw0",
	    "net=vnet0:primary-vsw1:00144ffb0001" },
	{ "guest", "VARIABLE", " auto-boot?=true", " auto-boot?=false "
	    "boot-args=-s\\040-v" },
	{ "guest", "loops", "guest ldom1 on=cluster", "guest ldom1 loops\n"
	    "guest ldom1 on=cluster" },
	{ "guest", "console", "console=5000", "console=5042" },
	{ "guest", "state", "state=running", "state=at-ok" },
	{ "source", "power", "power=off", "power=stopped" },
	{ "source", "applications", "applications=disabled",
	    "applications=stopped" },
	{ "source", "auto-boot", "auto-boot=false", "auto-boot=true" },
	{ "source", "untouched", "untouched=yes", "untouched=no" },
	{ "source", "share", "share=\n", "share=Archive_System\n" },
	{ "archive", "complete", "file /pfile", "archive /mnt/one.flar "
	    "complete\nfile /pfile" },
	{ "archive", "partial", "file /pfile", "archive /mnt/one.flar "
	    "partial\nfile /pfile" },
};

enum { TELLINGS = sizeof(tellings) / sizeof(tellings[0]) };

static void
every_key_is_set_and_comes_back(void **state)
{
	struct stand *stand = *state;

	for (unsigned i = 0; i < TELLINGS; i++) {
		const char *text = edited(stand, stand->text, tellings[i].was,
		    tellings[i].is);
		const char *again = started(stand, text);

		while (*text != '\0' && *text == *again)
			text++, again++;
		if (*text != *again)
			fail_msg("%s of %s: \"%.90s\" came back as "
			    "\"%.90s\"", tellings[i].key, tellings[i].line,
			    text, again);
	}
}

/* What a command line of the table stands for: one line for each thing of the
 * site that it may be about. */
static const struct {
	const char	*word;
	enum kind	 kind;
} about[] = {
	{ "POOL", KIND_POOL }, { "GUEST", KIND_GUEST },
	{ "GROUP", KIND_GROUP }, { "RESOURCE", KIND_RESOURCE },
	{ "DEVICE", KIND_DEVICE }, { "FILE", KIND_FILE },
};

static void
printed(struct prompt *prompt, const char *line, struct buffer *out)
{
	struct caller *caller = &prompt->caller;
	struct site *site = prompt->stage.site;

	for (uint32_t n = 1; n <= site->node_count; n++) {
		caller->place = n;
		prompt_call(prompt, line);
		if (caller->status == STATUS_NOT_SIMULATED)
			fail_msg("%s is not simulated", line);
		buffer_print(out, "%s%s", buffer_text(&caller->out),
		    buffer_text(&caller->err));
	}
}

/* A dataset is no path, and what is on a share is asked of nobody. */
static bool
is_looked_at(const struct names *names, enum kind kind, uint32_t n)
{
	const char *name = names_text(names, kind, n);

	return kind != KIND_FILE || (*name == '/' &&
	    strncmp(name, "/mnt", 4) != 0);
}

static void
line_printed(struct stand *stand, struct prompt *prompt, const char *line,
    struct buffer *out)
{
	struct names *names = stand->site->names;
	const char *at = NULL;
	unsigned i = 0;

	while (i < sizeof(about) / sizeof(about[0]) &&
	    (at = strstr(line, about[i].word)) == NULL)
		i++;
	if (at == NULL) {
		printed(prompt, line, out);
		return;
	}
	for (uint32_t n = 1; n <= names_count(names, about[i].kind); n++)
		if (is_looked_at(names, about[i].kind, n))
			printed(prompt, arena_format(&stand->arena,
			    "%.*s%s%s", (int)(at - line), line,
			    names_text(names, about[i].kind, n),
			    at + strlen(about[i].word)), out);
}

/* What the questions of a key print in the world of a text. */
static char *
shown(struct stand *stand, const char *text, const char *shows)
{
	struct prompt *prompt = test_calloc(1, sizeof(*prompt));
	struct buffer out = { NULL, 0, 0 };
	struct err err;

	assert_true(prompt_make(prompt, &stand->arena, &(struct stage_from){
	    stand->site, NULL, 0 }, &err));
	if (!sandbox_start(prompt->stage.sandbox, text, strlen(text), NULL,
	    &err))
		fail_msg("%s", err.text);
	while (*shows != '\0') {
		size_t n = strcspn(shows, ";");

		line_printed(stand, prompt, arena_text(&stand->arena, shows,
		    n), &out);
		shows += n;
		shows += strspn(shows, "; ");
	}
	prompt_drop(prompt);
	test_free(prompt);
	return out.bytes;
}

static const struct start_key *
key_of(unsigned telling)
{
	const struct start_key *key;

	for (size_t n = 0; (key = start_key(n)) != NULL; n++)
		if (strcmp(key->line, tellings[telling].line) == 0 &&
		    strcmp(key->key, tellings[telling].key) == 0)
			break;
	assert_non_null(key);
	return key;
}

static void
the_question_of_a_key_shows_it(void **state)
{
	struct stand *stand = *state;

	for (unsigned i = 0; i < TELLINGS; i++) {
		const char *text = edited(stand, stand->text, tellings[i].was,
		    tellings[i].is), *shows = key_of(i)->shows;
		char *one, *other;

		if (shows == NULL)
			continue;
		one = shown(stand, stand->text, shows);
		other = shown(stand, text, shows);
		if (strcmp(one, other) == 0)
			fail_msg("%s does not show %s of %s: %s", shows,
			    tellings[i].key, tellings[i].line, one);
		free(one);
		free(other);
	}
}

static void
no_key_is_left_out_there(void **state)
{
	const struct start_key *key;

	(void)state;
	for (size_t n = 0; (key = start_key(n)) != NULL; n++) {
		unsigned i = 0;

		while (i < TELLINGS && (strcmp(tellings[i].line, key->line) !=
		    0 || strcmp(tellings[i].key, key->key) != 0))
			i++;
		if (i == TELLINGS)
			fail_msg("nothing tells %s of %s", key->key,
			    key->line);
	}
}

/* What is wrong is said with the number of its line. */
static const struct {
	const char	*was, *is, *at, *says;
} refusals[] = {
	{ "site posts", "site other", "site", "this text is about the site "
	    "\"other\", and the site file about \"posts\"" },
	{ "node node2 ", "knot node2 ", "knot node2", "\"knot\" begins no line "
	    "of a start text" },
	{ "\nnode node2 ", "\nnode node2 power=up\nnode node9 ", "node node9",
	    "the site has no node \"node9\"" },
	{ "device d4 ", "node node1 power=up\ndevice d4 ", "node node1 "
	    "power=up\n", "a second line about node node1" },
	{ "node node2 power=up", "node node2 powr=up", "node node2",
	    "a line \"node\" has no key \"powr\"" },
	{ "node node2 power=up", "node node2 power", "node node2",
	    "\"power\": it needs a value, KEY=VALUE" },
	{ " current=", " degraded=yes current=", "node node1",
	    "\"degraded\": it has no value" },
	{ "power=up", "power=off", "node node1", "\"off\": it may be down, up, "
	    "hung or booting" },
	{ "power=up", "power=up power=up", "node node1", "\"power\" stands "
	    "there twice" },
	{ "power=up", "power=up ", "node node1", "a line is words with one "
	    "space between two of them" },
	{ "member=yes", "member=\\303\\274", "node node1", "\"\\303\\274\" is "
	    "neither yes nor no" },
	{ "member=yes", "member=si", "node node1", "\"si\" is neither yes nor "
	    "no" },
	{ "next=ha-base-2", "next=ha-base-3", "node node2", "the line has no "
	    "saved=ha-base-3" },
	{ "saved=ha-base-2", "saved=ha-base-1", "node node2", "\"ha-base-1\" "
	    "is no configuration that could be saved beside the others" },
	{ " next=", " saved=2 saved=3 saved=4 saved=5 saved=6 saved=7 saved=8 "
	    "next=", "node node1", "a service processor saves 7 "
	    "configurations and no more" },
	{ "service primary-vsw1 on=node2 ", "service primary-vsw1 ",
	    "service primary-vsw1 value", "the line does not say where it is: "
	    "on=NODE" },
	{ "primary-vsw1 on=node2", "primary-vsw1 on=node1", "service "
	    "primary-vsw1 on=node1 value=nxge2 kind=vsw\ndevice",
	    "a second line about "
	    "service primary-vsw1 on node1" },
	{ "nxge2 kind=vsw", "nxge2 kind=vcc", "service primary-vsw1",
	    "service primary-vsw1 is another kind of service than vcc" },
	{ "power=up", "power=up trouble=headache", "node node1",
	    "\"headache\" is no trouble that a node can have" },
	{ "pool=\n", "pool= fencing=yes\n", "device d4", "\"yes\": it may be "
	    "global, pathcount, scsi3, nofencing or nofencing-noscrub" },
	{ "device d4", "device d5", "device d5", "the site has no device "
	    "\"d5\"" },
	{ "device d4 label=slice2 pool=", "device d4 label=slice2 pool=other",
	    "device d4", "device d4 is part of pool \"other\" here, and of "
	    "\"\" in the lines of pools" },
	{ "device d4 ", "device d11 ", "device d11 label=slice2", "a second "
	    "line about device d11" },
	{ "type SUNW.ldom", "type SUNW.HAStoragePlus", "type "
	    "SUNW.HAStoragePlus registered=yes\ngroup", "a second line about "
	    "type SUNW.HAStoragePlus" },
	{ "pool zpool_ldom1 device=d14 ", "pool zpool_ldom1 ",
	    "pool zpool_ldom1 imp", "a pool has a device: \"pool zpool_ldom1 "
	    "device=d4\"" },
	{ "pool zpool_system1 device=d11", "pool zpool_system1 device=d14",
	    "pool zpool_system1", "device d14 is part of pool zpool_ldom1 "
	    "already" },
	{ "imported=node1", "imported=node1,", "pool zpool_ldom1", "\"node1,\" "
	    "is no list of nodes: each once, with commas between them" },
	{ "size=0", "size=-1", "file /migrate", "\"-1\" is no number up to "
	    "1152921504606846976" },
	{ "content=57a3", "content=xyz", "file /zpool_ldom1/ldom1/disk0",
	    "\"xyz7e48d0df8036\" is no number of base 16 up to "
	    "ffffffffffffffff" },
	{ "pool zpool_ldom1 device=d14 imported=node1 last=node1 damaged=no\n",
	    "", "device d14", "device d14 is part of pool \"zpool_ldom1\" "
	    "here, and of \"\" in the lines of pools" },
	{ "content=0000000000000000 on=node1,node2\nfile /pfile",
	    "\nfile /pfile", "file /migrate", "a line is words with one space "
	    "between two of them" },
	{ "size=0 content=0000000000000000 on=node1,node2", "size=0",
	    "file /migrate", "/migrate/noninteractive is in no pool of this "
	    "text, and the line does not say on which nodes it is: on=NODE" },
	{ "volume ldom1-vol1 on=node1", "volume ldom1-vol0 on=node1",
	    "volume ldom1-vol0 on=node1 service=primary-vds0 "
	    "file=/zpool_ldom1/ldom1/disk1", "a second line about volume "
	    "ldom1-vol0 on node1" },
	{ "service=primary-vds0", "service=other", "volume ldom1-vol0",
	    "there is no service \"other\" on node1" },
	{ "type SUNW.ldom", "type SUNW.nfs", "type SUNW.nfs", "the site has "
	    "no resource type \"SUNW.nfs\"" },
	{ "group=ldom1-rg", "group=ldom2-rg", "resource ldom1-fs-rs", "there "
	    "is no group \"ldom2-rg\" in this text" },
	{ "group=system1-rg", "group=ldom1-rg", "resource system1-fs-rs",
	    "group ldom1-rg, or its guest, has such a resource already" },
	{ "resource ldom1-ldom-rs group=ldom1-rg type=SUNW.ldom enabled=yes "
	    "monitored=yes failed=no guest=ldom1", "resource new group="
	    "ldom1-rg type=SUNW.ldom", "resource new", "neither the line nor "
	    "the site says whose agent it is: guest=NAME" },
	{ "guest ldom1 on=cluster state=copy", "guest ldom1 on=cluster "
	    "state=bound", "guest ldom1 on=cluster", "the cluster's copy has "
	    "no state \"bound\"" },
	{ "guest system1 on=node1", "guest ldom1 on=node1", "guest ldom1 "
	    "on=node1 state=running vcpus=2", "a second line about guest ldom1 "
	    "there" },
	{ "guest ldom1 on=node1 state=running", "guest ldom1 on=node1 "
	    "state=moving", "guest ldom1", "ldom1 is being migrated: no "
	    "world begins so; capture the site when that has ended" },
	{ "vcpus=8", "vcpus=900", "guest ldom1 on=node1", "ldom1 is bound "
	    "with 900 vcpus, 0 crypto units and 16384M of memory, and node "
	    "node1 of the site has" },
	{ "console=5001", "console=5000", "guest system1", "console port 5000 "
	    "is in no concentrator of node1, or is another guest's" },
	{ "local-mac-address?=true", "vcpu=8", "guest ldom1", "a line "
	    "\"guest\" has no key \"vcpu\"" },
	{ "disk=vdisk1:ldom1-vol1@primary-vds0:1", "disk=vdisk1:ldom1-vol1",
	    "guest ldom1", "\"vdisk1:ldom1-vol1\" is no "
	    "DISK:VOLUME@SERVICE:ID" },
	{ "net=vnet0:primary-vsw0", "net=vnet0", "guest ldom1", "\"vnet0\" is "
	    "no NET:SWITCH" },
	{ "net=vnet1:", "net=vnet0:", "guest ldom1", "a disk, net or variable "
	    "has a name, and stands there once" },
	{ "guest ldom1 on=cluster ", "guest ldom1 ", "guest ldom1 state=copy",
	    "the line does not say where it is defined: on=NODE, or "
	    "on=cluster for the cluster's copy" },
	{ "Failback=FALSE", "RG_description=a\\b", "group ldom1-rg",
	    "\"RG_description\": \"\\\" stands before three digits of base 8, "
	    "and for a byte" },
	{ "Failback=FALSE", "RG_description=\303\274", "group ldom1-rg",
	    "a byte of the value 195 is written as \\303" },
	{ "source system1 ", "source system2 ", "source system2", "the site "
	    "has no source \"system2\"" },
};

enum { REFUSALS = sizeof(refusals) / sizeof(refusals[0]) };

static void
what_is_wrong_is_said_with_its_line(void **state)
{
	struct stand *stand = *state;

	for (unsigned i = 0; i < REFUSALS; i++) {
		const char *text = edited(stand, stand->text, refusals[i].was,
		    refusals[i].is);
		const char *says = arena_format(&stand->arena, "start:%u: %s",
		    line_of(text, refusals[i].at), refusals[i].says);
		struct err err;

		if (tell(stand, text, NULL, &err))
			fail_msg("nothing is wrong, but %s", says);
		assert_int_equal(err.code, ERR_FILE_INVALID);
		if (strncmp(err.text, says, strlen(says)) != 0)
			fail_msg("\"%s\" where this was expected: \"%s\"",
			    err.text, says);
	}
}

static void
each_node_has_a_line(void **state)
{
	struct stand *stand = *state;
	struct err err;

	assert_false(tell(stand, "", NULL, &err));
	assert_string_equal(err.text, "start: there is no line about node "
	    "node1");
	assert_false(tell(stand, "node node1 power=up member=yes\n", NULL,
	    &err));
	assert_string_equal(err.text, "start: there is no line about node "
	    "node2");
}

static void
what_is_not_known_is_noted(void **state)
{
	struct stand *stand = *state;
	struct buffer notes = { NULL, 0, 0 };
	const char *text = edited(stand, stand->text, "member=yes",
	    "member=?");
	struct err err;

	text = edited(stand, text, "monitored=yes", "monitored=?");
	text = edited(stand, text, "state=running", "state=?");
	assert_true(tell(stand, text, &notes, &err));
	assert_string_equal(buffer_text(&notes), arena_format(&stand->arena,
	    "start:2: member of node node1 is not known: taken as no\n"
	    "start:%u: monitored of resource ldom1-fs-rs is not known: taken "
	    "as yes\nstart:%u: state of guest ldom1 is not known: taken as "
	    "inactive\n", line_of(text, "resource ldom1-fs-rs"),
	    line_of(text, "guest ldom1")));
	buffer_drop(&notes);
}

/* The text without its lines that begin so. */
static const char *
without(struct stand *stand, const char *text, const char *begins)
{
	const char *rest = "";

	while (*text != '\0') {
		size_t n = strcspn(text, "\n") + 1;

		if (strncmp(text, begins, strlen(begins)) != 0)
			rest = arena_format(&stand->arena, "%s%.*s", rest,
			    (int)n, text);
		text += n;
	}
	return rest;
}

static void
files_that_nobody_can_see_are_those_of_the_site(void **state)
{
	struct stand *stand = *state;
	struct buffer notes = { NULL, 0, 0 };
	const char *text = edited(stand, stand->text, "imported=node1 "
	    "last=node1 damaged=no", "imported= last=");
	uint32_t disk = stand->site->guests[1].disk[0].file;
	struct err err;

	text = without(stand, text, "file /zpool_ldom1");
	text = without(stand, text, "file zpool_ldom1");
	text = edited(stand, text, "state=running", "state=inactive");
	text = edited(stand, text, " console=5000", "");
	assert_true(tell(stand, text, &notes, &err));
	assert_non_null(strstr(buffer_text(&notes), ": nobody can see the "
	    "files of pool zpool_ldom1, which is imported nowhere: taken as "
	    "the site file has them\n"));
	assert_int_equal(world_file(sim_world(stand->sim), disk)->size,
	    stand->site->guests[1].disk[0].size);
	buffer_drop(&notes);
	/* "?" is said by nodes. */
	assert_true(tell(stand, edited(stand, text, "imported= last=",
	    "imported= last= damaged=?"), NULL, &err));
	assert_int_equal(world_file(sim_world(stand->sim), disk)->type,
	    FILE_DISK);
	/* Of one that says more, none are there. */
	text = edited(stand, text, "imported= last=", "imported= last= "
	    "damaged=no");
	assert_true(tell(stand, text, NULL, &err));
	assert_int_equal(world_file(sim_world(stand->sim), disk)->type,
	    FILE_NONE);
}

/* Their domains had taken CPUs and memory. */
static void
guests_of_the_site_file_are_gone(void **state)
{
	static const char text[] = "node node1 power=up member=yes\n"
	    "node node2 power=up member=yes\n";
	struct stand *stand = *state;
	struct sim *fresh = sim_make(stand->site, SITE_READY, 1);
	const struct node_row *one, *other;
	struct err err;

	assert_true(sim_start(stand->sim, text, strlen(text), NULL, &err));
	one = world_node(sim_world(fresh), 1);
	other = world_node(sim_world(stand->sim), 1);
	assert_int_equal(one->free_vcpus, other->free_vcpus);
	assert_int_equal(one->free_crypto, other->free_crypto);
	assert_int_equal(one->free_memory, other->free_memory);
	assert_int_equal(other->bound, 0);
	sim_drop(fresh);
}

static void
files_that_nobody_was_asked_about_are_those_of_the_site(void **state)
{
	static const char image[] =
	    "/export/home/ldoms/iso/sol-10-u9-ga-sparc-dvd.iso";
	struct stand *stand = *state;
	struct buffer notes = { NULL, 0, 0 };
	char *observed = sim_text_observed(stand->sim, NULL);
	const char *text = without(stand, observed, "file /pfile");
	uint32_t iso = names_find(stand->site->names, KIND_FILE, image),
	    password = names_find(stand->site->names, KIND_FILE, "/pfile");
	struct err err;

	free(observed);
	assert_null(strstr(text, image));
	assert_true(tell(stand, text, &notes, &err));
	assert_non_null(strstr(buffer_text(&notes), "start: nobody was asked "
	    "about file /export/home/ldoms/iso/sol-10-u9-ga-sparc-dvd.iso: "
	    "taken as the site file has it\n"));
	assert_int_equal(world_file(sim_world(stand->sim), iso)->nodes,
	    site_file_find(stand->site, iso)->nodes);
	/* Who was asked has not found it; a world has all that it has. */
	assert_int_equal(world_file(sim_world(stand->sim), password)->type,
	    FILE_NONE);
	assert_true(tell(stand, without(stand, stand->text,
	    "file /export"), NULL, &err));
	assert_int_equal(world_file(sim_world(stand->sim), iso)->type,
	    FILE_NONE);
	buffer_drop(&notes);
}

static void
lines_may_stand_in_any_order(void **state)
{
	struct stand *stand = *state;
	const char *text = stand->text, *turned = "";

	while (*text != '\0') {
		size_t n = strcspn(text, "\n") + 1;

		turned = arena_format(&stand->arena, "%.*s%s", (int)n, text,
		    turned);
		text += n;
	}
	assert_string_equal(started(stand, turned), stand->text);
}

static void
count(struct sink *sink, const struct event *event)
{
	(void)event;
	++*(unsigned *)(void *)(sink + 1);
}

static void
nothing_is_emitted_and_no_time_passes(void **state)
{
	struct stand *stand = *state;
	struct { struct sink sink; unsigned events; } heard = { { count },
	    0 };
	const char *text = edited(stand, stand->text, "imported=node1",
	    "imported=node1,node2");
	struct sim *sim = sim_make(stand->site, SITE_READY, 1);
	struct err err;

	sim_listen(sim, &heard.sink);
	assert_true(sim_start(sim, text, strlen(text), NULL, &err));
	assert_int_equal(heard.events, 0);
	assert_int_equal(sim_now_ms(sim), 0);
	assert_int_equal(sim_next_ms(sim), -1);
	/* What was broken before is nobody's doing. */
	assert_int_equal(sim_violations(sim, NULL, NULL), 0);
	sim_check_all(sim);
	assert_int_equal(sim_violations(sim, NULL, NULL), 0);
	sim_drop(sim);
}

/* Both guests go to the node that is left, though it has no definition. */
static void
the_cluster_gives_up_a_member_that_is_written_down(void **state)
{
	struct stand *stand = *state;
	const char *text = edited(stand, stand->text, "node node1 power=up",
	    "node node1 power=down");
	struct err err;
	char *later;

	for (unsigned i = 0; i < 2; i++) {
		text = edited(stand, text, "imported=node1 ", "imported= ");
		text = edited(stand, text, "state=running", "state=inactive");
	}
	assert_true(tell(stand, text, NULL, &err));
	assert_true(sim_next_ms(stand->sim) > 0);
	sim_run_until(stand->sim, FIXTURE_DAY_MS);
	later = sim_text_whole(stand->sim, NULL);
	assert_non_null(strstr(later, "node node1 power=down member=no"));
	assert_non_null(strstr(later, "guest ldom1 on=node2 state=running"));
	assert_non_null(strstr(later, "guest system1 on=node2 state=running"));
	assert_non_null(strstr(later, "group ldom1-rg nodes=node1,node2 "
	    "managed=yes suspended=no online=node2 "));
	free(later);
}

static void
a_node_that_does_not_answer_tells_nothing(void **state)
{
	struct stand *stand = *state;
	const char *text = edited(stand, stand->text, "node node2 power=up "
	    "member=yes", "node node2 power=down member=no");
	struct err err;
	char *observed;

	assert_true(tell(stand, text, NULL, &err));
	observed = sim_text_observed(stand->sim, NULL);
	assert_non_null(strstr(observed, "\nnode node2 power=? member=no\n"));
	assert_null(strstr(observed, " on=node2"));
	assert_null(strstr(observed, "node1,node2\nfile"));
	assert_non_null(strstr(observed, "\ngroup ldom1-rg "));
	free(observed);
}

static void
without_a_member_nobody_tells_of_the_cluster(void **state)
{
	struct stand *stand = *state;
	const char *text = edited(stand, stand->text, "node node2 power=up "
	    "member=yes", "node node2 power=down member=no");
	struct err err;
	char *observed;

	text = edited(stand, text, "node node1 power=up member=yes",
	    "node node1 power=up member=no");
	assert_true(tell(stand, text, NULL, &err));
	observed = sim_text_observed(stand->sim, NULL);
	assert_non_null(strstr(observed, "\nnode node1 power=up member=? "));
	assert_null(strstr(observed, "\ngroup "));
	assert_null(strstr(observed, "\nresource "));
	assert_null(strstr(observed, "\ntype "));
	assert_non_null(strstr(observed, "\nguest ldom1 on=node1 "));
	free(observed);
}

static void
what_no_question_shows_is_not_in_the_observable_text(void **state)
{
	struct stand *stand = *state;
	char *observed = sim_text_observed(stand->sim, NULL);
	const struct start_key *key;

	for (size_t n = 0; (key = start_key(n)) != NULL; n++) {
		const char *word = arena_format(&stand->arena, " %s%s",
		    key->key, key->form == START_WORD ? "" : "=");

		assert_int_equal(start_is_observable(key->line, strcmp(
		    key->key, "VARIABLE") == 0 ? "boot-args" : key->key),
		    key->shows != NULL);
		for (const char *line = observed; key->shows == NULL &&
		    *line != '\0'; line += strcspn(line, "\n") + 1) {
			const char *at = strstr(line, word);

			if (strncmp(line, key->line, strlen(key->line)) == 0 &&
			    at != NULL && at < line + strcspn(line, "\n"))
				fail_msg("%s of %s is shown", key->key,
				    key->line);
		}
	}
	assert_false(start_is_observable("node", "nothing"));
	free(observed);
}

/* The rows of the document's table, as they have to be. */
static void
rows_print(struct buffer *out)
{
	const struct start_key *key;

	for (size_t n = 0; (key = start_key(n)) != NULL; n++) {
		buffer_print(out, "| %s | `%s` | ", key->line, key->key);
		if (key->shows != NULL)
			buffer_print(out, "`%s`", key->shows);
		else
			buffer_print(out, "no question");
		buffer_print(out, " |%s%s |\n", key->note != NULL ? " " : "",
		    key->note != NULL ? key->note : "");
	}
}

static void
the_document_has_the_table_of_keys(void **state)
{
	struct buffer rows = { NULL, 0, 0 }, document = { NULL, 0, 0 };
	FILE *file = fopen("docs/fidelity.md", "r");
	char bytes[4096];
	size_t n;

	(void)state;
	assert_non_null(file);
	while ((n = fread(bytes, 1, sizeof(bytes), file)) != 0)
		buffer_put(&document, bytes, n);
	fclose(file);
	rows_print(&rows);
	if (strstr(buffer_text(&document), buffer_text(&rows)) == NULL)
		fail_msg("docs/fidelity.md has not these rows:\n%s",
		    buffer_text(&rows));
	buffer_drop(&rows);
	buffer_drop(&document);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
		    every_key_is_set_and_comes_back, stand_make, stand_drop),
		cmocka_unit_test_setup_teardown(
		    the_question_of_a_key_shows_it, stand_make, stand_drop),
		cmocka_unit_test(no_key_is_left_out_there),
		cmocka_unit_test(the_document_has_the_table_of_keys),
		cmocka_unit_test_setup_teardown(
		    what_is_wrong_is_said_with_its_line, stand_make,
		    stand_drop),
		cmocka_unit_test_setup_teardown(each_node_has_a_line,
		    stand_make, stand_drop),
		cmocka_unit_test_setup_teardown(what_is_not_known_is_noted,
		    stand_make, stand_drop),
		cmocka_unit_test_setup_teardown(
		    files_that_nobody_can_see_are_those_of_the_site,
		    stand_make, stand_drop),
		cmocka_unit_test_setup_teardown(
		    files_that_nobody_was_asked_about_are_those_of_the_site,
		    stand_make, stand_drop),
		cmocka_unit_test_setup_teardown(
		    guests_of_the_site_file_are_gone, stand_make, stand_drop),
		cmocka_unit_test_setup_teardown(lines_may_stand_in_any_order,
		    stand_make, stand_drop),
		cmocka_unit_test_setup_teardown(
		    nothing_is_emitted_and_no_time_passes, stand_make,
		    stand_drop),
		cmocka_unit_test_setup_teardown(
		    the_cluster_gives_up_a_member_that_is_written_down,
		    stand_make, stand_drop),
		cmocka_unit_test_setup_teardown(
		    a_node_that_does_not_answer_tells_nothing, stand_make,
		    stand_drop),
		cmocka_unit_test_setup_teardown(
		    without_a_member_nobody_tells_of_the_cluster, stand_make,
		    stand_drop),
		cmocka_unit_test_setup_teardown(
		    what_no_question_shows_is_not_in_the_observable_text,
		    stand_make, stand_drop),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
