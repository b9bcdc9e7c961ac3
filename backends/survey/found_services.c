/*
 * Virtual services of the control domains, and password files.
 */
#include <assert.h>
#include <string.h>

#include "backends/survey/founding.h"

static const struct {
	const char	*kind, *key;	/* NULL: it has no value */
} kinds[] = {
	[SERVICE_VSW] = { "vsw", "net_dev" }, [SERVICE_VDS] = { "vds", NULL },
	[SERVICE_VCC] = { "vcc", "port_range" },
};

static struct found_service *
service_add(struct found_site *found, const char *name, enum service_kind kind)
{
	struct found_service **end = &found->service;

	while (*end != NULL && (strcmp((*end)->item.name, name) != 0 ||
	    (*end)->kind != kind))
		end = &(*end)->next;
	if (*end == NULL) {
		*end = arena_take(found->arena, 1, sizeof(**end));
		**end = (struct found_service){ .item.name = name,
		    .kind = kind };
	}
	return *end;
}

/* What of a switch a site file cannot say. */
static void
beyond_note(struct found_site *found, struct found_service *service,
    const struct fact_row *fact, uint32_t n)
{
	static const struct {
		const char	*key, *usual;
	} keys[] = { { "vid", "" }, { "mode", "prog,promisc" },
		{ "linkprop", "" },
		{ "mtu", "1500" }, { "default_vlan", "1" }, { "pvid", "1" } };

	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
		const char *value = fact_word(fact, keys[i].key);

		if (*value != '\0' && strcmp(value, keys[i].usual) != 0)
			found_note(found, &service->item, "on %s it has %s=%s, "
			    "which the site file cannot say",
			    found->node[n].item.name, keys[i].key, value);
	}
}

static void
services_read(struct found_site *found, uint32_t n, enum service_kind kind)
{
	const struct reading *reading = survey_reading(found->survey, n,
	    SURVEY_DOMAINS);
	const struct fact_row *fact;

	for (uint32_t at = 0; (fact = found_next(reading, &at,
	    kinds[kind].kind)) != NULL; ) {
		const char *name = found_text(fact, "name");
		const char *value = kinds[kind].key == NULL ? "" :
		    found_text(fact, kinds[kind].key);
		struct found_service *service;

		if (name == NULL || !fact_is(fact, "domain", "primary"))
			continue;
		service = service_add(found, name, kind);
		service->value[n] = value;
		if (kind == SERVICE_VSW)
			beyond_note(found, service, fact, n);
		if (value == NULL)
			found_lessen(found, &service->item, FOUND_OUT, "on "
			    "%s it has no %s", found->node[n].item.name,
			    kinds[kind].key);
	}
}

static bool
is_used(const struct found_site *found, const struct found_service *service)
{
	const struct survey *survey = found->survey;

	for (uint32_t i = 0; i < survey->count; i++) {
		const struct constraints *definition =
		    survey->list[i]->definition;

		for (unsigned p = 0; definition != NULL &&
		    p < definition->part_count; p++)
			if (strcmp(definition->part[p].service,
			    service->item.name) == 0)
				return true;
	}
	return false;
}

/* The same value on all nodes that have it; NULL: it differs. */
static const char *
value_of(const struct found_site *found, const struct found_service *service)
{
	const char *value = NULL;

	for (uint32_t n = 1; n <= found->nodes; n++)
		if (service->value[n] == NULL)
			continue;
		else if (value != NULL && strcmp(value, service->value[n]) !=
		    0)
			return NULL;
		else
			value = service->value[n];
	return value;
}

/* Where a node lacks what guests need, the file says what should be there. */
static void
lacking(struct found_site *found, struct found_service *service, uint32_t n)
{
	const char *value = value_of(found, service);

	assert(service->value[n] == NULL);
	if (value == NULL || (!is_used(found, service) && service->kind !=
	    SERVICE_VCC)) {
		found_lessen(found, &service->item, FOUND_OUT, "%s has none of "
		    "that name", found->node[n].item.name);
		return;
	}
	service->value[n] = value;
	found_note(found, &service->item, "%s has none of that name now",
	    found->node[n].item.name);
}

