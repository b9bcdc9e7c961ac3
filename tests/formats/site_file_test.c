#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "core/base/arena.h"
#include "core/formats/site/site_file.h"

enum { ROOM = 65536 };

static const int64_t GIB = (int64_t)1 << 30, MIB = (int64_t)1 << 20;

static struct arena arena;
static struct mistakes mistakes;

static struct site *
reads(const char *text)
{
	arena_drop(&arena);
	mistakes = (struct mistakes){ NULL, 0, 0 };
	return site_read(&arena, "test.json", text, strlen(text), &mistakes);
}

static struct site *
reads_file(const char *path)
{
	static char room[ROOM];
	FILE *file = fopen(path, "rb");
	size_t n;

	assert_non_null(file);
	n = fread(room, 1, sizeof(room), file);
	fclose(file);
	arena_drop(&arena);
	mistakes = (struct mistakes){ NULL, 0, 0 };
	return site_read(&arena, path, room, n, &mistakes);
}

static const char *
text_of(const struct site *site, enum kind kind, uint32_t name)
{
	return names_text(site->names, kind, name);
}

static void
the_site_of_the_posts_is_read_without_a_mistake(void **state)
{
	const struct site *site = reads_file("scenarios/sites/posts.json");

	(void)state;
	assert_non_null(site);
	assert_int_equal(mistakes.count, 0);
	assert_string_equal(site->name, "posts");
	assert_string_equal(site->config, "ha-base");
	assert_int_equal(site->node_count, 2);
	assert_int_equal(site->guest_count, 2);
	assert_int_equal(site->source_count, 1);
	assert_int_equal(site->device_count, 3);
	assert_int_equal(site->service_count, 4);
	assert_int_equal(site->file_count, 3);
	assert_true(site->storage_type && site->agent_type);
	assert_int_equal(site->heartbeat_timeout_ms, 10000);
	assert_int_equal(site->now, SITE_UNSPECIFIED);
}

static void
nodes_and_devices_are_in_their_rows(void **state)
{
	const struct site *site = reads_file("scenarios/sites/posts.json");

	(void)state;
	assert_non_null(site);
	assert_string_equal(text_of(site, KIND_NODE, 2), "node2");
	assert_string_equal(site->nodes[2].model, "Sun Fire T5440");
	assert_int_equal(site->nodes[2].vcpus, 256);
	assert_int_equal(site->nodes[2].memory, 256 * GIB);
	assert_int_equal(site->nodes[2].control_memory, 32992 * MIB);
	assert_int_equal(site->nodes[2].reserved_vcpus, 6);
	assert_int_equal(site->nodes[0].vcpus, 0);
	assert_int_equal(site->nodes[2].ldm, 200);
	assert_string_equal(text_of(site, KIND_DEVICE, 1), "d4");
	assert_true(site->devices[1].quorum);
	assert_int_equal(site->devices[1].slice, 2);
	assert_int_equal(site->devices[3].size, 256 * GIB);
	assert_int_equal(site->devices[3].slice, 6);
	assert_int_equal(site->devices[3].nodes, 6);
}

static void
services_and_files_stand_in_the_order_of_the_file(void **state)
{
	const struct site *site = reads_file("scenarios/sites/posts.json");

	(void)state;
	assert_non_null(site);
	assert_string_equal(text_of(site, KIND_SERVICE, 3), "primary-vds0");
	assert_int_equal(site->services[3].kind, SERVICE_VDS);
	assert_string_equal(text_of(site, KIND_TEXT,
	    site->services[2].value[1]), "nxge2");
	assert_string_equal(text_of(site, KIND_TEXT,
	    site->services[4].value[2]), "5000-5100");
	assert_string_equal(text_of(site, KIND_FILE, site->files[0].file),
	    "/pfile");
	assert_int_equal(site->files[0].use, FILE_PASSWORD);
	assert_int_equal(site->files[0].nodes, 6);
	assert_int_equal(site->files[2].use, FILE_IMAGE);
	assert_int_equal(site->files[2].size, 2200 * MIB);
}

