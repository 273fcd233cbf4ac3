/** Long polls of `/sync` that wait until an event arrives for their device. */
export class DeviceWaitQueue {
  readonly #waiting = new Map<number, Set<() => void>>()

  notify(device: number): void {
    for (const wake of this.#waiting.get(device) ?? []) wake()
  }

  /** Resolves on {@link notify}, after `timeout` ms, or when `signal` aborts; the caller then reads the queue again. */
  async wait(device: number, timeout: number, signal: AbortSignal): Promise<void> {
    if (signal.aborted || timeout <= 0) return
    const waiting = this.#waiting.get(device) ?? new Set()
    this.#waiting.set(device, waiting)
    await new Promise<void>((resolve) => {
      const wake = (): void => {
        clearTimeout(timer)
        signal.removeEventListener('abort', wake)
        waiting.delete(wake)
        resolve()
      }
      const timer = setTimeout(wake, timeout)
      signal.addEventListener('abort', wake)
      waiting.add(wake)
    })
    if (waiting.size === 0 && this.#waiting.get(device) === waiting) this.#waiting.delete(device)
  }
}
