#include "backends/sim/shell/system_file.h"

#include <stdio.h>
#include <string.h>

#include "backends/sim/shell/release.h"
#include "backends/sim/sim.h"
#include "backends/sim/world/simulation.h"

enum { COLUMNS = 80, ADDRESS = 16, OTHERS = 200 };

static const char sun[] = "Sun Microsystems, Inc.  All Rights Reserved.";
static const char oracle[] =
    "Oracle and/or its affiliates. All rights reserved.";

/* What /etc/release says of a release: its name, the years of the copyright,
 * whose that is, and when it was assembled. */
static const struct system {
	const char	*release, *title, *years, *owner, *date;
} systems[] = {
	{ "10u4", "Solaris 10 8/07 s10s_u4wos_12b SPARC", "2007", sun,
	    "16 August 2007" },
	{ "10u5", "Solaris 10 5/08 s10s_u5wos_10 SPARC", "2008", sun,
	    "24 March 2008" },
	{ "10u6", "Solaris 10 10/08 s10s_u6wos_07b SPARC", "2008", sun,
	    "27 October 2008" },
	{ "10u7", "Solaris 10 5/09 s10s_u7wos_08 SPARC", "2009", sun,
	    "30 March 2009" },
	{ "10u8", "Solaris 10 10/09 s10s_u8wos_08a SPARC", "2009", sun,
	    "16 September 2009" },
	{ "10u9", "Oracle Solaris 10 9/10 s10s_u9wos_14a SPARC", "(c) 2010,",
	    oracle, "11 August 2010" },
	{ "10u10", "Oracle Solaris 10 8/11 s10s_u10wos_17b SPARC",
	    "(c) 1983, 2011,", oracle, "23 August 2011" },
	{ "10u11", "Oracle Solaris 10 1/13 s10s_u11wos_24a SPARC",
	    "(c) 1983, 2013,", oracle, "17 January 2013" },
	{ "11.0", "Oracle Solaris 11 11/11 SPARC", "(c) 1983, 2011,", oracle,
	    "18 October 2011" },
	{ "11.1", "Oracle Solaris 11.1 SPARC", "(c) 1983, 2012,", oracle,
	    "19 September 2012" },
	{ "11.2", "Oracle Solaris 11.2 SPARC", "(c) 1983, 2014,", oracle,
	    "23 June 2014" },
	{ "11.3", "Oracle Solaris 11.3 SPARC", "(c) 1983, 2015,", oracle,
	    "06 October 2015" },
	{ "11.4", "Oracle Solaris 11.4 SPARC", "(c) 1983, 2018,", oracle,
	    "16 August 2018" },
};

static const struct site_releases *
releases_of(const struct call *call)
{
	return &call->shell->site->nodes[call_node(call)].releases;
}

static void
centred_print(struct call *call, const char *text)
{
	size_t n = strlen(text);

	buffer_print(&call->out, "%*s%s\n", n < COLUMNS ? (int)(COLUMNS -
	    n) / 2 : 0, "", text);
}

static void
copyright_print(struct call *call, const char *years, const char *owner)
{
	struct buffer line = { 0 };

	buffer_print(&line, "Copyright %s %s", years, owner);
	centred_print(call, buffer_text(&line));
	if (owner == sun)
		centred_print(call, "Use is subject to license terms.");
	buffer_drop(&line);
}

/* Of a release that is not known here only its name is. */
static void
release_print(struct call *call)
{
	const char *release = releases_of(call)->solaris;
	struct buffer line = { 0 };
	size_t i = 0;

	while (i < sizeof(systems) / sizeof(systems[0]) &&
	    strcmp(systems[i].release, release) != 0)
		i++;
	if (i == sizeof(systems) / sizeof(systems[0])) {
		buffer_print(&line, "Oracle Solaris %s SPARC", release);
		centred_print(call, buffer_text(&line));
	} else {
		centred_print(call, systems[i].title);
		copyright_print(call, systems[i].years, systems[i].owner);
		buffer_print(&line, "Assembled %s", systems[i].date);
		centred_print(call, buffer_text(&line));
	}
	buffer_drop(&line);
}