static void
a_guest_has_all_that_the_file_says(void **state)
{
	const struct site *site = reads_file("scenarios/sites/posts.json");
	const struct site_guest *guest = &site->guests[1];

	(void)state;
	assert_int_equal(guest->vcpus, 8);
	assert_int_equal(guest->memory, 16 * GIB);
	assert_string_equal(text_of(site, KIND_POOL, guest->pool),
	    "zpool_ldom1");
	assert_int_equal(guest->device, 3);
	assert_string_equal(text_of(site, KIND_TEXT, guest->node_list),
	    "node1,node2");
	assert_string_equal(text_of(site, KIND_FILE, guest->filesystem),
	    "zpool_ldom1/ldom1");
	assert_int_equal(guest->disk_count, 2);
	assert_string_equal(text_of(site, KIND_FILE, guest->disk[1].file),
	    "/zpool_ldom1/ldom1/disk1");
	assert_string_equal(text_of(site, KIND_VOLUME,
	    guest->disk[1].volume), "ldom1-vol1");
	assert_int_equal(guest->disk[1].vds, 3);
	assert_int_equal(guest->net[1].vsw, 2);
	assert_int_equal(guest->variable_count, 3);
	assert_string_equal(text_of(site, KIND_TEXT, guest->variable[0]),
	    "auto-boot?=false");
	assert_true(guest->agent.present);
	assert_string_equal(text_of(site, KIND_TEXT,
	    guest->agent.properties[0]), "Stop_timeout=900");
	assert_int_equal(guest->agent.stop_timeout_ms, 900000);
	assert_string_equal(text_of(site, KIND_FILE,
	    guest->agent.password_file), "/pfile");
}

static void
a_guest_from_a_source_takes_its_size_and_its_data(void **state)
{
	const struct site *site = reads_file("scenarios/sites/posts.json");
	const struct site_guest *guest = &site->guests[2];

	(void)state;
	assert_int_equal(guest->source, 1);
	assert_int_equal(guest->vcpus, 2);
	assert_int_equal(guest->memory, 8 * GIB);
	assert_int_equal(guest->disk_count, 2);
	assert_string_equal(text_of(site, KIND_DISK, guest->disk[0].disk),
	    "disk0");
	assert_string_equal(text_of(site, KIND_VOLUME,
	    guest->disk[0].volume), "system1-vol0");
	assert_int_equal(guest->disk[0].size, (int64_t)75653 << 20);
	assert_int_equal(guest->disk[0].mount, 0);
	assert_string_equal(text_of(site, KIND_DISK, guest->disk[1].disk),
	    "disk1");
	assert_string_equal(text_of(site, KIND_FILE, guest->disk[1].file),
	    "/zpool_system1/system1/disk1");
	assert_string_equal(text_of(site, KIND_TEXT, guest->disk[1].mount),
	    "/data");
}

static void
a_source_says_what_an_archive_of_it_holds(void **state)
{
	const struct site *site = reads_file("scenarios/sites/posts.json");
	const struct site_source *source = &site->sources[1];
	static const char *const mounts[] = { "/", "/app", "/export/home",
	    "/opt", "/var" };

	(void)state;
	assert_int_equal(site->archive_count, 1);
	assert_string_equal(text_of(site, KIND_TEXT,
	    site->archives[1].share), "Archive_System:/share");
	assert_string_equal(text_of(site, KIND_FILE,
	    site->archives[1].mount), "/mnt");
	assert_int_equal(source->archive, 1);
	assert_int_equal(source->used, 20 * GIB);
	assert_int_equal(source->excluded, 11 * GIB);
	assert_int_equal(source->archive_blocks, 41999934);
	assert_int_equal(source->exclude_count, 1);
	assert_string_equal(text_of(site, KIND_TEXT, source->resize[0]),
	    "/:15g");
	assert_int_equal(source->mount_count, 5);
	for (uint32_t i = 0; i < 5; i++)
		assert_string_equal(text_of(site, KIND_TEXT,
		    source->mount[i]), mounts[i]);
	assert_int_equal(source->mount_slice[4], 3);
	assert_string_equal(text_of(site, KIND_FILE, source->mark),
	    "/mnt/system1/.frozen");
	assert_int_equal(source->boot_timeout_ms, 60000);
	assert_false(source->power_sp);
	assert_int_equal(site->guests[1].maintain_hostid, 0x82a85641);
}

