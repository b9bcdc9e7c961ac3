#include "core/site/naming.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

static const char own_folder[] = "/var/domferry/";
static const char conf_file[] = "/etc/ldmp2v.conf";
static const char copy_folder[] = "/.domferry/";
static const char lock_folder[] = "/var/run/domferry/lock/";

/* The name that three texts make together. */
static uint32_t
put(struct names *names, enum kind kind, const char *const part[3])
{
	char text[NAMING_PATH];

	snprintf(text, sizeof(text), "%s%s%s", part[0], part[1], part[2]);
	return names_put(names, kind, text);
}

uint32_t
naming_lock(struct names *names, uint32_t guest, uint32_t node)
{
	assert(guest != 0 || node != 0);
	return put(names, KIND_FILE, (const char *const[]){ lock_folder,
	    guest != 0 ? "guest." : "node.", guest != 0 ?
	    names_text(names, KIND_GUEST, guest) :
	    names_text(names, KIND_NODE, node) });
}

uint32_t
naming_campaign(struct names *names, uint32_t node)
{
	assert(node != 0);
	return put(names, KIND_FILE, (const char *const[]){ lock_folder,
	    "campaign.", names_text(names, KIND_NODE, node) });
}

bool
naming_is_lock(const char *path)
{
	return strncmp(path, lock_folder, sizeof(lock_folder) - 1) == 0;
}

const char *
naming_lock_folder(void)
{
	return lock_folder;
}

bool
naming_is_own(const char *path)
{
	return strncmp(path, own_folder, sizeof(own_folder) - 1) == 0 ||
	    strcmp(path, conf_file) == 0;
}

uint32_t
naming_saved(struct names *names, uint32_t guest)
{
	assert(guest != 0);
	return put(names, KIND_FILE, (const char *const[]){ own_folder,
	    names_text(names, KIND_GUEST, guest), ".xml" });
}

uint32_t
naming_copy(struct names *names, uint32_t pool, uint32_t guest)
{
	char text[NAMING_PATH];

	assert(pool != 0 && guest != 0);
	snprintf(text, sizeof(text), "/%s%s%s.xml",
	    names_text(names, KIND_POOL, pool), copy_folder,
	    names_text(names, KIND_GUEST, guest));
	return names_put(names, KIND_FILE, text);
}

bool
naming_is_copy(const char *path)
{
	const char *folder = strchr(path + (*path == '/'), '/');

	return *path == '/' && folder != NULL && strncmp(folder, copy_folder,
	    sizeof(copy_folder) - 1) == 0;
}

uint32_t
naming_conf(struct names *names)
{
	return names_put(names, KIND_FILE, conf_file);
}

uint32_t
naming_medium_volume(struct names *names, uint32_t guest)
{
	assert(guest != 0);
	return put(names, KIND_VOLUME, (const char *const[]){
	    names_text(names, KIND_GUEST, guest), "-solarisdvd", "" });
}

uint32_t
naming_medium_disk(struct names *names)
{
	return names_put(names, KIND_DISK, "@iso");
}

void
naming_archive(char path[NAMING_PATH], const char *folder, const char *source)
{
	snprintf(path, NAMING_PATH, "%s/%s.flar", folder, source);
}

bool
naming_is_archive(const char *path)
{
	const char *ending = strrchr(path, '.');

	return ending != NULL && (strcmp(ending, ".flar") == 0 ||
	    strcmp(ending, ".tar") == 0 || strcmp(ending, ".cksum") == 0);
}

void
naming_script(char path[NAMING_PATH], const char *mount, const char *script)
{
	assert(mount != NULL && script != NULL);
	snprintf(path, NAMING_PATH, "%s/tools/%s", mount, script);
}
