/* Loaded before a program's own libraries, it counts how often the program changes the disk, and at one of these times
 * kills it, or answers from then on that the disk is full or broken.
 * FAULT_AT: which change, from 1. FAULT: kill, full or broken. FAULT_DONE: a file that is made when it happens. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define REAL(result, name, ...) ((result (*)(__VA_ARGS__))dlsym(RTLD_NEXT, name))

static atomic_long changes;

/* Whether something is wrong with this change; it says so once. */
static int at_fault(int takes_space) {
    const char *at = getenv("FAULT_AT"), *fault = getenv("FAULT"), *done = getenv("FAULT_DONE");
    if (!at || !fault || !done) abort();
    long change = atomic_fetch_add(&changes, 1) + 1, first = atol(at);
    if (change < first || (!takes_space && !strcmp(fault, "full"))) return 0;
    int file = REAL(int, "open64", const char *, int, ...)(done, O_WRONLY | O_CREAT | O_CLOEXEC, 0666);
    if (file >= 0) close(file);
    errno = strcmp(fault, "broken") ? ENOSPC : EIO;
    return 1;
}

/* Ends the program, where that is the fault. */
static int fails(void) {
    if (!strcmp(getenv("FAULT"), "kill")) kill(getpid(), SIGKILL);
    return -1;
}

static int opened(const char *name, const char *path, int flags, mode_t mode) {
    struct stat there;
    int makes = (flags & O_CREAT) && stat(path, &there) != 0;
    int writes = (flags & O_ACCMODE) != O_RDONLY && (flags & O_TRUNC);
    if ((makes || writes) && at_fault(makes)) return fails();
    return REAL(int, name, const char *, int, ...)(path, flags, mode);
}

int open(const char *path, int flags, ...) {
    va_list more;
    va_start(more, flags);
    mode_t mode = va_arg(more, mode_t);
    va_end(more);
    return opened("open", path, flags, mode);
}

int open64(const char *path, int flags, ...) {
    va_list more;
    va_start(more, flags);
    mode_t mode = va_arg(more, mode_t);
    va_end(more);
    return opened("open64", path, flags, mode);
}

/* The half of what would be written is, before the fault. */
ssize_t write(int file, const void *bytes, size_t length) {
    struct stat of;
    int is_file = fstat(file, &of) == 0 && S_ISREG(of.st_mode);
    if (is_file && length > 0 && at_fault(1)) {
        int fault = errno;
        if (REAL(ssize_t, "write", int, const void *, size_t)(file, bytes, length / 2) < 0) abort();
        errno = fault;
        return fails();
    }
    return REAL(ssize_t, "write", int, const void *, size_t)(file, bytes, length);
}

int mkdir(const char *path, mode_t mode) {
    struct stat there;
    if (stat(path, &there) != 0 && at_fault(1)) return fails();
    return REAL(int, "mkdir", const char *, mode_t)(path, mode);
}

int rename(const char *from, const char *to) {
    if (at_fault(1)) return fails();
    return REAL(int, "rename", const char *, const char *)(from, to);
}

int unlink(const char *path) {
    if (at_fault(0)) return fails();
    return REAL(int, "unlink", const char *)(path);
}

int rmdir(const char *path) {
    if (at_fault(0)) return fails();
    return REAL(int, "rmdir", const char *)(path);
}
