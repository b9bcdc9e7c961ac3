#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tools/file.h"
#include "tools/say.h"
#include "tools/swarm/random_site.h"
#include "tools/verbs.h"

/* A site that "check" accepts; every line that must be changed is marked. */
static const char template[] =
"// A site for domferry.  JSON with comments; change what is marked <<<.\n"
"{\n"
"  \"site\": \"mine\",                              // <<< a name\n"
"  \"about\": \"A pair of control domains and one failover guest\",\n"
"  \"config\": \"ha-base\",                         // saved configurations: "
"ha-base-1 …\n"
"\n"
"  \"nodes\": [                                   // <<< the control domains\n"
"    { \"name\": \"node1\", \"model\": \"Sun Fire T5440\",\n"
"      \"vcpus\": 256, \"memory\": \"256G\",          // the whole machine\n"
"      \"control\": { \"vcpus\": 16, \"memory\": \"32G\" } },  // the primary "
"domain's part\n"
"    { \"name\": \"node2\", \"model\": \"Sun Fire T5440\",\n"
"      \"vcpus\": 256, \"memory\": \"256G\",\n"
"      \"control\": { \"vcpus\": 16, \"memory\": \"32G\" } }\n"
"  ],\n"
"\n"
"  \"cluster\": {\n"
"    \"name\": \"mine\",                            // <<<\n"
"    \"quorum\": [ { \"device\": \"d4\", \"votes\": 1 } ],\n"
"    \"types\": [ \"SUNW.HAStoragePlus\", \"SUNW.ldom\" ]\n"
"  },\n"
"\n"
"  \"devices\": [                                 // <<< shared LUNs by their "
"DID\n"
"    { \"name\": \"d4\", \"size\": \"1G\", \"use\": \"quorum\" },\n"
"    { \"name\": \"d10\", \"size\": \"128G\", \"slice\": 6 }   // the "
"pool's slice\n"
"  ],\n"
"\n"
"  \"services\": {                                // the same names on every "
"node\n"
"    \"vsw\": [ { \"name\": \"primary-vsw0\", \"net_dev\": \"nxge0\" } ],  // "
"<<< or { \"node1\": \"nxge0\", … }\n"
"    \"vds\": [ { \"name\": \"primary-vds0\" } ],\n"
"    \"vcc\": [ { \"name\": \"primary-vcc0\", \"ports\": \"5000-5100\" } ]\n"
"  },\n"
"\n"
"  \"files\": [                                   // first line: root "
"password of the other node\n"
"    { \"file\": \"/pfile\", \"owner\": \"root\", \"mode\": \"0400\", \"use\": "
"\"password\" }\n"
"  ],\n"
"\n"
"  \"guests\": [                                  // <<< whatever is left "
"out gets a default:\n"
"    { \"name\": \"web1\", \"vcpus\": 8, \"memory\": \"16G\",  // web1-rg, "
"web1-vol0 …\n"
"      \"pool\": { \"name\": \"zpool_web1\", \"device\": \"d10\" },\n"
"      \"group\": { \"name\": \"web1-rg\",             // nodes in order of "
"preference\n"
"                 \"nodes\": [ \"node1\", \"node2\" ] },\n"
"      \"disks\": [ { \"size\": \"64G\" } ],\n"
"      \"nets\": [ { \"vsw\": \"primary-vsw0\" } ],\n"
"      \"variables\": { \"auto-boot?\": \"false\", \"local-mac-address?\": "
"\"true\",\n"
"        \"boot-device\": "
"\"/virtual-devices@100/channel-devices@200/disk@0\" },\n"
"      \"agent\": { \"password_file\": \"/pfile\",\n"
"        \"properties\": { \"Stop_timeout\": \"900\" } } }\n"
"  ],\n"
"\n"
"  \"timing\": {                                  // <<< as measured on your "
"machines\n"
"    \"disk-create\": \"2s + 14s/G\", \"guest-install\": \"40m\",\n"
"    \"guest-boot\": \"95s\", \"guest-halt\": \"40s\",\n"
"    \"guest-stop\": \"40s\"\n"
"  }\n"
"}\n";

static bool
text_write(const struct options *options, const char *text, struct err *err)
{
	return file_write(options->write != NULL ? options->write : "-", text,
	    err);
}

/* A site that is drawn, as explore has it. */
static bool
random_write(const struct options *options, struct err *err)
{
	json_t *site = random_site(options->random_site);
	char *text = random_site_text(site);
	bool written = text_write(options, text, err);

	free(text);
	json_decref(site);
	return written;
}

int
cmd_new(const struct options *options)
{
	struct err err = { 0 };

	if (options->operand_count != 1 ||
	    strcmp(options->operand[0], "site") != 0) {
		say_to(stderr, "domferry: usage: there is one template: "
		    "domferry new site [--random-site N] [-w FILE]\n");
		return EXIT_USAGE;
	}
	if (!(options_given(options, "random-site") ?
	    random_write(options, &err) :
	    text_write(options, template, &err)))
		return err_print(&err);
	return EXIT_OK;
}
