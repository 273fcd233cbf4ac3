import type { ErrorEntries } from './errorEntry.ts'

/** Newer versions of Busker. */
export const updateErrors = {
  UPDATE_FORGED: {
    money: 'untouched',
    action: 'Nothing: this version goes on. Tell the publisher if it stays.',
  },
  UPDATE_NOT_PLACED: {
    money: 'untouched',
    action: "Make room, or move Busker's file to a folder that you may write to.",
  },
  UPDATE_UNREACHABLE: { money: 'untouched', action: 'Nothing: it is tried again in a day.' },
} as const satisfies ErrorEntries
