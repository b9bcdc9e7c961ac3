/*
 * The constraints of domains as a document: version 3, as documented.
 */
#include <stdio.h>
#include <string.h>

#include "backends/sim/shell/identity.h"
#include "backends/sim/shell/ldm_constraints.h"
#include "backends/sim/shell/ldm_release.h"
#include "backends/sim/shell/service_list.h"
#include "backends/sim/sim.h"
#include "backends/sim/world/simulation.h"

/* A text as the content of an element. */
static void
escaped(struct buffer *out, const char *text)
{
	static const struct {
		char		 character;
		const char	*entity;
	} entities[] = { { '&', "&amp;" }, { '<', "&lt;" }, { '>', "&gt;" },
		{ '"', "&quot;" } };

	for (; *text != '\0'; text++) {
		size_t i = 0;

		while (i < 4 && entities[i].character != *text)
			i++;
		if (i < 4)
			buffer_print(out, "%s", entities[i].entity);
		else
			buffer_print(out, "%c", *text);
	}
}

/* A section begins and ends with one item. */
static void
item_begin(struct buffer *out, const char *type)
{
	buffer_print(out, "        <Section xsi:type=\"ovf:%s_Type\">\n"
	    "          <Item>\n"
	    "            <rasd:OtherResourceType>%s"
	    "</rasd:OtherResourceType>\n", strcmp(type, "ldom_info") == 0 ?
	    "ResourceAllocationSection" : "VirtualHardwareSection", type);
}

static void
item_end(struct buffer *out)
{
	buffer_print(out, "          </Item>\n        </Section>\n");
}

static void
element(struct buffer *out, const char *name, const char *text)
{
	buffer_print(out, "            <%s>", name);
	escaped(out, text);
	buffer_print(out, "</%s>\n", name);
}

static void
property(struct buffer *out, const char *key, const char *text)
{
	buffer_print(out, "            <gprop:GenericProperty key=\"%s\">",
	    key);
	escaped(out, text);
	buffer_print(out, "</gprop:GenericProperty>\n");
}

static void
address(struct buffer *out, int64_t mac)
{
	char text[ADDRESS_BYTES];

	if (mac != 0)
		element(out, "rasd:Address", address_print(mac, text));
}

static void
info_print(struct call *call, const struct listed *listed)
{
	struct buffer *out = &call->out;
	uint32_t hostid = hostid_of_domain(call, listed);
	uint32_t policy = listed->row != NULL ? 0 : world_node(
	    call->shell->sim->world, call_node(call))->policy;
	char uuid[UUID_BYTES];

	item_begin(out, "ldom_info");
	if (ldm_release(call) >= LDM_UUID)
		element(out, "uuid", uuid_print(call, listed, uuid));
	address(out, address_of_domain(call, listed));
	property(out, "failure-policy", policy != 0 ? call_name(call,
	    KIND_TEXT, policy) : "ignore");
	if (hostid != 0) {
		snprintf(uuid, sizeof(uuid), "0x%08lx",
		    (unsigned long)hostid);
		property(out, "hostid", uuid);
	}
	if (listed->row != NULL && listed->row->master != 0)
		property(out, "master", call_name(call, KIND_TEXT,
		    listed->row->master));
	item_end(out);
}

static void
amount_print(struct buffer *out, const char *type, const char *amount)
{
	item_begin(out, type);
	element(out, "rasd:AllocationUnits", amount);
	item_end(out);
}

static void
amounts_print(struct call *call, const struct listed *listed)
{
	uint32_t crypto = listed->row != NULL ? listed->row->crypto : 0;
	char text[SIZE_BYTES];

	snprintf(text, sizeof(text), "%u", (unsigned)listed_vcpus(call,
	    listed));
	amount_print(&call->out, "cpu", text);
	snprintf(text, sizeof(text), "%u", (unsigned)crypto);
	if (crypto != 0)
		amount_print(&call->out, "mau", text);
	amount_print(&call->out, "memory", size_print(listed_memory(call,
	    listed), text));
}

static void
net_print(struct call *call, uint32_t guest, const struct part_row *part)
{
	item_begin(&call->out, "network");
	address(&call->out, address_of_net(call, guest, part));
	property(&call->out, "vnet_name", call_name(call, KIND_NET,
	    part->name));
	property(&call->out, "service_name", call_name(call, KIND_SERVICE,
	    part->value));
	item_end(&call->out);
}

static void
disk_print(struct call *call, const struct part_row *part)
{
	char timeout[SIZE_BYTES];

	item_begin(&call->out, "disk");
	property(&call->out, "vdisk_name", call_name(call, KIND_DISK,
	    part->name));
	property(&call->out, "service_name", call_name(call, KIND_SERVICE,
	    part->service));
	property(&call->out, "vol_name", call_name(call, KIND_VOLUME,
	    part->value));
	snprintf(timeout, sizeof(timeout), "%u", (unsigned)part->timeout);
	if (part->timeout != 0)
		property(&call->out, "timeout", timeout);
	item_end(&call->out);
}

/* "name=value" is split at the first "=". */
static void
variable_print(struct call *call, const struct part_row *part)
{
	const char *text = call_name(call, KIND_TEXT, part->value);
	char name[LINE_BYTES];

	snprintf(name, sizeof(name), "%.*s", (int)strcspn(text, "="), text);
	text += strcspn(text, "=");
	item_begin(&call->out, "var");
	property(&call->out, "name", name);
	property(&call->out, "value", *text == '=' ? text + 1 : text);
	item_end(&call->out);
}

