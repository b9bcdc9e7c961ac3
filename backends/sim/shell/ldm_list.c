/*
 * ldm list-domain, for people and for programs; ldm.md says where each layout
 * is from.
 */
#include "backends/sim/shell/ldm_list.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "backends/sim/shell/ldm_release.h"
#include "backends/sim/shell/listing.h"

/* The column STATE was narrower at first. */
static int
state_width(const struct call *call)
{
	return ldm_release(call) < LDM_STATE_WIDE ? 8 : 10;
}

void
ldm_list_titles(struct call *call)
{
	buffer_print(&call->out, "%-16s %-*s %-7s %-7s %-5s %-8s %-5s %s%s\n",
	    "NAME", state_width(call), "STATE", "FLAGS", "CONS", "VCPU",
	    "MEMORY", "UTIL", ldm_has_norm(call) ? "NORM  " : "", "UPTIME");
}

/* What a domain has not been given yet is blank. */
static const char *
count_print(uint32_t count, char text[SIZE_BYTES])
{
	text[0] = '\0';
	if (count != 0)
		snprintf(text, SIZE_BYTES, "%u", (unsigned)count);
	return text;
}

void
ldm_list_row(struct call *call, const struct listed *listed, void *with)
{
	char flags[FLAGS_BYTES], console[SIZE_BYTES], memory[SIZE_BYTES] = "",
	    use[SIZE_BYTES] = "", uptime[SIZE_BYTES] = "", vcpus[SIZE_BYTES];

	(void)with;
	if (listed_memory(call, listed) != 0)
		size_print(listed_memory(call, listed), memory);
	if (listed_is_active(listed)) {
		use_print(listed_use(call, listed), use);
		uptime_print(listed_uptime_s(call, listed), uptime);
	}
	buffer_print(&call->out, "%-16s %-*s %-7s %-7s %-5s %-8s ",
	    listed->name, state_width(call), listed_state(listed),
	    listed_flags(call, listed, flags),
	    listed_console(call, listed, console),
	    count_print(listed_vcpus(call, listed), vcpus), memory);
	/* Nothing here throttles a CPU: NORM is the same as UTIL. */
	if (ldm_has_norm(call))
		buffer_print(&call->out, "%4s  ", use);
	buffer_print(&call->out, "%4s  %s\n", use, uptime);
}

void
ldm_list_short(struct call *call, const struct listed *listed)
{
	char flags[FLAGS_BYTES], use[SIZE_BYTES] = "";

	if (listed_is_active(listed))
		use_print(listed_use(call, listed), use);
	buffer_print(&call->out, "%-16s %-10s %-7s %s\n%-16s %-10s %-7s "
	    "%4s\n", "NAME", "STATE", "FLAGS", "UTIL", listed->name,
	    listed_state(listed), listed_flags(call, listed, flags), use);
}

/* "normal,control,vio-service": the letters, as words. */
static const char *
flag_words(const char *flags, char text[WORDS_BYTES])
{
	static const struct {
		unsigned	 at;
		char		 letter;
		const char	*word;
	} words[] = {
		{ 0, 's', "stopping" }, { 1, 'n', "normal" },
		{ 1, 't', "transition" },
		{ 2, 'd', "delayed-reconfiguration" },
		{ 3, 'c', "control" },
		{ 4, 'v', "vio-service" }, { 5, 's', "migration-source" },
	};
	int n = 0;

	text[0] = '\0';
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (flags[words[i].at] == words[i].letter)
			n += snprintf(text + n, WORDS_BYTES - (size_t)n,
			    "%s%s", n != 0 ? "," : "", words[i].word);
	assert(n < WORDS_BYTES);
	return text;
}

static void
use_record(struct call *call, const struct listed *listed)
{
	unsigned use = listed_use(call, listed);

	if (!listed_is_active(listed)) {
		buffer_print(&call->out, "|util=|uptime=");
		return;
	}
	buffer_print(&call->out, "|util=%u.%u|uptime=%lld", use / 10, use % 10,
	    (long long)listed_uptime_s(call, listed));
	if (ldm_has_norm(call))
		buffer_print(&call->out, "|norm_util=%u.%u", use / 10,
		    use % 10);
}

void
ldm_list_record(struct call *call, const struct listed *listed, bool words)
{
	char flags[FLAGS_BYTES], console[SIZE_BYTES], text[WORDS_BYTES],
	    vcpus[SIZE_BYTES], memory[SIZE_BYTES] = "";

	listed_flags(call, listed, flags);
	if (listed_memory(call, listed) != 0)
		snprintf(memory, sizeof(memory), "%lld",
		    (long long)listed_memory(call, listed));
	buffer_print(&call->out, "DOMAIN|name=%s|state=%s|flags=%s|cons=%s|"
	    "ncpu=%s|mem=%s", listed->name, listed_state(listed),
	    words ? flag_words(flags, text) : flags,
	    listed_console(call, listed, console),
	    count_print(listed_vcpus(call, listed), vcpus), memory);
	use_record(call, listed);
}

static void
record_print(struct call *call, const struct listed *listed, void *with)
{
	(void)with;
	ldm_list_record(call, listed, false);
	buffer_print(&call->out, "\n");
}

/* Statistics, channels and what ldm 3.x knows of faults are not here. */
static bool
is_simulated(const struct call *call, const struct given *given)
{
	return !given_has(given, 'e') && !(given_has(given, 'S') &&
	    ldm_release(call) >= LDM_PADDED);
}

static void
chosen_run(struct call *call, const struct given *given)
{
	struct listing listing = { .kind = LISTING_CHOSEN };
	const char *formats = given->option['o'];

	if (strstr(formats, "resmgmt") != NULL &&
	    ldm_release(call) < LDM_PADDED)
		call_not_simulated(call);
	else if (listing_choose(&listing, formats))
		listing_run(&listing, call, given);
	else if (listing_is_format(formats))
		call_not_simulated(call);
	else
		call_usage(call, formats);
}

void
ldm_list_run(struct call *call, const struct given *given)
{
	struct listing listing = { .kind = LISTING_LONG };

	if (!is_simulated(call, given)) {
		call_not_simulated(call);
	} else if (given_has(given, 'S')) {
		call_usage(call, "-S");
	} else if (given_has(given, 'o')) {
		chosen_run(call, given);
	} else if (given_has(given, 'l')) {
		listing_run(&listing, call, given);
	} else if (given_has(given, 'p')) {
		ldm_version_line(call);
		listed_each(call, given, record_print, NULL);
	} else {
		ldm_list_titles(call);
		listed_each(call, given, ldm_list_row, NULL);
	}
}

void
ldm_bindings_run(struct call *call, const struct given *given)
{
	struct listing listing = { .kind = LISTING_BINDINGS };

	if (given_has(given, 'e'))
		call_not_simulated(call);
	else
		listing_run(&listing, call, given);
}
