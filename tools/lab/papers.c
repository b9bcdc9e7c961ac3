#include "tools/lab/papers.h"

#include <string.h>

#include "core/base/buffer.h"
#include "tools/lab/lab_folder.h"

static const char written_by[] =
    "# A simulated site; written by domferry lab.\n";

/* Another host's name must not lead to a real machine.  The key exchange takes
 * half the time of the usual one. */
static const char every_host[] =
    "Host *\n"
    "    ProxyCommand sh -c 'echo not a place of this simulated site >&2'\n"
    "    User %s\n"
    "    IdentityFile \"%s/lab/client_key\"\n"
    "    IdentitiesOnly yes\n"
    "    IdentityAgent none\n"
    "    UserKnownHostsFile \"%s/lab/known_hosts\"\n"
    "    GlobalKnownHostsFile none\n"
    "    HostKeyAlias domferry-lab\n"
    "    StrictHostKeyChecking yes\n"
    "    PreferredAuthentications publickey\n"
    "    KexAlgorithms ^curve25519-sha256\n";

static const struct {
	enum kind	 kind;
	const char	*group;
} groups[] = {
	{ KIND_NODE, "nodes" }, { KIND_GUEST, "guests" },
	{ KIND_SOURCE, "sources" },
};

static bool
buffer_write(struct arena *arena, struct buffer *text, const char *home,
    const char *name, struct err *err)
{
	bool written = lab_folder_write(arena, home, name,
	    buffer_text(text), err);

	buffer_drop(text);
	return written;
}

/* A host has the name of its place too, where that is another. */
static bool
ssh_config_write(struct arena *arena, const struct papers *papers,
    struct err *err)
{
	struct buffer text = { 0 };

	buffer_print(&text, "%s", written_by);
	for (uint32_t i = 0; i < papers->places->count; i++) {
		const struct lab_place *place = &papers->places->list[i];
		bool other = strcmp(place->alias, place->name) != 0;

		buffer_print(&text, "Host %s%s%s\n"
		    "    HostName 127.0.0.1\n    Port %u\n"
		    "    ProxyCommand none\n",
		    place->alias, other ? " " : "",
		    other ? place->name : "", place->port);
	}
	buffer_print(&text, every_host, papers->user, papers->home,
	    papers->home);
	return buffer_write(arena, &text, papers->home, "ssh_config", err);
}

static bool
inventory_write(struct arena *arena, const struct papers *papers,
    struct err *err)
{
	struct buffer text = { 0 };

	buffer_print(&text, "%s", written_by);
	for (size_t k = 0; k < sizeof(groups) / sizeof(groups[0]); k++) {
		buffer_print(&text, "[%s]\n", groups[k].group);
		for (uint32_t i = 0; i < papers->places->count; i++)
			if (papers->places->list[i].kind == groups[k].kind)
				buffer_print(&text, "%s\n",
				    papers->places->list[i].alias);
		buffer_print(&text, "\n");
	}
	buffer_print(&text, "[all:vars]\nansible_connection=ssh\n"
	    "ansible_ssh_common_args='-F \"%s/ssh_config\"'\n", papers->home);
	return buffer_write(arena, &text, papers->home, "inventory", err);
}

bool
papers_write(struct arena *arena, const struct papers *papers,
    struct err *err)
{
	return ssh_config_write(arena, papers, err) &&
	    inventory_write(arena, papers, err) &&
	    lab_folder_write(arena, papers->home, "site.json",
	    papers_site(arena, papers), err);
}
