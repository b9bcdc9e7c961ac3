/*
 * What a start text has of a site as real ones are, from answers of our own:
 * what nobody has said, what is none of ours, and what simulated sites do not
 * have.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "backends/survey/observed.h"

/* An answer to a line of a node; a line that has none is not answered. */
struct said {
	const char	*node, *line;
	int		 status;
	const char	*out, *err;
};

static const struct said *
said_find(const struct said *said, const char *node, const char *line)
{
	while (said->node != NULL && (strcmp(said->node, node) != 0 ||
	    strcmp(said->line, line) != 0))
		said++;
	return said->node != NULL ? said : NULL;
}

/* A site with that device, and with those nodes; NULL: both. */
static void
site_make(struct arena *arena, struct site *site, const char *node)
{
	*site = (struct site){ .name = "a site", .device_count = 1,
	    .node_count = node == NULL ? 2 : 1 };
	names_begin(arena, site->names);
	names_put(site->names, KIND_NODE, node != NULL ? node : "east");
	names_put(site->names, KIND_NODE, node != NULL ? node : "west");
	names_put(site->names, KIND_DEVICE, "d7");
	names_put(site->names, KIND_DEVICE, "d8");
}

/* The start text of two nodes that have said that, for a site with one of them,
 * or with both (NULL). */
static void
text_of(const struct said *said, const char *only, struct buffer *text)
{
	static const char *const node[] = { NULL, "east", "west" };
	struct arena arena = { 0 };
	struct survey survey;
	struct surveyed *one;
	struct site site;

	*text = (struct buffer){ NULL, 0, 0 };
	site_make(&arena, &site, only);
	survey_make(&survey, node, 2, FOR_CAPTURE);
	while ((one = survey_next(&survey)) != NULL) {
		const struct said *answer = said_find(said,
		    node[one->output.place], one->output.line);

		if (answer == NULL)
			survey_lost(&survey, one, "no route to host");
		else
			survey_heard(&survey, one, &(struct ended){
			    answer->status, answer->out, answer->err,
			    answer->out != NULL ? strlen(answer->out) : 0,
			    answer->err != NULL ? strlen(answer->err) : 0 });
	}
	survey_observed(&survey, &site, text);
	survey_drop(&survey);
	arena_drop(&arena);
}

static void
is_text(const struct said *said, const char *wanted)
{
	struct buffer text;

	text_of(said, NULL, &text);
	assert_string_equal(buffer_text(&text), wanted);
	buffer_drop(&text);
}

#define MEMBERS \
	"=== Cluster Nodes ===\n\n--- Node Status ---\n\n" \
	"Node Name                                       Status\n" \
	"---------                                       ------\n" \
	"east                                            Online\n" \
	"west                                            Offline\n\n\n"

static void
what_nobody_has_said_is_unknown(void **state)
{
	static const struct said nothing[] = { { .node = NULL } },
	    one[] = {
		{ "west", "hostid", 0, "84fb5a01\n", NULL },
		{ .node = NULL }
	    }, member[] = {
		{ "east", "cluster status -t node,rg,rs", 0, MEMBERS, NULL },
		{ .node = NULL }
	    };

	(void)state;
	is_text(nothing, "site a\\040site\nnode east power=? member=?\n"
	    "node west power=? member=?\n");
	is_text(one, "site a\\040site\nnode east power=? member=?\n"
	    "node west power=up member=?\n");
	is_text(member, "site a\\040site\n"
	    "node east power=up member=yes\n"
	    "node west power=? member=no\n");
}

/* The lines of a text that begin with that word. */
static void
is_of_kind(const struct said *said, const char *kind, const char *wanted)
{
	struct buffer text, lines = { NULL, 0, 0 };
	size_t n = strlen(kind);

	text_of(said, NULL, &text);
	for (const char *at = buffer_text(&text); *at != '\0';) {
		size_t size = strcspn(at, "\n") + 1;

		if (strncmp(at, kind, n) == 0 && at[n] == ' ')
			buffer_put(&lines, at, size);
		at += size;
	}
	assert_string_equal(buffer_text(&lines), wanted);
	buffer_drop(&lines);
	buffer_drop(&text);
}