static void
service_end(struct found_site *found, struct found_service *service)
{
	for (uint32_t n = 1; n <= found->nodes; n++)
		if (found->node[n].item.as == FOUND_WHOLE &&
		    service->value[n] == NULL &&
		    service->item.as == FOUND_WHOLE)
			lacking(found, service, n);
	if (service->kind == SERVICE_VCC && value_of(found, service) == NULL)
		found_lessen(found, &service->item, FOUND_OUT, "its ports "
		    "differ from node to node");
}

void
found_services(struct found_site *found)
{
	for (enum service_kind kind = SERVICE_VSW; kind <= SERVICE_VCC; kind++)
		for (uint32_t n = 1; n <= found->nodes; n++)
			if (found->node[n].item.as == FOUND_WHOLE)
				services_read(found, n, kind);
	for (struct found_service *service = found->service; service != NULL;
	    service = service->next)
		service_end(found, service);
}

/* "-r--------" is 0400; a letter at the end of three may be more than "x". */
static const char *
mode_of(struct found_site *found, const char *letters)
{
	static const char bits[] = "rwxrwxrwx";
	unsigned mode = 0, special = 0;

	if (strlen(letters) < 10)
		return NULL;
	for (unsigned i = 0; i < 9; i++) {
		char letter = letters[i + 1];

		if (letter == bits[i] || (bits[i] == 'x' && (letter == 's' ||
		    letter == 't')))
			mode |= 0400u >> i;
		if (bits[i] == 'x' && strchr("sStTlL", letter) != NULL)
			special |= 4u >> i / 3;
	}
	return arena_format(found->arena, "%o%03o", special, mode);
}

static void
file_on(struct found_site *found, struct found_file *file, uint32_t n)
{
	const struct surveyed *one = survey_find(found->survey, n,
	    SURVEY_PASSWORD, file->item.name);
	const struct fact_row *fact = one != NULL && surveyed_answered(one) ?
	    found_fact(&one->output.reading, "file", NULL, NULL) : NULL;
	const char *mode = fact != NULL ? mode_of(found, fact_word(fact,
	    "mode")) : NULL;

	if (mode == NULL || found_text(fact, "owner") == NULL) {
		found_note(found, &file->item, "not there, or not known: %s",
		    found_why(found, n, SURVEY_PASSWORD, file->item.name));
		return;
	}
	if (file->mode != NULL && (strcmp(file->mode, mode) != 0 ||
	    strcmp(file->owner, found_text(fact, "owner")) != 0))
		found_note(found, &file->item, "on %s it belongs to %s, and "
		    "its mode is %s", found->node[n].item.name,
		    fact_word(fact, "owner"), mode);
	file->nodes |= (uint64_t)1 << n;
	if (file->mode != NULL)
		return;
	file->mode = mode;
	file->owner = found_text(fact, "owner");
}

static void
file_add(struct found_site *found, const char *path)
{
	struct found_file **end = &found->file;

	while (*end != NULL && strcmp((*end)->item.name, path) != 0)
		end = &(*end)->next;
	if (*end != NULL)
		return;
	*end = arena_take(found->arena, 1, sizeof(**end));
	**end = (struct found_file){ .item.name = path };
	for (uint32_t n = 1; n <= found->nodes; n++)
		if (found->node[n].item.as == FOUND_WHOLE)
			file_on(found, *end, n);
	if ((*end)->nodes == 0)
		found_lessen(found, &(*end)->item, FOUND_OUT,
		    "no node that was asked has it");
}

void
found_files(struct found_site *found)
{
	for (struct found_guest *guest = found->guest; guest != NULL;
	    guest = guest->next)
		if (guest->agent.password_file != NULL)
			file_add(found, guest->agent.password_file);
}
