#include "backends/real/channels/exchange.h"

#include <assert.h>
#include <fcntl.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

int64_t
channels_clock_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* Nobody can guess it, least of all a command that prints. */
static void
mark_make(char mark[MARK_BYTES])
{
	static const char digits[] = "0123456789abcdef";
	unsigned char bytes[(MARK_BYTES - 1) / 2];
	int fd = open("/dev/urandom", O_RDONLY | O_CLOEXEC);

	if (fd < 0 || read(fd, bytes, sizeof(bytes)) != sizeof(bytes))
		abort();
	close(fd);
	for (size_t i = 0; i < sizeof(bytes); i++) {
		mark[2 * i] = digits[bytes[i] >> 4];
		mark[2 * i + 1] = digits[bytes[i] & 15];
	}
	mark[MARK_BYTES - 1] = '\0';
}

static const struct exchange *
exchange_at(const struct exchanges *exchanges, uint64_t number)
{
	return &exchanges->exchange[number % EXCHANGES];
}

bool
exchanges_has_room(const struct exchanges *exchanges)
{
	return exchange_at(exchanges, exchanges->asked + 1)->number == 0;
}

struct exchange *
exchanges_new(struct exchanges *exchanges, int64_t limit_ms)
{
	uint64_t number = ++exchanges->asked;
	struct exchange *exchange = &exchanges->exchange[number % EXCHANGES];

	assert(exchange->number == 0);
	*exchange = (struct exchange){ .number = number, .limit_ms = limit_ms,
	    .since_ms = channels_clock_ms() };
	reply_begin(&exchange->reply);
	mark_make(exchange->mark);
	return exchange;
}

void
exchanges_undo(struct exchanges *exchanges)
{
	exchange_drop(&exchanges->exchange[exchanges->asked-- % EXCHANGES]);
}

struct exchange *
exchanges_find(struct exchanges *exchanges, uint64_t number)
{
	struct exchange *exchange = &exchanges->exchange[number % EXCHANGES];

	assert(number != 0 && exchange->number == number && !exchange->left);
	return exchange;
}

bool
exchanges_is_over(const struct exchanges *exchanges)
{
	return exchanges->answered == exchanges->asked;
}

struct exchange *
exchanges_now(struct exchanges *exchanges)
{
	return exchanges_is_over(exchanges) ? NULL :
	    &exchanges->exchange[(exchanges->answered + 1) % EXCHANGES];
}

void
exchanges_answered(struct exchanges *exchanges)
{
	struct exchange *now = exchanges_now(exchanges);

	now->whole = true;
	exchanges->answered++;
	now = exchanges_now(exchanges);
	if (now != NULL)
		now->since_ms = channels_clock_ms();
}

int64_t
exchanges_due_ms(const struct exchanges *exchanges)
{
	const struct exchange *now = exchange_at(exchanges,
	    exchanges->answered + 1);

	if (exchanges_is_over(exchanges) ||
	    now->limit_ms > INT64_MAX - now->since_ms)
		return INT64_MAX;
	return now->since_ms + now->limit_ms;
}

bool
exchanges_is_awaited(const struct exchanges *exchanges)
{
	for (unsigned i = 0; i < EXCHANGES; i++)
		if (exchanges->exchange[i].number != 0 &&
		    !exchanges->exchange[i].left)
			return true;
	return false;
}

void
exchange_drop(struct exchange *exchange)
{
	reply_drop(&exchange->reply);
	exchange->number = 0;
}

void
exchanges_leave(struct exchanges *exchanges, uint64_t number)
{
	struct exchange *exchange = exchanges_find(exchanges, number);

	exchange->left = true;
	if (exchange->whole)
		exchange_drop(exchange);
}

void
exchanges_take(struct exchanges *exchanges, uint64_t number,
    struct reply *reply)
{
	struct exchange *exchange = exchanges_find(exchanges, number);

	assert(exchange->whole);
	reply_drop(reply);
	*reply = exchange->reply;
	exchange->reply = (struct reply){ .now_ms = -1 };
	exchanges_leave(exchanges, number);
}

void
exchanges_drop(struct exchanges *exchanges)
{
	for (unsigned i = 0; i < EXCHANGES; i++)
		reply_drop(&exchanges->exchange[i].reply);
}
