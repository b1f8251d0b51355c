/* Loaded before a program's own libraries, it writes down which variables of the environment the program asks for. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/uio.h>
#include <unistd.h>

char *getenv(const char *name) {
    static char *(*real)(const char *);
    if (!real) real = (char *(*)(const char *))dlsym(RTLD_NEXT, "getenv");
    const char *path = real("READS");
    int file = path ? open(path, O_WRONLY | O_CREAT | O_APPEND, 0666) : -1;
    if (file >= 0) {
        struct iovec line[] = {{(void *)name, strlen(name)}, {(void *)"\n", 1}};
        if (writev(file, line, 2) < 0) abort();
        close(file);
    }
    return real(name);
}
