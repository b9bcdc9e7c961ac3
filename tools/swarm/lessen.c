#include "tools/swarm/lessen.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* The lists of things with names, the largest first. */
static const char *const lists[] = { "guests", "sources", "nodes", "archives",
    "devices", "vsw", "vds", "vcc" };

static json_t *
copy_of(const json_t *value)
{
	json_t *copy = json_deep_copy(value);

	if (copy == NULL)
		abort();
	return copy;
}

static bool
is_named(const json_t *value, const char *name)
{
	const char *own = json_string_value(json_is_object(value) ?
	    json_object_get(value, "name") : value);

	return own != NULL && strcmp(own, name) == 0;
}

/* An element that says nothing but the name, or has it as a net its switch. */
static bool
refers(const json_t *value, const char *name)
{
	static const char *const keys[] = { "vsw", "device" };

	if (is_named(value, name))
		return true;
	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
		const char *text = json_string_value(json_object_get(value,
		    keys[i]));

		if (text != NULL && strcmp(text, name) == 0)
			return true;
	}
	return false;
}

void
lessen_name(json_t *value, const char *name)
{
	json_t *part;
	size_t i;
	void *at;

	if (json_is_array(value)) {
		for (i = json_array_size(value); i-- > 0;) {
			part = json_array_get(value, i);
			if (refers(part, name))
				json_array_remove(value, i);
			else
				lessen_name(part, name);
		}
		return;
	}
	if (!json_is_object(value))
		return;
	json_object_del(value, name);
	for (at = json_object_iter(value); at != NULL;
	    at = json_object_iter_next(value, at))
		lessen_name(json_object_iter_value(at), name);
}

/* Take the lesser site if it happens there, too; it is given up else. */
static bool
take(json_t **site, json_t *lesser, struct lessening *lessening)
{
	if (lessening->tries != 0 && !json_equal(*site, lesser)) {
		lessening->tries--;
		if (lessening->happens(lessening->with, lesser)) {
			json_decref(*site);
			*site = lesser;
			return true;
		}
	}
	json_decref(lesser);
	return false;
}

static json_t *
list_of(json_t *site, const char *name)
{
	json_t *list = json_object_get(site, name);

	return list != NULL ? list : json_object_get(json_object_get(site,
	    "services"), name);
}

/* Whole things, the last one first. */
static void
things_lessen(json_t **site, const char *name, struct lessening *lessening)
{
	for (size_t i = json_array_size(list_of(*site, name)); i-- > 0;) {
		json_t *lesser = copy_of(*site);
		char *thing = strdup(json_string_value(json_object_get(
		    json_array_get(list_of(*site, name), i), "name")));

		if (thing == NULL)
			abort();
		lessen_name(lesser, thing);
		take(site, lesser, lessening);
		free(thing);
	}
}

/* Remove the n-th key or element below the value, counted depth first; *n is
 * left at 0 when that is done, and has less else. */
static bool
part_remove(json_t *value, unsigned *n)
{
	void *at;

	if (json_is_array(value)) {
		for (size_t i = 0; i < json_array_size(value); i++) {
			if ((*n)-- == 0)
				return json_array_remove(value, i) == 0;
			if (part_remove(json_array_get(value, i), n))
				return true;
		}
	} else if (json_is_object(value)) {
		for (at = json_object_iter(value); at != NULL;
		    at = json_object_iter_next(value, at)) {
			if ((*n)-- == 0)
				return json_object_del(value,
				    json_object_iter_key(at)) == 0;
			if (part_remove(json_object_iter_value(at), n))
				return true;
		}
	}
	return false;
}

/* When a part is gone the next one has its number.  false: none could go. */
static bool
parts_lessen(json_t **site, struct lessening *lessening)
{
	bool less = false;

	for (unsigned n = 0; lessening->tries != 0;) {
		json_t *lesser = copy_of(*site);
		unsigned left = n;

		if (!part_remove(lesser, &left)) {
			json_decref(lesser);
			break;
		}
		if (take(site, lesser, lessening))
			less = true;
		else
			n++;
	}
	return less;
}

json_t *
lessen(const json_t *site, struct lessening *lessening)
{
	json_t *least = copy_of(site);

	for (size_t i = 0; i < sizeof(lists) / sizeof(lists[0]); i++)
		things_lessen(&least, lists[i], lessening);
	/* A part may be needed by one that goes after it. */
	while (parts_lessen(&least, lessening))
		;
	return least;
}