static void
what_boots_next_is_what_runs_unless_it_is_said(void **state)
{
	static const struct said saved[] = {
		{ "east", "ldm list-spconfig", 0,
		    "factory-default\none [current]\ntwo\n", NULL },
		{ "west", "ldm list-spconfig", 0, "factory-default "
		    "[next poweron]\none [current] [degraded]\n", NULL },
		{ "west", "svcprop -p ldmd/autorecovery_policy ldmd", 0,
		    "3\n", NULL },
		{ .node = NULL }
	};

	(void)state;
	is_of_kind(saved, "node",
	    "node east power=up member=? saved=one saved=two:older "
	    "next=one\n"
	    "node west power=up member=? saved=one next= degraded "
	    "autorecovery\n");
}

static void
troubles_of_a_node_are_those_that_a_line_shows(void **state)
{
	static const char space[] =
	    "Filesystem            kbytes    used   avail capacity  "
	    "Mounted on\n"
	    "/dev/dsk/c1t0d0s0      20643    7012   13425    35%    /\n"
	    "/dev/dsk/c1t0d0s3      10321   10321       0   100%    /var\n";
	static const struct said said[] = {
		{ "east", "df -k / /var", 0, space, NULL },
		{ "east", "svcs -H -o state,fmri ldmd vntsd", 0,
		    "online         svc:/ldoms/ldmd:default\n"
		    "maintenance    svc:/ldoms/vntsd:default\n", NULL },
		{ "east", "ls -ld /var/cluster/run/HAStoragePlus/zfs", 2, NULL,
		    "/var/cluster/run/HAStoragePlus/zfs: No such file or "
		    "directory\n" },
		{ "east", "who", 0, "root       pts/1        Nov 28 09:00\n",
		    NULL },
		{ "west", "ls -ld /var/cluster/run/HAStoragePlus/zfs", 0,
		    "drwxr-xr-x   2 root     root         512 Jan  1 00:00 "
		    "/var/cluster/run/HAStoragePlus/zfs\n", NULL },
		{ "west", "who", 0, NULL, NULL },
		{ .node = NULL }
	};

	(void)state;
	is_of_kind(said, "node", "node east power=up member=? "
	    "trouble=var-full trouble=vntsd-failed trouble=no-cachefiles "
	    "trouble=visited\nnode west power=up member=?\n");
}

#define STATUS(pool, device) \
	"  pool: " pool "\n state: ONLINE\n scan: none requested\n" \
	"config:\n\n\tNAME        STATE     READ WRITE CKSUM\n" \
	"\t" pool "        ONLINE       0     0     0\n" \
	"\t  " device "  ONLINE       0     0     0\n\n" \
	"errors: No known data errors\n"
#define LABEL(path) "zdb -l " path
#define OWNER(state, host) "LABEL 0\n    name='tank'\n    state=" state \
	"\n    hostname='" host "'\n"

static const char dids[] =
    "DID Device          Full Device Path\n"
    "----------          ----------------\n"
    "d7                  east:/dev/rdsk/c4t60A0d0\n"
    "d7                  west:/dev/rdsk/c5t60A0d0\n",
    paths[] = "\n=== Cluster DID Devices ===\n\n"
    "Device Instance              Node          Status\n"
    "---------------              ----          ------\n"
    "/dev/did/rdsk/d7             east          Ok\n"
    "                             west          Ok\n\n",
    efi[] = "*  Partition  Tag  Flags    Sector  Count  Sector\n"
    "       0      4    00         34      1000      1033\n"
    "       8     11    00       1034     16384     17417\n";

