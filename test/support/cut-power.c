/* Cuts the power of the ext4 file system that a directory is on: what is not on the disk by now never will be. */
#include <fcntl.h>
#include <linux/types.h>
#include <stdio.h>
#include <sys/ioctl.h>

#define EXT4_IOC_SHUTDOWN _IOR('X', 125, __u32)
#define EXT4_GOING_FLAGS_NOLOGFLUSH 2

int main(int argc, char **argv) {
    __u32 flags = EXT4_GOING_FLAGS_NOLOGFLUSH;
    int fd = open(argc > 1 ? argv[1] : ".", O_RDONLY);
    if (fd >= 0 && ioctl(fd, EXT4_IOC_SHUTDOWN, &flags) == 0) return 0;
    return perror("Cannot cut the power"), 1;
}