/* Oracle's since 3.3. */
static void
cluster_print(struct call *call)
{
	const char *release = releases_of(call)->cluster;
	bool is_sun = strncmp(release, "3.1", 3) == 0 ||
	    strncmp(release, "3.2", 3) == 0;
	struct buffer line = { 0 };

	buffer_print(&line, "%s %s for Solaris %s sparc", is_sun ?
	    "Sun Cluster" : "Oracle Solaris Cluster", release,
	    release_of(call, call_node(call))->eleven ? "11" : "10");
	centred_print(call, buffer_text(&line));
	copyright_print(call, is_sun ? "2009" : "(c) 2000, 2012,",
	    is_sun ? sun : oracle);
	buffer_drop(&line);
}

/* Of a guest that was a source, what the site says; else one of those that are
 * kept for examples. */
static const char *
address_of_guest(struct call *call, uint32_t guest, char text[ADDRESS])
{
	const struct site *site = call->shell->site;
	uint32_t source = guest <= site->guest_count ?
	    site->guests[guest].source : 0;

	for (uint32_t i = 0; source != 0 && i < site->sources[source].
	    net_count; i++)
		if (site->sources[source].nets[i].address != NULL)
			return site->sources[source].nets[i].address;
	snprintf(text, ADDRESS, "192.0.2.%u", (unsigned)(guest % OTHERS + 1));
	return text;
}

/* The site does not say whom its nodes ask for names: somebody else, unless a
 * guest does it. */
static void
resolver_print(struct call *call)
{
	struct sim *sim = call->shell->sim;
	uint32_t server = world_node(sim->world, call_node(call))->server;
	char address[ADDRESS];

	buffer_print(&call->out, "domain %s.example\nnameserver %s\n",
	    call->shell->site->name, server == 0 ? "192.0.2.253" :
	    address_of_guest(call, server, address));
}

/* Nor whom they ask for the time. */
static void
time_print(struct call *call)
{
	buffer_print(&call->out, "driftfile /var/ntp/ntp.drift\n"
	    "server 192.0.2.253\n");
}

/* They are no clients of LDAP. */
static void
directory_print(struct call *call)
{
	call_fail(call, 2, "cat: cannot open /var/ldap/ldap_client_file");
}

/* getent hosts: only the guests of the site, and the node itself, are known. */
void
getent_run(struct call *call)
{
	char address[ADDRESS];

	if (call->line.count < 3 || strcmp(call->line.word[1], "hosts") != 0) {
		call_not_simulated(call);
		return;
	}
	for (unsigned i = 2; call_answers(call) && i < call->line.count;
	    i++) {
		uint32_t guest = names_find(sim_names(call->shell->sim),
		    KIND_GUEST, call->line.word[i]);

		if (guest == 0 || guest > call->shell->site->guest_count)
			call->status = 2;
		else
			buffer_print(&call->out, "%s\t%s\n", address_of_guest(
			    call, guest, address), call->line.word[i]);
	}
}

bool
system_file_print(struct call *call, const char *path)
{
	static const struct {
		const char	*path;
		void		(*print)(struct call *);
	} files[] = {
		{ "/etc/release", release_print },
		{ "/etc/cluster/release", cluster_print },
		{ "/etc/resolv.conf", resolver_print },
		{ "/etc/inet/ntp.conf", time_print },
		{ "/var/ldap/ldap_client_file", directory_print },
	};

	for (size_t i = 0; call_node(call) != 0 &&
	    i < sizeof(files) / sizeof(files[0]); i++)
		if (strcmp(files[i].path, path) == 0) {
			files[i].print(call);
			return true;
		}
	return false;
}