static void
a_pool_of_a_node_itself_is_none_of_ours(void **state)
{
	static const struct said own[] = {
		{ "east", "zpool status", 0, STATUS("rpool", "c0t0d0s0"),
		    NULL },
		{ "east", "cldevice list -v", 0, dids, NULL },
		{ "east", "cldevice status", 0, paths, NULL },
		{ .node = NULL }
	}, shared[] = {
		{ "east", "zpool status", 0, STATUS("tank", "c4t60A0d0s0"),
		    NULL },
		{ "east", "cldevice list -v", 0, dids, NULL },
		{ "east", "cldevice status", 0, paths, NULL },
		{ .node = NULL }
	};

	(void)state;
	is_of_kind(own, "pool", "");
	is_of_kind(shared, "pool",
	    "pool tank device=d7 imported=? last=? damaged=?\n");
}

static void
the_label_says_who_has_a_pool(void **state)
{
	static const char *const says[][2] = {
		{ OWNER("0", "west"), "last=west" },
		{ OWNER("0", "elsewhere"), "last=outside" },
		{ OWNER("1", "west"), "last=" },
		{ "LABEL 0\nfailed to unpack label 0\n", "last=?" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(says) / sizeof(says[0]); i++) {
		const struct said said[] = {
			{ "east", "zpool status", 0, STATUS("tank",
			    "/dev/did/dsk/d7s6"), NULL },
			{ "east", LABEL("/dev/did/dsk/d7s6"), 0, says[i][0],
			    NULL },
			{ "east", "cldevice status", 0, paths, NULL },
			{ .node = NULL }
		};
		char wanted[100];

		snprintf(wanted, sizeof(wanted), "pool tank device=d7 "
		    "imported=? %s damaged=?\n", says[i][1]);
		is_of_kind(said, "pool", wanted);
	}
}

static void
another_node_sees_the_table_of_a_lun(void **state)
{
	static const struct said said[] = {
		{ "east", "cldevice status", 0, paths, NULL },
		{ "east", "prtvtoc /dev/did/rdsk/d7s2", 1, NULL,
		    "prtvtoc: /dev/did/rdsk/d7s2: No such file or "
		    "directory\n" },
		{ "west", "prtvtoc /dev/did/rdsk/d7s2", 0, efi, NULL },
		{ .node = NULL }
	}, none[] = {
		{ "west", "cldevice status", 0, paths, NULL },
		{ "west", "prtvtoc /dev/did/rdsk/d7s2", 1, NULL,
		    "prtvtoc: /dev/did/rdsk/d7s2: Unable to read Disk geometry "
		    "errno = 0x16\n" },
		{ .node = NULL }
	}, unknown[] = {
		{ "west", "cldevice status", 0, paths, NULL },
		{ .node = NULL }
	};

	(void)state;
	is_of_kind(said, "device", "device d7 label=efi pool=?\n");
	is_of_kind(none, "device", "device d7 label=none pool=?\n");
	is_of_kind(unknown, "device", "");
}

static void
a_device_is_fenced_and_cut_as_the_cluster_says(void **state)
{
	static const char cut[] = "\n=== Cluster DID Devices ===\n\n"
	    "Device Instance              Node          Status\n"
	    "---------------              ----          ------\n"
	    "/dev/did/rdsk/d7             east          Ok\n"
	    "                             west          Fail\n\n",
	    fenced[] = "\n=== DID Device Instances ===\n\n"
	    "DID Device Name:      /dev/did/rdsk/d8\n"
	    "  default_fencing:      scsi3\n\n"
	    "DID Device Name:      /dev/did/rdsk/d7\n"
	    "  default_fencing:      pathcount\n\n";
	static const struct said said[] = {
		{ "east", "cldevice status", 0, cut, NULL },
		{ "east", "cldevice show -v", 0, fenced, NULL },
		{ "east", "prtvtoc /dev/did/rdsk/d7s2", 0, efi, NULL },
		{ .node = NULL }
	};

	(void)state;
	is_of_kind(said, "device", "device d7 label=efi pool=? "
	    "fencing=pathcount cut=west\n");
}

static void
what_the_site_file_does_not_have_is_left_out(void **state)
{
	static const char other[] = "\n=== Cluster DID Devices ===\n\n"
	    "Device Instance              Node          Status\n"
	    "---------------              ----          ------\n"
	    "/dev/did/rdsk/d8             west          Ok\n\n";
	static const struct said said[] = {
		{ "west", "cldevice status", 0, other, NULL },
		{ "west", "prtvtoc /dev/did/rdsk/d8s2", 0, efi, NULL },
		{ "west", "zpool status", 0, STATUS("tank",
		    "/dev/did/dsk/d8s6"), NULL },
		{ "west", "zfs list", 0, "NAME    USED  AVAIL  REFER  "
		    "MOUNTPOINT\ntank/a   18K  97.9G    18K  /tank/a\n",
		    NULL },
		{ "west", "zpool list", 0, "NAME   SIZE   USED  AVAIL    CAP  "
		    "HEALTH  ALTROOT\ntank  99.5G    80K  99.5G     0%  ONLINE"
		    "  -\n", NULL },
		{ .node = NULL }
	};

	(void)state;
	is_text(said, "site a\\040site\nnode east power=? member=?\n"
	    "node west power=up member=?\n");
}

static void
a_cache_of_the_agent_is_none_of_the_node(void **state)
{
	static const struct said said[] = {
		{ "east", "zpool status", 0, STATUS("tank",
		    "/dev/did/dsk/d7s6"), NULL },
		{ "east", "zpool list", 0, "NAME   SIZE   USED  AVAIL    CAP  "
		    "HEALTH  ALTROOT\ntank  99.5G    80K  99.5G     0%  ONLINE"
		    "  /\n", NULL },
		{ "east", "zpool list -o name,altroot,cachefile,version,"
		    "failmode", 0, "NAME  ALTROOT  CACHEFILE  VERSION  "
		    "FAILMODE\ntank  /  /var/cluster/run/tank.cachefile  22  "
		    "wait\n", NULL },
		{ "east", "cldevice status", 0, paths, NULL },
		{ .node = NULL }
	};

	(void)state;
	is_of_kind(said, "pool",
	    "pool tank device=d7 imported=east last=? damaged=no\n");
}

#define DOMAIN(name, rest) "DOMAIN|name=" name "|state=active|" \
	"flags=normal|cons=5000|ncpu=4|mem=1073741824|util=0.2|uptime=9" rest

static const char domains[] = "VERSION 1.6\n"
    "DOMAIN|name=primary|state=active|flags=normal,control,vio-service|"
    "cons=SP|ncpu=8|mem=1073741824|util=0.2|uptime=9\n"
    "VDS|name=vds1|nclients=0\n"
    "|vol=root|opts=ro|dev=/tank/a/disk0|mpgroup=\n"
    DOMAIN("alternate", "|softstate=Solaris running\n")
    "VDS|name=vds2|nclients=0\n"
    "|vol=other|opts=|dev=/dev/dsk/c1t0d0s2|mpgroup=\n"
    DOMAIN("web", "|softstate=Solaris booting\n")
    "MAC|mac-addr=00:14:4f:fb:21:07\nHOSTID|hostid=0x84fb2107\n"
    "DEPENDENCY|master=primary\n"
    "VARIABLES\n|boot-device=disk0 net\n"
    "VNET|name=net0|dev=network@0|service=vsw1@primary|"
    "mac-addr=0:14:4f:fb:21:8\n"
    "VDISK|name=d|vol=root@vds1|timeout=60|dev=disk@3|server=primary\n"
    "VCONS|group=web|service=vcc1@primary|port=5000\n",
    no_page[] = "/tank/a/disk0: No such file or directory\n";

static const struct said of_domains[] = {
	{ "east", "ldm list-domain -l -p", 0, domains, NULL },
	{ "east", "ls -ld /tank/a/disk0", 2, NULL, no_page },
	{ "west", "ls -ld /tank/a/disk0", 0, "-rw------T   1 root     root     "
	    "1073741824 Jan  1 00:00 /tank/a/disk0\n", NULL },
	{ "east", "ls -ld /dev/dsk/c1t0d0s2", 0, "brw-r-----   1 root     sys  "
	    "     32,  2 Jan  1 00:00 /dev/dsk/c1t0d0s2\n", NULL },
	{ .node = NULL }
};

static void
another_service_domain_has_services_of_its_own(void **state)
{
	(void)state;
	is_of_kind(of_domains, "service",
	    "service vds1 on=east value= kind=vds\n");
	is_of_kind(of_domains, "volume", "volume root on=east service=vds1 "
	    "file=/tank/a/disk0 options=ro\n");
}

static void
a_file_is_where_ls_has_found_it(void **state)
{
	(void)state;
	is_of_kind(of_domains, "file",
	    "file /tank/a/disk0 size=1073741824 on=west\n");
}

static void
a_file_of_a_pool_is_on_no_node(void **state)
{
	static const char list[] = "NAME   SIZE   USED  AVAIL    CAP  HEALTH  "
	    "ALTROOT\ntank  99.5G    80K  99.5G     0%  ONLINE  /\n",
	    datasets[] = "NAME    USED  AVAIL  REFER  MOUNTPOINT\n"
	    "tank     80K  97.9G    18K  /tank\n"
	    "tank/a   18K  97.9G    18K  /tank/a\n",
	    file[] = "-rw------T   1 root     root     1024 Jan  1 00:00 "
	    "/tank/a/disk0\n";
	static const struct said said[] = {
		{ "east", "ldm list-domain -l -p", 0, domains, NULL },
		{ "east", "zfs list", 0, datasets, NULL },
		{ "west", "ls -ld /tank/a/disk0", 0, file, NULL },
		{ "west", "zpool list", 0, list, NULL },
		{ "west", "zpool status", 0, STATUS("tank",
		    "/dev/did/dsk/d7s6"), NULL },
		{ "west", "zfs list", 0, datasets, NULL },
		{ .node = NULL }
	};

	(void)state;
	is_of_kind(said, "file", "file /tank/a/disk0 size=1024\n"
	    "file tank/a size=0\n");
}

static void
a_guest_is_as_ldm_lists_it(void **state)
{
	(void)state;
	is_of_kind(of_domains, "guest",
	    "guest alternate on=east state=running vcpus=4 memory=1073741824 "
	    "mac=? hostid=? master= crypto=? port=? "
	    "console=5000\n"
	    "guest web on=east state=booting vcpus=4 memory=1073741824 "
	    "mac=00144ffb2107 hostid=84fb2107 master=primary crypto=? port=? "
	    "disk=d:root@vds1:3:60s net=net0:vsw1:00144ffb2108 "
	    "boot-device=disk0\\040net console=5000\n");
}

#define SHOW(key, value) "  " key ":" "   " value "\n"

static const char groups[] = "\n=== Resource Groups and Resources ===\n\n"
    "Resource Group:      web-rg\n"
    SHOW("RG_description", "our <web>, both")
    SHOW("RG_state", "Managed") SHOW("Nodelist", "west east")
    SHOW("RG_affinities", "++db-rg --old-rg")
    "\n  --- Resources for Group web-rg ---\n\n"
    "  Resource:            web-lh\n"
    "    Type:              SUNW.LogicalHostname:4\n"
    "    Group:             web-rg\n\n"
    "  Resource:            web-ldom\n"
    "    Type:              SUNW.ldom:1\n"
    "    Group:             web-rg\n"
    "    Enabled{west}:     True\n"
    "    Enabled{east}:     False\n"
    "    Domain_name:       web\n\n";

static void
resources_of_other_types_are_none_of_ours(void **state)
{
	static const struct said said[] = {
		{ "east", "clrg show -v", 0, groups, NULL },
		{ .node = NULL }
	};

	(void)state;
	is_of_kind(said, "group", "group web-rg nodes=west,east managed=yes "
	    "suspended=? online=? stop-failed=? Failback=? "
	    "RG_description=our\\040<web>,\\040both "
	    "RG_affinities=++db-rg,--old-rg\n");
	is_of_kind(said, "resource", "resource web-ldom group=web-rg "
	    "type=SUNW.ldom enabled=no monitored=? failed=? guest=web\n");
}

static void
a_group_that_is_leaving_is_still_there(void **state)
{
	static const struct said said[] = {
		{ "east", "clrg show -v", 0, groups, NULL },
		{ "east", "cluster status -t node,rg,rs", 0,
		    "\n=== Cluster Resource Groups ===\n\n"
		    "Group Name      Node Name  Suspended      Status\n"
		    "----------      ---------  ---------      ------\n"
		    "web-rg          east       No             "
		    "Pending_offline\n"
		    "                west       No             "
		    "Pending_online\n\n", NULL },
		{ .node = NULL }
	};

	(void)state;
	is_of_kind(said, "group", "group web-rg nodes=west,east managed=yes "
	    "suspended=? online=east stop-failed= Failback=? "
	    "RG_description=our\\040<web>,\\040both "
	    "RG_affinities=++db-rg,--old-rg\n");
}

static void
a_node_that_the_site_file_does_not_have_is_left_out(void **state)
{
	static const struct said said[] = {
		{ "east", "clrg show -v", 0, groups, NULL },
		{ "east", "ldm list-domain -l -p", 0, domains, NULL },
		{ "west", "zpool status", 0, STATUS("tank",
		    "/dev/did/dsk/d7s6"), NULL },
		{ "west", "zdb -l /dev/did/dsk/d7s6", 0, OWNER("0", "east"),
		    NULL },
		{ .node = NULL }
	};
	struct buffer text;

	(void)state;
	text_of(said, "west", &text);
	assert_string_equal(buffer_text(&text), "site a\\040site\n"
	    "node west power=up member=?\n"
	    "pool tank device=d7 imported=? last=outside damaged=?\n"
	    "group web-rg nodes=west managed=yes suspended=? online=? "
	    "stop-failed=? Failback=? "
	    "RG_description=our\\040<web>,\\040both "
	    "RG_affinities=++db-rg,--old-rg\n"
	    "resource web-ldom group=web-rg type=SUNW.ldom enabled=no "
	    "monitored=? failed=? guest=web\n");
	buffer_drop(&text);
	/* Nor has it a group that may be on that node only. */
	text_of(said, "north", &text);
	assert_string_equal(buffer_text(&text), "site a\\040site\n");
	buffer_drop(&text);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_nobody_has_said_is_unknown),
		cmocka_unit_test(
		    what_boots_next_is_what_runs_unless_it_is_said),
		cmocka_unit_test(
		    troubles_of_a_node_are_those_that_a_line_shows),
		cmocka_unit_test(
		    a_device_is_fenced_and_cut_as_the_cluster_says),
		cmocka_unit_test(a_pool_of_a_node_itself_is_none_of_ours),
		cmocka_unit_test(the_label_says_who_has_a_pool),
		cmocka_unit_test(another_node_sees_the_table_of_a_lun),
		cmocka_unit_test(what_the_site_file_does_not_have_is_left_out),
		cmocka_unit_test(a_cache_of_the_agent_is_none_of_the_node),
		cmocka_unit_test(
		    another_service_domain_has_services_of_its_own),
		cmocka_unit_test(a_file_is_where_ls_has_found_it),
		cmocka_unit_test(a_file_of_a_pool_is_on_no_node),
		cmocka_unit_test(a_guest_is_as_ldm_lists_it),
		cmocka_unit_test(a_group_that_is_leaving_is_still_there),
		cmocka_unit_test(
		    a_node_that_the_site_file_does_not_have_is_left_out),
		cmocka_unit_test(resources_of_other_types_are_none_of_ours),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
