/** How a process ended. */
export interface ProcessExit {
  readonly code: number | null
  readonly signal: string | null
}

/** One launched child with a message channel. Listeners are set before the next turn of the event loop. */
export interface ChildHandle {
  /** The pid, or undefined while a launch has not (or never) succeeded. */
  readonly pid: number | undefined
  /** stdout and stderr. */
  readonly outputs: readonly NodeJS.ReadableStream[]
  /** Posts a structured-clonable message. A message that can no longer be delivered is reported to `onError`. */
  send(message: unknown): void
  onMessage(listener: (message: unknown) => void): void
  /** Called once, when the process is gone and its output has been read. */
  onExit(listener: (exit: ProcessExit) => void): void
  onError(listener: (error: Error) => void): void
  kill(signal: 'SIGTERM' | 'SIGKILL'): void
}

export interface LaunchSpec {
  /** Path of the module the child runs. */
  readonly entry: string
  readonly args: readonly string[]
  /** For a child that idles mostly; left out: false. */
  readonly smallHeap?: boolean
}

/** Starts children with a message channel: `forkLauncher` under Node; Electron's shell brings its own. */
export interface Launcher {
  launch(spec: LaunchSpec): ChildHandle
}

/**
 * The only environment a child gets: no key, token or option slips through by inheritance. Node's compile cache saves
 * each child a third of its start.
 */
export function scrubbedEnvironment(): NodeJS.ProcessEnv {
  return pickEnvironment(['PATH', 'HOME', 'TMPDIR', 'LANG', 'NODE_COMPILE_CACHE'])
}

/** What set-up chose, such as the cache folder, for a child that needs one of its files. */
export function cacheEnvironment(): NodeJS.ProcessEnv {
  return pickEnvironment(['BUSKER_CACHE', 'XDG_CACHE_HOME'])
}

function pickEnvironment(names: readonly string[]): NodeJS.ProcessEnv {
  const kept: NodeJS.ProcessEnv = {}
  for (const name of names) {
    const value = process.env[name]
    if (value !== undefined) kept[name] = value
  }
  return kept
}