/* A source of three disks, one of them with nothing on it. */
static const char plain[] = "{ \"site\": \"s\", "
    "\"nodes\": [ { \"name\": \"n\", \"vcpus\": 64, \"memory\": \"64G\" } ], "
    "\"devices\": [ { \"name\": \"d\", \"size\": \"100G\" } ], "
    "\"services\": { \"vds\": [ { \"name\": \"v0\" }, "
    "{ \"name\": \"v1\" } ] }, "
    "\"files\": [ { \"file\": \"/pfile\", \"use\": \"password\" } ], "
    "\"archives\": [ { \"name\": \"n\", \"share\": \"/a\", "
    "\"mount\": \"/b\" }, { \"name\": \"d\", \"share\": \"/c\" } ], "
    "\"guests\": [ { \"name\": \"g\", \"from\": \"p\", "
    "\"pool\": { \"device\": \"d\" }, "
    "\"data\": [ { \"mount\": \"/u\", \"size\": \"1G\" } ] } ], "
    "\"sources\": [ { \"name\": \"p\", \"vcpus\": 1, \"memory\": \"1G\", "
    "\"archive\": \"d\", \"exclude\": [ \"/u\" ], "
    "\"resize\": { \"/\": \"1536M\", \"/u\": \"2097153K\" }, "
    "\"keep\": [ \"mac\" ], \"power\": { \"by\": \"sp\" }, \"disks\": [ "
    "{ \"name\": \"c0\", \"slices\": [ "
    "{ \"slice\": 0, \"mount\": \"/\", \"size\": \"1G\" }, "
    "{ \"slice\": 1, \"mount\": \"swap\", \"size\": \"512M\" } ] }, "
    "{ \"name\": \"c1\" }, { \"name\": \"c2\", \"slices\": [ "
    "{ \"slice\": 6, \"mount\": \"/u\", \"size\": \"2G\", "
    "\"used\": \"1G\" } ] } ] } ] }";

static void
a_disk_that_holds_nothing_is_not_copied(void **state)
{
	const struct site *site = reads(plain);
	const struct site_source *source = &site->sources[1];
	const struct site_guest *guest = &site->guests[1];
	static const char *const files[] = { "/zpool_g/g/disk0",
	    "/zpool_g/g/disk1", "/zpool_g/g/disk2" };
	static const char *const volumes[] = { "g-vol0", "g-vol1", "g-vol2" };

	(void)state;
	assert_int_equal(source->disk_count, 2);
	assert_string_equal(text_of(site, KIND_TEXT, source->disk_name[1]),
	    "c2");
	assert_int_equal(source->disk[0], 2048 * MIB);
	assert_int_equal(source->disk[1], 2049 * MIB);
	assert_int_equal(guest->disk_count, 3);
	for (uint32_t i = 0; i < 3; i++) {
		assert_string_equal(text_of(site, KIND_FILE,
		    guest->disk[i].file), files[i]);
		assert_string_equal(text_of(site, KIND_VOLUME,
		    guest->disk[i].volume), volumes[i]);
		assert_string_equal(text_of(site, KIND_SERVICE,
		    guest->disk[i].vds), "v0");
	}
	assert_int_equal(guest->disk[1].size, source->disk[1]);
	assert_int_equal(guest->disk[1].mount, 0);
	assert_string_equal(text_of(site, KIND_TEXT, guest->disk[2].mount),
	    "/u");
}

static void
what_a_source_leaves_out_has_its_default(void **state)
{
	const struct site *site = reads(plain);
	const struct site_source *source = &site->sources[1];

	(void)state;
	assert_string_equal(text_of(site, KIND_TEXT, source->resize[0]),
	    "/:1536m");
	assert_string_equal(text_of(site, KIND_TEXT, source->resize[1]),
	    "/u:2049m");
	assert_int_equal(source->used, 1 * GIB);
	assert_int_equal(source->excluded, 1 * GIB);
	assert_int_equal(source->archive_blocks, GIB / 512);
	assert_int_equal(source->boot_timeout_ms, 60000);
	assert_int_equal(source->archive, 2);
	assert_string_equal(text_of(site, KIND_FILE,
	    site->archives[2].mount), "/mnt");
	assert_string_equal(text_of(site, KIND_TEXT,
	    site->archives[1].share), "n:/a");
	assert_int_equal(site->archives[2].size, 0);
	assert_int_equal(source->image, 0);
	assert_true(source->keep_mac && !source->keep_hostid);
	assert_true(source->power_sp);
}

static void
the_times_of_the_file_replace_the_defaults(void **state)
{
	struct site *site = reads_file("scenarios/sites/posts.json");

	(void)state;
	assert_non_null(site);
	assert_int_equal(timing_find(&site->timing, "disk-create")->per_gib_ms,
	    14000);
	assert_int_equal(timing_find(&site->timing, "node-boot")->fixed_ms,
	    14 * 60000);
}

