/* Preloaded into a store: while the file FAIL_IO names exists, writing and flushing store.mdb fails with the error
   whose number is in it. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/uio.h>
#include <unistd.h>

static int failing(int fd) {
  char link[64], path[4096];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t n = readlink(link, path, sizeof path - 1);
  if (n < 9 || memcmp(path + n - 9, "store.mdb", 9)) return 0;
  const char *name = getenv("FAIL_IO");
  FILE *flag = name ? fopen(name, "r") : NULL;
  if (!flag) return 0;
  int code = EIO;
  if (fscanf(flag, "%d", &code) != 1) code = EIO;
  fclose(flag);
  errno = code;
  return 1;
}
#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))
int fdatasync(int fd) { return failing(fd) ? -1 : REAL(fdatasync)(fd); }
int fsync(int fd) { return failing(fd) ? -1 : REAL(fsync)(fd); }
ssize_t pwrite(int fd, const void *b, size_t n, off_t at) { return failing(fd) ? -1 : REAL(pwrite)(fd, b, n, at); }
ssize_t pwrite64(int fd, const void *b, size_t n, off64_t at) { return failing(fd) ? -1 : REAL(pwrite64)(fd, b, n, at); }
ssize_t pwritev(int fd, const struct iovec *v, int n, off_t at) { return failing(fd) ? -1 : REAL(pwritev)(fd, v, n, at); }
ssize_t pwritev64(int fd, const struct iovec *v, int n, off64_t at) { return failing(fd) ? -1 : REAL(pwritev64)(fd, v, n, at); }
ssize_t writev(int fd, const struct iovec *v, int n) { return failing(fd) ? -1 : REAL(writev)(fd, v, n); }
ssize_t write(int fd, const void *b, size_t n) { return failing(fd) ? -1 : REAL(write)(fd, b, n); }
