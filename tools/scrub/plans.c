#include "tools/scrub/plans.h"

#include <stdlib.h>
#include <string.h>

#include "core/formats/journal/plan_json.h"
#include "tools/scrub/scrubbed.h"

void
plans_put(struct dictionary *dictionary, const json_t *plan,
    const char *site_digest, struct text *text)
{
	char digest[PLAN_DIGEST_SIZE], *bytes;
	struct text plain = { 0 };
	json_t *json;

	scrubbed_json(dictionary, &plain, NULL, plan);
	json = text_parse(&plain);
	json_object_set_new(json, "site_digest", json_string(site_digest));
	json_object_del(json, "digest");
	json_digest(json, digest);
	json_object_set_new(json, "digest", json_string(digest));
	bytes = json_dumps(json, JSON_SORT_KEYS | JSON_COMPACT);
	json_decref(json);
	if (bytes == NULL)
		abort();
	text_put(text, bytes, strlen(bytes));
	free(bytes);
}
