interface Operated {
  readonly title: string
  /** Behind `busker`, before the folder. */
  readonly command: readonly string[]
}

/** What an operator runs, each out of a folder of its own; by the names of its settings (`tower.json`) and its unit. */
export const operatedServices = {
  hub: { title: 'Busker hub', command: ['hub', 'up'] },
  ursula: { title: 'Busker Ursula', command: ['ursula', 'up'] },
  tower: { title: 'Busker tower', command: ['tower', 'run'] },
  relay: { title: 'Busker relay', command: ['relay', 'up'] },
} satisfies Readonly<Record<string, Operated>>

export type OperatedService = keyof typeof operatedServices
