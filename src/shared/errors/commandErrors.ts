import type { ErrorEntries } from './errorEntry.ts'

/** Commands, the control socket and windows. */
export const commandErrors = {
  CLI_ADDRESS: { money: 'untouched', action: 'Give an address: 0x and 40 hexadecimal digits.' },
  CLI_AMOUNT: { money: 'untouched', action: 'Give an amount with no more decimals than the token has.' },
  CLI_ARTIST: { money: 'untouched', action: 'Name the account that busker artists lists.' },
  CLI_CROP: {
    money: 'untouched',
    action: 'Write middle, or percents such as 100,50,80, and name the picture.',
  },
  CLI_DATE: {
    money: 'untouched',
    action: 'Give a day, a month or a year, such as 2026-11-29, 2026-11 or 2026, or "" for none.',
  },
  CLI_FILE: { money: 'untouched', action: 'Name the file that holds the receipt.' },
  CLI_ISRC: {
    money: 'untouched',
    action: 'Give twelve letters and digits, such as DE-A62-26-00017, or "" for none.',
  },
  CLI_LABEL: { money: 'untouched', action: 'Find the label with the command that the message names.' },
  CLI_SEVERAL: {
    money: 'untouched',
    action: 'Name one work, or leave the option out that the message names.',
  },
  CLI_TOTAL_ABOVE: { money: 'untouched', action: 'Agree to more with --max, or buy fewer works.' },
  CLI_TAGS: { money: 'untouched', action: 'Give fewer or shorter tags, or "" for none.' },
  CLI_REDUCTION: {
    money: 'untouched',
    action: 'Give an amount, an end and, if it begins later, a beginning.',
  },
  CLI_PREVIEW: { money: 'untouched', action: 'Give where it begins, from where to where, or whole.' },
  CLI_RELEASE_TYPE: {
    money: 'untouched',
    action: 'Name one of the types that the message lists, or "" for none.',
  },
  CLI_LINK: { money: 'untouched', action: 'Write https:// or busker:// and where it leads.' },
  CLI_LYRICS: {
    money: 'untouched',
    action: 'Name a text file in UTF-8, plain or LRC, of at most 32 kilobytes.',
  },
  CLI_LIST_ORDER: { money: 'untouched', action: 'Choose newest, plays or played.' },
  CLI_MOMENT: { money: 'untouched', action: 'Write a day, or a day and a time in quotation marks.' },
  CLI_NUMBER: { money: 'untouched', action: 'Give a whole number within the range that the message names.' },
  CLI_ORDER: { money: 'untouched', action: 'List the orders: busker orders' },
  CLI_POLICY: { money: 'untouched', action: 'List the grants: busker grants' },
  CLI_CHANNELS: { money: 'untouched', action: 'Name the channels in one of the ways of the message.' },
  CLI_FEE_ABOVE: { money: 'untouched', action: 'Agree to more with --max-fee, or wait until it costs less.' },
  CLI_FEE_OPEN: { money: 'untouched', action: 'Say the most it may cost with --max-fee.' },
  CLI_PRICE_OPEN: { money: 'untouched', action: 'Say the most you pay with --max.' },
  CLI_REASON: {
    money: 'untouched',
    action: 'Give a reason that people can read, as short as the message says.',
  },
  CLI_SECRETS_DIFFER: { money: 'untouched', action: 'Start again, and type the same twice.' },
  CLI_SECRET_MISSING: {
    money: 'untouched',
    action: 'Type the secret when asked, or give it as a line on a file descriptor.',
  },
  CLI_SERVICE_EXISTS: {
    money: 'untouched',
    action:
      'Look at the file that the message names, and move it away; or choose another name with --service NAME.',
  },
  CLI_SERVICE_UNPACKED: {
    money: 'untouched',
    action: 'Have the command line packed, and run it from there: npm run dist -- cli',
  },
  CLI_SETTING_OPEN: { money: 'untouched', action: 'Say it with the option that the message names.' },
  CLI_USAGE: { money: 'untouched', action: 'Run: busker help' },
  CONFIRMATION_DECLINED: {
    money: 'untouched',
    action: 'Do it again, and confirm it in the window that asks.',
  },
  CONTROL_CANCELLED: { money: 'pending', action: 'Look at what was asked for; ask again when wanted.' },
  CONTROL_FOLDER_FOREIGN: {
    money: 'untouched',
    action: 'Run chmod 700 on the folder that the message names.',
  },
  CONTROL_INPUT: { money: 'untouched', action: 'Correct what the message names.' },
  CONTROL_NODE_GONE: { money: 'pending', action: 'Start the node and look again.' },
  CONTROL_NODE_NOT_RUNNING: { money: 'pending', action: 'Start the node: busker node' },
  CONTROL_UNKNOWN: { money: 'untouched', action: 'Use a command of the same version as the node.' },
  CONTROL_SOCKET_FOREIGN: {
    money: 'untouched',
    action: 'Look who owns the folder that the message names; name another one with --data.',
  },
  DOCUMENT_COPY_NOT_NEEDED: {
    money: 'untouched',
    action: 'Nothing: there are keys here. A copy is for a machine without them.',
  },
  DOCUMENT_GONE: { money: 'untouched', action: 'Look where the file is now, and open it from there.' },
  DOCUMENT_UNKNOWN: { money: 'untouched', action: 'Open a receipt, an invitation or a copy.' },
  FILE_NOT_CHOSEN: {
    money: 'untouched',
    action: 'Choose the file with the button, or drop it onto the window.',
  },
  IPC_INPUT: {
    money: 'untouched',
    action: 'Report it: a page of Busker asked for something in the wrong form.',
  },
  IPC_SENDER_REFUSED: { money: 'untouched', action: "Nothing: only Busker's own pages may ask." },
} as const satisfies ErrorEntries
