/** The child's end of the channel to its parent. */
export interface ParentChannel {
  send(message: unknown): void
  onMessage(listener: (message: unknown) => void): void
}

/** What Electron gives a utility process (its `process.parentPort`). */
interface ParentPort {
  postMessage(message: unknown): void
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): unknown
}

/** The channel this process was started with: Electron's port in a utility process, Node's IPC elsewhere. */
export function openParentChannel(): ParentChannel {
  const { parentPort } = process as { parentPort?: ParentPort }
  if (parentPort === undefined) {
    return {
      send: (message) => void process.send?.(message),
      onMessage: (listener) => void process.on('message', listener),
    }
  }
  return {
    send: (message) => parentPort.postMessage(message),
    onMessage: (listener) => void parentPort.on('message', ({ data }) => listener(data)),
  }
}