static void
console_print(struct call *call, const struct listed *listed)
{
	char port[SIZE_BYTES];

	if (service_after(call, SERVICE_VCC, 0) == 0)
		return;
	item_begin(&call->out, "console");
	snprintf(port, sizeof(port), "%u", (unsigned)listed->row->fixed);
	if (listed->row->fixed != 0)
		property(&call->out, "port", port);
	property(&call->out, "service_name", call_name(call, KIND_SERVICE,
	    service_after(call, SERVICE_VCC, 0)));
	item_end(&call->out);
}

static void
guest_print(struct call *call, const struct listed *listed)
{
	const struct part_row *part = NULL;

	while ((part = listed_part(call, listed, PART_NET, part)) != NULL)
		net_print(call, listed->guest, part);
	while ((part = listed_part(call, listed, PART_DISK, part)) != NULL)
		disk_print(call, part);
	while ((part = listed_part(call, listed, PART_VARIABLE, part)) != NULL)
		variable_print(call, part);
	console_print(call, listed);
}

static void
switches_print(struct call *call)
{
	for (uint32_t s = 0; (s = service_after(call, SERVICE_VSW, s)) != 0;) {
		item_begin(&call->out, "vsw");
		address(&call->out, address_of(call_name(call, KIND_NODE,
		    call_node(call)), call_name(call, KIND_SERVICE, s)));
		property(&call->out, "service_name", call_name(call,
		    KIND_SERVICE, s));
		property(&call->out, "dev_path", service_value(call, s));
		item_end(&call->out);
	}
}

/* "5000-5100" */
static void
concentrators_print(struct call *call)
{
	for (uint32_t s = 0; (s = service_after(call, SERVICE_VCC, s)) != 0;) {
		const char *range = service_value(call, s);
		size_t n = strcspn(range, "-");
		char first[SIZE_BYTES];

		snprintf(first, sizeof(first), "%.*s", (int)(n < SIZE_BYTES ?
		    n : SIZE_BYTES - 1), range);
		item_begin(&call->out, "vcc");
		property(&call->out, "service_name", call_name(call,
		    KIND_SERVICE, s));
		property(&call->out, "min_port", first);
		property(&call->out, "max_port", range[n] == '-' ?
		    range + n + 1 : first);
		item_end(&call->out);
	}
}

static void
volumes_print(struct call *call, uint32_t service)
{
	const struct export_row *row = NULL;

	while ((row = volume_after(call, service, row)) != NULL) {
		item_begin(&call->out, "vds_volume");
		property(&call->out, "vol_name", call_name(call, KIND_VOLUME,
		    row->volume));
		property(&call->out, "service_name", call_name(call,
		    KIND_SERVICE, service));
		property(&call->out, "block_dev", call_name(call, KIND_FILE,
		    row->file));
		property(&call->out, "vol_opts", call_name(call, KIND_TEXT,
		    row->options));
		item_end(&call->out);
	}
}

static void
primary_print(struct call *call)
{
	char bus[SIZE_BYTES];

	for (unsigned i = 0; ldm_is_t5440(call) && i < T5440_BUSES; i++) {
		snprintf(bus, sizeof(bus), "pci@%u00", i + 4);
		item_begin(&call->out, "physio_device");
		property(&call->out, "name", bus);
		item_end(&call->out);
	}
	switches_print(call);
	concentrators_print(call);
	for (uint32_t s = 0; (s = service_after(call, SERVICE_VDS, s)) != 0;) {
		item_begin(&call->out, "vds");
		property(&call->out, "service_name", call_name(call,
		    KIND_SERVICE, s));
		item_end(&call->out);
		volumes_print(call, s);
	}
}

static void
content_print(struct call *call, const struct listed *listed, void *with)
{
	(void)with;
	buffer_print(&call->out, "      <Content xsi:type=\""
	    "ovf:VirtualSystem_Type\" ovf:id=\"");
	escaped(&call->out, listed->name);
	buffer_print(&call->out, "\">\n");
	info_print(call, listed);
	amounts_print(call, listed);
	if (listed->row != NULL)
		guest_print(call, listed);
	else
		primary_print(call);
	buffer_print(&call->out, "      </Content>\n");
}

/* The attributes of the root: namespaces that are folders. */
static void
root_print(struct buffer *out)
{
	static const char *const spaces[][2] = {
		{ "ovf", "envelope" },
		{ "rasd", "CIM_ResourceAllocationSettingData" },
		{ "vssd", "CIM_VirtualSystemSettingData" },
		{ "gprop", "GenericProperty" }, { "bind", "Binding" },
	};

	buffer_print(out, "<?xml version=\"1.0\"?>\n<LDM_interface "
	    "version=\"1.3\"\n    xmlns:xsi=\""
	    "http://www.w3.org/2001/XMLSchema-instance\"");
	for (size_t i = 0; i < sizeof(spaces) / sizeof(spaces[0]); i++)
		buffer_print(out, "\n    xmlns:%s=\"./schemas/%s\"",
		    spaces[i][0], spaces[i][1]);
	buffer_print(out, ">\n");
}

/* Of a name that is none nothing is printed but the complaint. */
void
ldm_xml_print(struct call *call, const struct given *given)
{
	struct listed listed;

	for (unsigned i = 0; i < given->count; i++)
		if (!listed_find(call, given->operand[i], &listed))
			return;
	root_print(&call->out);
	buffer_print(&call->out, "  <data version=\"3.0\">\n    <Envelope>\n"
	    "      <References/>\n");
	listed_each(call, given, content_print, NULL);
	buffer_print(&call->out, "    </Envelope>\n  </data>\n"
	    "</LDM_interface>\n");
}
