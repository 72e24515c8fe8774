/** As much of Node's `process` as a restart needs. */
type Restartable = Pick<NodeJS.Process, 'execPath' | 'execArgv' | 'argv' | 'env' | 'execve'>

/**
 * New objects get 3 MiB instead of 48: a service makes little garbage at a time, and then waits. What outlives them is
 * looked through once it has grown by a third, where V8 would let it double: a burst is cleared up while it lasts.
 */
const nodeFlags = ['--max-semi-space-size=1', '--heap-growing-percent=30']

/**
 * Puts this program into its process's place anew, with what counts only from the start; the second time it returns.
 * Process id and standard streams stay. Compiled modules are kept in `cacheDir`: a start that finds them there does
 * without Node's TypeScript compiler, which would hold 20 MB for as long as the program runs. Where the directory
 * cannot be written, all else is the same. Whoever sets NODE_COMPILE_CACHE keeps the process as it was started.
 */
export function restartLean(cacheDir: string, { execPath, execArgv, argv, env, execve }: Restartable): void {
  if (execve === undefined || env['NODE_COMPILE_CACHE'] !== undefined) return
  execve(execPath, [execPath, ...nodeFlags, ...execArgv, ...argv.slice(1)], {
    ...env,
    NODE_COMPILE_CACHE: cacheDir,
    // Else glibc keeps, for each thread, what compiling has freed.
    MALLOC_ARENA_MAX: '1',
    // Else glibc keeps up to twice the longest answer that was ever read, and lets the rest lie about between small ones.
    MALLOC_MMAP_THRESHOLD_: '65536',
    MALLOC_TRIM_THRESHOLD_: '65536',
  })
}
