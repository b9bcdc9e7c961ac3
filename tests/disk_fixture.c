#include "tests/disk_fixture.h"

#include "tests/sparse.h"

#include <errno.h>
#include <fcntl.h>
#include <malloc.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <time.h>
#include <unistd.h>

enum { FILES = 64, NAME = 32, MODE = 0666, BUFFER = 4096,
    KEPT = 64 << 20 };
enum { FIXED_TIME = 1800000000, FIXED_PROCESS = 4711 };

const char *const call_names[CALL_KINDS] = { "open", "read", "write", "pread",
    "pwrite", "fsync", "ftruncate", "rename", "mkdir", "close", "unlink",
    "fcntl", "fsync of the journal" };

/* The C library's own: the linker gives them these names. */
int	 __real_open(const char *, int, ...);
ssize_t	 __real_write(int, const void *, size_t);
ssize_t	 __real_pread(int, void *, size_t, off_t);
ssize_t	 __real_pwrite(int, const void *, size_t, off_t);
int	 __real_fsync(int);
int	 __real_ftruncate(int, off_t);
int	 __real_rename(const char *, const char *);
int	 __real_mkdir(const char *, mode_t);
int	 __real_close(int);
int	 __real_unlink(const char *);
int	 __real_fcntl(int, int, ...);
FILE	*__real_fopen(const char *, const char *);
FILE	*__real_fdopen(int, const char *);
time_t	 __real_time(time_t *);
pid_t	 __real_getpid(void);

int	 __wrap_open(const char *, int, ...);
ssize_t	 __wrap_write(int, const void *, size_t);
ssize_t	 __wrap_pread(int, void *, size_t, off_t);
ssize_t	 __wrap_pwrite(int, const void *, size_t, off_t);
int	 __wrap_fsync(int);
int	 __wrap_ftruncate(int, off_t);
int	 __wrap_rename(const char *, const char *);
int	 __wrap_mkdir(const char *, mode_t);
int	 __wrap_close(int);
int	 __wrap_unlink(const char *);
int	 __wrap_fcntl(int, int, ...);
FILE	*__wrap_fopen(const char *, const char *);
FILE	*__wrap_fdopen(int, const char *);
time_t	 __wrap_time(time_t *);
pid_t	 __wrap_getpid(void);

/* The functions that are replaced have no place for an argument more. */
static struct disk *disk;
static FILE *own_stdout;
static struct file {
	char	 name[NAME];
	bool	 lost;			/* its fsync failed */
} files[FILES];

/* The call is counted; does it fail? */
static bool
strikes(enum call call)
{
	const struct blow *blow;
	unsigned n;

	if (disk == NULL)
		return false;
	blow = &disk->blow;
	n = ++disk->count[call];
	if (blow->error == BLOW_NONE || blow->call != call ||
	    n < blow->at || (n > blow->at && !blow->for_ever))
		return false;
	disk->struck = true;
	if (blow->error == BLOW_KILL)
		raise(SIGKILL);
	errno = blow->error;
	return true;
}

/* So much is given to the system; 0 means that the call fails. */
static size_t
taken(enum call call, size_t size)
{
	if (!strikes(call))
		return size;
	return disk->blow.error == BLOW_HALF ? (size + 1) / 2 : 0;
}

static struct file *
file_of(int fd)
{
	static struct file other;

	return fd >= 0 && fd < FILES ? &files[fd] : &other;
}

int
__wrap_open(const char *path, int flags, ...)
{
	const char *slash = strrchr(path, '/');
	mode_t mode = 0;
	va_list list;
	int fd;

	if (strikes(CALL_OPEN))
		return -1;
	va_start(list, flags);
	if ((flags & O_CREAT) != 0)
		mode = va_arg(list, mode_t);
	va_end(list);
	fd = __real_open(path, flags, mode);
	if (fd >= 0)
		snprintf(file_of(fd)->name, NAME, "%s", slash != NULL ?
		    slash + 1 : path);
	return fd;
}

/* What is reserved is room: that there are bytes in it proves nothing here, and
 * takes longer than all the rest. */
static ssize_t
room_take(int fd, size_t size)
{
	off_t end = lseek(fd, (off_t)size, SEEK_CUR);

	return end < 0 || __real_ftruncate(fd, end) != 0 ? -1 : (ssize_t)size;
}

ssize_t
__wrap_write(int fd, const void *text, size_t size)
{
	size_t n = taken(CALL_WRITE, size);

	if (n == 0 && size != 0)
		return -1;
	if (disk != NULL && strcmp(file_of(fd)->name, "reserve") == 0)
		return room_take(fd, n);
	return __real_write(fd, text, n);
}

ssize_t
__wrap_pread(int fd, void *text, size_t size, off_t at)
{
	return strikes(CALL_PREAD) ? -1 : __real_pread(fd, text, size, at);
}

ssize_t
__wrap_pwrite(int fd, const void *text, size_t size, off_t at)
{
	size_t n = taken(CALL_PWRITE, size);

	return n == 0 && size != 0 ? -1 : __real_pwrite(fd, text, n, at);
}

