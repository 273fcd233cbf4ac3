import { useEffect, useRef } from 'react'
import { create } from 'zustand'
import { t } from '../../shared/i18n/t.ts'

/** Something that can be done from anywhere: in the palette, and by its keys. */
export interface Command {
  readonly id: string
  readonly label: string
  readonly group: 'goTo' | 'play' | 'window' | 'music' | 'recent'
  /** Such as `Space`, `Mod+k`, `Shift+ArrowLeft`, `?`; more than one may do it. They work everywhere but in fields. */
  readonly keys?: readonly string[]
  /** For keys alone: makes no sense in the palette. */
  readonly isHidden?: boolean
  readonly run: () => void
}

/** What a group of commands is called. */
export function groupLabel(group: Command['group']): string {
  switch (group) {
    case 'goTo':
      return t('shell.goTo')
    case 'play':
      return t('shell.playGroup')
    case 'window':
      return t('shell.window')
    case 'music':
      return t('shell.music')
    case 'recent':
      return t('shell.recent')
  }
}

interface Commands {
  readonly all: readonly Command[]
  readonly add: (commands: readonly Command[]) => () => void
}

/** Every command that can be given now. */
export const useCommandList = create<Commands>()((set) => ({
  all: [],
  add(commands) {
    set(({ all }) => ({ all: [...all, ...commands] }))
    return () => set(({ all }) => ({ all: all.filter((command) => !commands.includes(command)) }))
  },
}))

/**
 * Offers commands while a component is mounted. Ids and keys are taken when it mounts; `run` is always the newest.
 */
export function useCommands(commands: readonly Command[]): void {
  const newest = useRef(commands)
  useEffect(() => {
    newest.current = commands
  })
  const add = useCommandList((list) => list.add)
  useEffect(() => {
    const stable = newest.current.map((command) => ({
      ...command,
      run: () => newest.current.find(({ id }) => id === command.id)?.run(),
    }))
    return add(stable)
  }, [add])
}
