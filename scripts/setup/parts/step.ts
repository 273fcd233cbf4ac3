/** One thing that set-up fetches or builds. */
export interface Step {
  /** Such as `Fetching the compiled Raiden contracts`. */
  readonly title: string
  isDone(): boolean | Promise<boolean>
  /** @throws SetupProblem */
  work(progress: Progress): Promise<void>
}

/** What a step tells while it works. */
export interface Progress {
  /** Something else is being done now. */
  retitle(title: string): void
  /** Something the person should know. */
  note(sentence: string): void
}
