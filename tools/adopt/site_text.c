#include "tools/adopt/site_text.h"

#include <stdio.h>
#include <string.h>

#include "core/formats/json/units.h"

enum { ITEM_COLUMN = 4 };

bool
item_begin(struct page *page, struct found_item *item)
{
	char text[512];

	item->from = page_line(page);
	if (item->as != FOUND_WHOLE) {
		snprintf(text, sizeof(text), "%.300s is %s", item->name,
		    item->as == FOUND_OUT ? "left out:" :
		    "not ours, and no job takes it:");
		page_comment(page, ITEM_COLUMN, text);
	}
	page_notes(page, ITEM_COLUMN, item);
	item->to = page_line(page) - 1;
	if (item->as == FOUND_OUT)
		return false;
	page_put(page, "    ");
	page_open(page);
	return true;
}

void
item_end(struct page *page, struct found_item *item)
{
	page_close(page);
	item->to = page_line(page);
	page_put(page, ",\n");
}

/* What there is for others than guests. */
static void
share_text(struct page *page, const char *key, int64_t vcpus,
    int64_t memory)
{
	if (vcpus == 0 && memory == 0)
		return;
	page_key(page, key);
	page_open(page);
	if (vcpus != 0)
		page_number(page, "vcpus", vcpus);
	if (memory != 0)
		page_size(page, "memory", memory);
	page_close(page);
}

static void
releases_text(struct page *page, const struct found_node *node)
{
	if (node->solaris == NULL && node->cluster == NULL &&
	    node->ldm == NULL && node->parseable == NULL)
		return;
	page_turn(page, ITEM_COLUMN + 2);
	page_key(page, "releases");
	page_open(page);
	page_text(page, "solaris", node->solaris);
	page_text(page, "cluster", node->cluster);
	page_text(page, "ldm", node->ldm);
	page_text(page, "parseable", node->parseable);
	page_close(page);
}

/* "guests", "2:3"; a limit that there is not is empty. */
static void
limits_text(struct page *page, const struct found_pair *limit)
{
	if (limit == NULL)
		return;
	page_turn(page, ITEM_COLUMN + 2);
	page_key(page, "load_limits");
	page_put(page, "[ ");
	for (; limit != NULL; limit = limit->next) {
		const char *colon = strchr(limit->value, ':');
		int64_t number;
		char soft[32];

		snprintf(soft, sizeof(soft), "%.*s", (int)(colon -
		    limit->value), limit->value);
		page_open(page);
		page_text(page, "name", limit->name);
		if (units_read_number(soft, INT32_MAX, &number))
			page_number(page, "soft", number);
		if (units_read_number(colon + 1, INT32_MAX, &number))
			page_number(page, "hard", number);
		page_close(page);
		page_put(page, limit->next != NULL ? ", " : " ");
	}
	page_put(page, "]");
}

/* One block is what a node has without being told. */
static void
blocks_text(struct page *page, const struct found_node *node)
{
	char size[UNITS_BYTES];

	if (node->blocks < 2)
		return;
	page_turn(page, ITEM_COLUMN + 2);
	page_key(page, "blocks");
	page_put(page, "[");
	for (uint32_t i = 0; i < node->blocks; i++) {
		page_put(page, i == 0 ? " " : ", ");
		page_quote(page, units_write_size(node->block[i], size));
	}
	page_put(page, " ]");
}

static void
node_text(struct page *page, struct found_node *node)
{
	char hostid[UNITS_BYTES];

	if (!item_begin(page, &node->item))
		return;
	page_text(page, "name", node->item.name);
	page_text(page, "model", node->model);
	page_number(page, "vcpus", node->vcpus);
	page_size(page, "memory", node->memory);
	page_turn(page, ITEM_COLUMN + 2);
	share_text(page, "control", node->control_vcpus,
	    node->control_memory);
	share_text(page, "reserved", node->reserved_vcpus,
	    node->reserved_memory);
	if (node->hostid > 0)
		page_text(page, "hostid", units_write_hostid(
		    (uint32_t)node->hostid, hostid));
	releases_text(page, node);
	blocks_text(page, node);
	limits_text(page, node->limit);
	page_turn(page, ITEM_COLUMN + 2);
	page_reach(page, node->host);
	item_end(page, &node->item);
}

static void
quorum_text(struct page *page, const struct found_site *found)
{
	bool first = true;

	for (const struct found_device *device = found->device;
	    device != NULL; device = device->next) {
		if (!device->quorum || device->item.as != FOUND_WHOLE)
			continue;
		if (first) {
			page_key(page, "quorum");
			page_put(page, "[ ");
		} else
			page_put(page, ", ");
		page_open(page);
		page_text(page, "device", device->item.name);
		page_number(page, "votes", device->votes > 0 ?
		    device->votes : FOUND_UNKNOWN);
		page_close(page);
		first = false;
	}
	if (!first)
		page_put(page, " ]");
}

static void
cluster_text(struct page *page, struct found_site *found)
{
	page_put(page, "  \"cluster\": ");
	page_open(page);
	page_text(page, "name", found->cluster);
	quorum_text(page, found);
	page_names(page, "types", found->type);
	page_names(page, "transport", found->adapter);
	page_close(page);
	page_put(page, ",\n\n");
}