/* After a fsync that failed nobody knows what is on disk, whatever the next one
 * says: it must not be called again. */
int
__wrap_fsync(int fd)
{
	struct file *file = file_of(fd);
	bool journal = strcmp(file->name, "journal.jsonl") == 0;

	if (disk != NULL && file->lost)
		disk->asked_again = true;
	if (!strikes(CALL_FSYNC) && !(journal && strikes(CALL_JOURNAL_FSYNC)))
		return __real_fsync(fd);
	if (errno != EINTR) {
		file->lost = true;
		disk->journal_lost = disk->journal_lost || journal;
	}
	return -1;
}

int
__wrap_ftruncate(int fd, off_t size)
{
	return strikes(CALL_FTRUNCATE) ? -1 : __real_ftruncate(fd, size);
}

int
__wrap_rename(const char *from, const char *to)
{
	return strikes(CALL_RENAME) ? -1 : __real_rename(from, to);
}

int
__wrap_mkdir(const char *path, mode_t mode)
{
	return strikes(CALL_MKDIR) ? -1 : __real_mkdir(path, mode);
}

/* Whatever it returns, the descriptor is free. */
int
__wrap_close(int fd)
{
	bool failed = strikes(CALL_CLOSE);
	int saved = errno, status = __real_close(fd);

	*file_of(fd) = (struct file){ .lost = false };
	if (!failed)
		return status;
	errno = saved;
	return -1;
}

int
__wrap_unlink(const char *path)
{
	return strikes(CALL_UNLINK) ? -1 : __real_unlink(path);
}

int
__wrap_fcntl(int fd, int what, ...)
{
	va_list list;
	void *with;

	va_start(list, what);
	with = va_arg(list, void *);
	va_end(list);
	return strikes(CALL_FCNTL) ? -1 : __real_fcntl(fd, what, with);
}

static ssize_t
stream_read(void *cookie, char *text, size_t size)
{
	return strikes(CALL_READ) ? -1 : read((int)(intptr_t)cookie, text,
	    size);
}

/* As the C library does it: all of it, or an error. */
static ssize_t
stream_write(void *cookie, const char *text, size_t size)
{
	size_t done = 0;

	while (done < size) {
		ssize_t n = __wrap_write((int)(intptr_t)cookie, text + done,
		    size - done);

		if (n < 0)
			break;
		done += (size_t)n;
	}
	return (ssize_t)done;
}

/* Standard output stays open. */
static int
stream_close(void *cookie)
{
	int fd = (int)(intptr_t)cookie;

	return fd == STDOUT_FILENO ? 0 : __wrap_close(fd);
}

static FILE *
stream_over(int fd, const char *mode)
{
	FILE *stream = fopencookie((void *)(intptr_t)fd, mode,
	    (cookie_io_functions_t){ stream_read, stream_write, NULL,
	    stream_close });

	if (stream != NULL)
		setvbuf(stream, NULL, _IOFBF, BUFFER);
	return stream;
}

FILE *
__wrap_fdopen(int fd, const char *mode)
{
	return disk == NULL ? __real_fdopen(fd, mode) : stream_over(fd, mode);
}

FILE *
__wrap_fopen(const char *path, const char *mode)
{
	int fd;

	if (disk == NULL)
		return __real_fopen(path, mode);
	fd = __wrap_open(path, mode[0] == 'r' ? O_RDONLY : O_WRONLY |
	    O_CREAT | (strchr(mode, 'x') != NULL ? O_EXCL : O_TRUNC), MODE);
	return fd < 0 ? NULL : stream_over(fd, mode);
}

time_t
__wrap_time(time_t *now)
{
	return disk == NULL ? __real_time(now) : FIXED_TIME;
}

pid_t
__wrap_getpid(void)
{
	return disk == NULL ? __real_getpid() : FIXED_PROCESS;
}

#if defined(SANITIZED)
const char	*__asan_default_options(void);

/* What was freed is kept, to find who still uses it: not of a thousand runs. */
const char *
__asan_default_options(void)
{
	return "quarantine_size_mb=4";
}
#endif

struct disk *
disk_make(void)
{
	void *shared = mmap(NULL, sizeof(*disk), PROT_READ | PROT_WRITE,
	    MAP_SHARED | MAP_ANONYMOUS, -1, 0);

	/* Memory is not given back after each run, only to be asked for. */
	mallopt(M_TRIM_THRESHOLD, KEPT);
	mallopt(M_MMAP_THRESHOLD, KEPT);
	return shared != MAP_FAILED ? shared : NULL;
}

void
disk_drop(struct disk *shared)
{
	munmap(shared, sizeof(*shared));
}

void
disk_attach(struct disk *failing)
{
	memset(files, 0, sizeof(files));
	disk = failing;
	own_stdout = stdout;
	stdout = stream_over(STDOUT_FILENO, "w");
}

void
disk_detach(void)
{
	FILE *attached = stdout;

	fflush(attached);
	disk = NULL;
	stdout = own_stdout;
	fclose(attached);
}

void
disk_zero(struct disk *other)
{
	*other = (struct disk){ .blow = other->blow };
}