static void
three_unequal_nodes_are_read_without_a_mistake(void **state)
{
	const struct site *site = reads_file("scenarios/sites/three.json");
	const struct site_guest *guest;

	(void)state;
	assert_non_null(site);
	assert_int_equal(site->guest_count, 6);
	assert_string_equal(text_of(site, KIND_TEXT,
	    site->services[1].value[3]), "e1000g0");
	assert_int_equal(site->devices[6].nodes, 6);
	guest = &site->guests[6];
	assert_false(guest->agent.present);
	assert_int_equal(guest->now, NOW_RUNNING);
	assert_int_equal(guest->now_on, 2);
	assert_string_equal(text_of(site, KIND_TEXT, guest->node_list),
	    "beta,alpha");
	assert_int_equal(site->guests[4].now, NOW_CLUSTERED);
	assert_int_equal(site->guests[4].now_on, 3);
}

static void
what_is_left_out_follows_the_custom_of_the_posts(void **state)
{
	const struct site *site = reads_file("scenarios/sites/three.json");
	const struct site_guest *guest = &site->guests[1];

	(void)state;
	assert_string_equal(text_of(site, KIND_GROUP, guest->group), "db-rg");
	assert_string_equal(text_of(site, KIND_RESOURCE, guest->storage),
	    "db-fs-rs");
	assert_string_equal(text_of(site, KIND_FILE, guest->filesystem),
	    "zpool_db/db");
	assert_string_equal(text_of(site, KIND_TEXT, guest->node_list),
	    "alpha,beta,gamma");
	assert_string_equal(text_of(site, KIND_DISK, guest->disk[0].disk),
	    "vdisk0");
	assert_string_equal(text_of(site, KIND_VOLUME,
	    guest->disk[0].volume), "db-vol0");
	assert_string_equal(text_of(site, KIND_FILE, guest->disk[0].file),
	    "/zpool_db/db/disk0");
	assert_string_equal(text_of(site, KIND_NET, guest->net[0].net),
	    "vnet0");
	assert_string_equal(text_of(site, KIND_RESOURCE,
	    guest->agent.resource), "db-ldom-rs");
	assert_int_equal(guest->agent.stop_timeout_ms, 3600000);
	assert_string_equal(text_of(site, KIND_FILE,
	    guest->agent.password_file), "/pfile");
}

static void
the_smallest_site_is_a_node(void **state)
{
	const struct site *site = reads("{ \"site\": \"s\", \"nodes\": [ { "
	    "\"name\": \"n\", \"vcpus\": 8, \"memory\": \"8G\" } ], "
	    "\"now\": \"bare\" }");

	(void)state;
	assert_non_null(site);
	assert_int_equal(site->now, SITE_BARE);
	assert_int_equal(site->guest_count, 0);
	assert_false(site->storage_type);
	assert_null(site_file_find(site, 1));
}

static void
more_than_thirty_two_nodes_are_a_mistake_and_no_more(void **state)
{
	static char text[ROOM];
	size_t n = (size_t)snprintf(text, ROOM, "{ \"site\": \"s\", "
	    "\"nodes\": [");

	(void)state;
	for (int i = 0; i < 70; i++)
		n += (size_t)snprintf(text + n, ROOM - n, "{ \"name\": "
		    "\"n%d\", \"vcpus\": 8, \"memory\": \"8G\" },", i);
	snprintf(text + n, ROOM - n, "] }");
	assert_null(reads(text));
	assert_int_equal(mistakes.count, 1);
	assert_non_null(strstr(mistakes.list[0].text, "1 to 32"));
}

static void
the_same_text_gives_the_same_numbers(void **state)
{
	const struct site *site = reads_file("scenarios/sites/posts.json");
	uint32_t counts[KINDS];

	(void)state;
	for (enum kind kind = KIND_NODE; kind < KINDS; kind++)
		counts[kind] = names_count(site->names, kind);
	site = reads_file("scenarios/sites/posts.json");
	for (enum kind kind = KIND_NODE; kind < KINDS; kind++)
		assert_int_equal(names_count(site->names, kind),
		    counts[kind]);
}