static void
device_text(struct page *page, const struct found_site *found,
    struct found_device *device)
{
	if (!item_begin(page, &device->item))
		return;
	page_text(page, "name", device->item.name);
	page_size(page, "size", device->size);
	if (device->slice != FOUND_SLICE)
		page_number(page, "slice", device->slice);
	if (device->quorum)
		page_text(page, "use", "quorum");
	if (device->label != NULL && strcmp(device->label, "smi") != 0)
		page_text(page, "label", device->label);
	page_nodes(page, "nodes", found, device->nodes);
	if (device->path != NULL && *device->path != '\0')
		page_text(page, "path", device->path);
	page_text(page, "guid", device->guid);
	item_end(page, &device->item);
}

/* The same on every node, or a value for each. */
static void
net_dev_text(struct page *page, const struct found_site *found,
    const struct found_service *service)
{
	const char *first = NULL;
	bool alike = true;

	for (uint32_t n = 1; n <= found->nodes; n++)
		if (found->node[n].item.as == FOUND_WHOLE) {
			if (first == NULL)
				first = service->value[n];
			alike &= strcmp(first, service->value[n]) == 0;
		}
	if (alike) {
		page_text(page, "net_dev", first);
		return;
	}
	page_key(page, "net_dev");
	page_open(page);
	for (uint32_t n = 1; n <= found->nodes; n++)
		if (found->node[n].item.as == FOUND_WHOLE)
			page_text(page, found->node[n].item.name,
			    service->value[n]);
	page_close(page);
}

static const char *
ports_of(const struct found_site *found, const struct found_service *service)
{
	for (uint32_t n = 1; n <= found->nodes; n++)
		if (found->node[n].item.as == FOUND_WHOLE)
			return service->value[n];
	return NULL;
}

static void
service_text(struct page *page, const struct found_site *found,
    struct found_service *service)
{
	if (!item_begin(page, &service->item))
		return;
	page_text(page, "name", service->item.name);
	if (service->kind == SERVICE_VSW)
		net_dev_text(page, found, service);
	else if (service->kind == SERVICE_VCC)
		page_text(page, "ports", ports_of(found, service));
	item_end(page, &service->item);
}

static void
services_text(struct page *page, struct found_site *found)
{
	static const char *const kinds[] = { [SERVICE_VSW] = "vsw",
	    [SERVICE_VDS] = "vds", [SERVICE_VCC] = "vcc" };

	page_put(page, "  \"services\": {\n");
	for (enum service_kind kind = SERVICE_VSW; kind <= SERVICE_VCC;
	    kind++) {
		page_put(page, "  \"");
		page_put(page, kinds[kind]);
		page_put(page, "\": [\n");
		for (struct found_service *service = found->service;
		    service != NULL; service = service->next)
			if (service->kind == kind)
				service_text(page, found, service);
		page_put(page, "  ],\n");
	}
	page_put(page, "  },\n\n");
}

static void
file_text(struct page *page, const struct found_site *found,
    struct found_file *file)
{
	if (!item_begin(page, &file->item))
		return;
	page_text(page, "file", file->item.name);
	page_text(page, "owner", file->owner);
	page_text(page, "mode", file->mode);
	page_text(page, "use", "password");
	page_nodes(page, "nodes", found, file->nodes);
	item_end(page, &file->item);
}

static void
head_text(struct page *page, struct found_site *found, bool simulated)
{
	page_comment(page, 0, "Written by domferry adopt.  A comment stands "
	    "where something was not learned, or cannot be said here.  Nobody "
	    "was asked about sources, archives, images, owners, ways into "
	    "guests (\"reach\"), service processors, and how long things "
	    "take.");
	page_put(page, "{\n");
	page_put(page, "  \"site\": ");
	page_quote(page, found->name);
	page_put(page, ",\n");
	if (simulated)
		page_put(page, "  \"simulated\": true,\n");
	page_notes(page, 2, &found->site);
	if (found->config != NULL) {
		page_put(page, "  \"config\": ");
		page_quote(page, found->config);
		page_put(page, ",\n");
	}
	cluster_text(page, found);
}

void
site_text_write(struct buffer *out, struct found_site *found, bool simulated)
{
	struct page page;

	page_begin(&page, out);
	head_text(&page, found, simulated);
	page_put(&page, "  \"nodes\": [\n");
	for (uint32_t n = 1; n <= found->nodes; n++)
		node_text(&page, &found->node[n]);
	page_put(&page, "  ],\n\n  \"devices\": [\n");
	for (struct found_device *device = found->device; device != NULL;
	    device = device->next)
		device_text(&page, found, device);
	page_put(&page, "  ],\n\n");
	services_text(&page, found);
	page_put(&page, "  \"files\": [\n");
	for (struct found_file *file = found->file; file != NULL;
	    file = file->next)
		file_text(&page, found, file);
	page_put(&page, "  ],\n\n");
	guests_text(&page, found);
	page_put(&page, "}\n");
}
