import type { ErrorEntries } from './errorEntry.ts'

/** A server of one's own, and the apps that drive it. */
export const remoteErrors = {
  REMOTE_APPS_FULL: {
    money: 'untouched',
    action:
      'Unpair an app that is not used any more on the server: busker node apps, then busker node unpair APP.',
  },
  REMOTE_BUSY: { money: 'untouched', action: 'Ask again when the message says.' },
  REMOTE_CODE_MALFORMED: { money: 'untouched', action: 'Copy the whole code that the server shows.' },
  REMOTE_CODE_REFUSED: {
    money: 'untouched',
    action: 'Make a new code on the server, and use it within ten minutes: busker node pair',
  },
  REMOTE_NONE: { money: 'untouched', action: 'Pair with a server first: Settings, or busker server pair.' },
  REMOTE_NOT_PAIRED: {
    money: 'untouched',
    action: 'Pair anew with a code of the server, or forget the server: busker server unpair',
  },
  REMOTE_OTHER_ACCOUNT: {
    money: 'untouched',
    action: 'Restore the same 24 words on the server (busker init --restore), and make the code there.',
  },
  REMOTE_UNREACHABLE: {
    money: 'kept',
    action:
      'See that the server runs and has a network. Where it is gone for good, go on here: busker take-over --yes',
  },
} as const satisfies ErrorEntries