/* Together they are 2^64 bytes, which a sum of 64 bits has as none. */
static void
more_blocks_than_a_sum_can_hold_are_a_mistake(void **state)
{
	enum { BLOCKS = 16384, BLOCK_BYTES = 8 };
	static const char head[] = "{ \"site\": \"s\", \"nodes\": [ { "
	    "\"name\": \"a\", \"vcpus\": 8, \"memory\": \"8G\", "
	    "\"blocks\": [ \"1024T\"", tail[] = " ] } ] }";
	static char text[sizeof(head) + sizeof(tail) + BLOCKS * BLOCK_BYTES];
	size_t n = sizeof(head) - 1;

	(void)state;
	memcpy(text, head, n);
	for (int i = 1; i < BLOCKS; i++, n += BLOCK_BYTES)
		memcpy(text + n, ",\"1024T\"", BLOCK_BYTES);
	memcpy(text + n, tail, sizeof(tail));
	assert_null(reads(text));
	assert_int_equal(mistakes.count, 1);
	assert_non_null(strstr(mistakes.list[0].text, "are more than the"));
}

/* The text with one part of it replaced, in memory of its own. */
static char *
changed(struct arena *keep, const char *text, const char *was, const char *is)
{
	const char *at = strstr(text, was);

	assert_non_null(at);
	return arena_format(keep, "%.*s%s%s", (int)(at - text), text, is,
	    at + strlen(was));
}

/* A name stands twice, and the first one has nothing but that name. */
static void
a_name_that_is_given_twice_is_a_mistake_and_no_more(void **state)
{
	static const struct { const char *key, *name; } twice[] = {
		{ "\"guests\": [", "db" }, { "\"guests\": [", "app" },
		{ "\"guests\": [", "web2" }, { "\"nodes\": [", "beta" },
		{ "\"devices\": [", "d22" },
	};
	struct arena keep = { 0 };
	char *text = arena_take(&keep, ROOM, 1);
	FILE *file = fopen("scenarios/sites/three.json", "rb");
	size_t before;

	(void)state;
	assert_non_null(file);
	assert_true(fread(text, 1, ROOM - 1, file) > 0);
	fclose(file);
	/* Two affinities that lead back to each other, and one of them is
	 * ruled out by where the guests are. */
	text = changed(&keep, text, "{ \"name\": \"db\",", "{ \"name\": "
	    "\"db\", \"group\": { \"affinities\": [ \"+app-rg\" ] },");
	text = changed(&keep, text, "clustered on alpha", "clustered on beta");
	assert_null(reads(text));
	before = mistakes.count;
	for (size_t i = 0; i < sizeof(twice) / sizeof(twice[0]); i++) {
		assert_null(reads(changed(&keep, text, twice[i].key,
		    arena_format(&keep, "%s { \"name\": \"%s\" },",
		    twice[i].key, twice[i].name))));
		assert_true(mistakes.count > before);
	}
	arena_drop(&keep);
}

static int
drop(void **state)
{
	(void)state;
	arena_drop(&arena);
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    the_site_of_the_posts_is_read_without_a_mistake),
		cmocka_unit_test(nodes_and_devices_are_in_their_rows),
		cmocka_unit_test(
		    services_and_files_stand_in_the_order_of_the_file),
		cmocka_unit_test(a_guest_has_all_that_the_file_says),
		cmocka_unit_test(
		    a_guest_from_a_source_takes_its_size_and_its_data),
		cmocka_unit_test(a_source_says_what_an_archive_of_it_holds),
		cmocka_unit_test(a_disk_that_holds_nothing_is_not_copied),
		cmocka_unit_test(what_a_source_leaves_out_has_its_default),
		cmocka_unit_test(the_times_of_the_file_replace_the_defaults),
		cmocka_unit_test(
		    three_unequal_nodes_are_read_without_a_mistake),
		cmocka_unit_test(
		    what_is_left_out_follows_the_custom_of_the_posts),
		cmocka_unit_test(the_smallest_site_is_a_node),
		cmocka_unit_test(
		    more_than_thirty_two_nodes_are_a_mistake_and_no_more),
		cmocka_unit_test(
		    more_blocks_than_a_sum_can_hold_are_a_mistake),
		cmocka_unit_test(
		    a_name_that_is_given_twice_is_a_mistake_and_no_more),
		cmocka_unit_test(the_same_text_gives_the_same_numbers),
	};

	return cmocka_run_group_tests_name("site_file", tests, NULL, drop);
}
