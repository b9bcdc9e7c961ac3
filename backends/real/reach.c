#include "backends/real/reach.h"

bool
reach_by_person(struct reach *reach, uint32_t place)
{
	return reach->by_person != NULL && reach->by_person(reach, place);
}

enum soon
reach_soon(struct reach *reach, const struct order *order)
{
	return reach->soon != NULL ? reach->soon(reach, order) : SOON_IN_TIME;
}
