const watchIntervalMs = 250

/**
 * Ends this process at once when its parent is gone: by the channel's `disconnect`, and by a change of the parent's pid
 * for channels that give no such event. SIGKILL, because an orphan must not linger in some exit handler.
 */
export function exitWithParent(): void {
  const parent = process.ppid
  const end = (): void => void process.kill(process.pid, 'SIGKILL')
  process.once('disconnect', end)
  setInterval(() => {
    if (process.ppid !== parent) end()
  }, watchIntervalMs).unref()
}
