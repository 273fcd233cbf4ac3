import { z } from 'zod'
import { artworkCrop } from '../artworkCrop.ts'
import { deepLinkPath } from '../deepLinks.ts'
import { errorData } from '../errors/errorSchemas.ts'
import { address, label } from '../ids.ts'
import { exportFormats } from '../exportFormats.ts'
import { languageChoices } from '../i18n/languages.ts'
import { amount } from '../money.ts'
import { defineApi } from './define.ts'

const noFields = z.strictObject({})

export const preferences = z.strictObject({
  theme: z.enum(['system', 'light', 'dark']),
  /** What one reads in. */
  language: z.enum(languageChoices),
  /** Whether tracks are brought to one loudness. */
  normaliseLoudness: z.boolean(),
  /** Whose loudness that is: each track's, its release's, or the release's where its tracks follow each other. */
  loudnessMode: z.enum(['automatic', 'track', 'album']),
  /** Seconds for which two tracks are heard together; 0: they follow without a gap. */
  crossfadeSeconds: z.number().min(0).max(12),
  /** How fast music is played, 1 being as it was recorded; the pitch is kept. */
  playbackSpeed: z.number().min(0.5).max(2),
  /** The audio output device, as the page's browser names it; empty: the system's default. */
  outputDevice: z.string().max(200),
  /** The window is small and stays above others: what plays, and its controls. */
  isMiniPlayer: z.boolean(),
  /** Which rendition is played. */
  quality: z.enum(['lossless', 'high', 'small']),
  /** What sound is downloaded as. */
  downloadFormat: z.enum(exportFormats),
  /** Closing the window leaves Busker running while works are on sale. */
  closeToTray: z.boolean(),
  notifySales: z.boolean(),
  /** Of artists whom one follows. */
  notifyReleases: z.boolean(),
  /** Of music that was bought, and of gifts, while one does not look at Busker. */
  notifyArrivals: z.boolean(),
  /** After how long without anybody at the machine Busker locks itself; 0: never. */
  lockAfterMinutes: z.literal([0, 5, 15, 60]),
  /** Busker locks itself with the screen, and when the machine goes to sleep. */
  locksWithScreen: z.boolean(),
  /** Busker looks for newer versions of itself. */
  checksForUpdates: z.boolean(),
  /** What one is here for: decides what the navigation shows and the first steps are. Null: not said, so everything is shown. */
  role: z.enum(['listener', 'artist', 'both']).nullable(),
})
export type Preferences = z.output<typeof preferences>
export type Role = NonNullable<Preferences['role']>

export const networkView = z.strictObject({
  id: z.string(),
  name: z.string(),
  symbol: z.string(),
  operator: z.string(),
  /** On one machine, with play money. */
  isLocal: z.boolean(),
  /** Of the chain. */
  chainName: z.string(),
  chainId: z.int(),
  /** The token's contract. */
  token: address,
  /** How long a closed connection waits until its money is back. */
  settleTimeoutSeconds: z.int(),
})
export type NetworkView = z.output<typeof networkView>

const networkChoice = networkView.extend({
  /** Its contracts are ones that only its operator vouches for, and the person has not accepted them yet. */
  isToAccept: z.boolean(),
})
export type NetworkChoice = z.output<typeof networkChoice>

/** What an invitation leads to. */
const invitationView = networkChoice.extend({
  /** Of its token. */
  decimals: z.int(),
  /** The most that its hub takes for one payment. */
  maximumFee: amount,
  /** What the hub gives whoever redeems it; null: nothing. */
  credit: amount.nullable(),
  /** Why it gives nothing, although the invitation promises it. */
  creditProblem: errorData.nullable(),
  /** This is the network one is on already. */
  isCurrent: z.boolean(),
})
export type InvitationView = z.output<typeof invitationView>

/** What the chain itself says of a network; amounts in base units of its token. */
const networkFacts = z.strictObject({
  decimals: z.int(),
  /** The most one side can put into a connection. */
  channelLimit: amount,
})

export const appState = z.strictObject({
  /** new: no keys on this machine; locked: the vault is closed; opening: the node starts; open: the node can be asked. */
  phase: z.enum(['new', 'locked', 'opening', 'open']),
  network: networkView.nullable(),
  /** The words are written down and a passphrase opens the vault. False: not yet, so it is for play money alone; or there is none. */
  hasPassphrase: z.boolean(),
  /** Why the node could not be opened. */
  problem: errorData.nullable(),
  version: z.string(),
  /** Electron's version. */
  electron: z.string(),
  platform: z.string(),
})
export type AppState = z.output<typeof appState>

/** What may be paid for music in 24 hours, and put into the channel, without a question in a window of its own. */
export const spendingView = z.strictObject({
  limit: amount,
  /** For music, in the last 24 hours, without a question. */
  spent: amount,
})
export type SpendingView = z.output<typeof spendingView>

const loginItemView = z.strictObject({
  isOn: z.boolean(),
  /** Only what is installed can be started by the system. */
  isPossible: z.boolean(),
})

/** How far this Busker is with a newer version of itself. */
export const updateView = z.discriminatedUnion('state', [
  /** It is not of a kind that replaces itself. */
  z.strictObject({ state: z.literal('unavailable') }),
  /** None is known that could be taken. */
  z.strictObject({
    state: z.literal('none'),
    /** When one was looked for last, ms since 1970; null: not yet. */
    checkedAt: z.int().nullable(),
    /** A version that never showed its window here, and was put away again. */
    refused: z.string().nullable(),
  }),
  z.strictObject({ state: z.literal('checking') }),
  z.strictObject({ state: z.literal('downloading'), version: z.string(), percent: z.int() }),
  /** It is there at the next start. */
  z.strictObject({ state: z.literal('ready'), version: z.string() }),
  z.strictObject({ state: z.literal('failed'), problem: errorData }),
])
export type UpdateView = z.output<typeof updateView>

/** What the vault window is opened for. */
export const vaultPurpose = z.enum([
  'create',
  'protect',
  'restore',
  'unlock',
  'useWords',
  'changePassphrase',
  'showWords',
])
export type VaultPurpose = z.output<typeof vaultPurpose>

/** A snapshot in a file, as far as it can be read without the words. */
const copyView = z.strictObject({ file: z.string(), name: z.string(), number: z.int(), madeAt: z.int() })
export type CopyView = z.output<typeof copyView>

/** A person may close the dialog: then null, or nothing, is chosen. */
const savedFile = z.strictObject({ file: z.string().nullable() })

/** What the application does around its node. No secret passes here: words and passphrases live in a window of their own. */
export const appApi = defineApi({
  'app.state': { input: noFields, output: appState },
  'app.preferences': { input: noFields, output: preferences },
  'app.setPreferences': { input: preferences.partial(), output: preferences },
  /** Whether Busker starts with the system, hidden; what the system says now. */
  'app.loginItem': { input: noFields, output: loginItemView },
  'app.setLoginItem': { input: z.strictObject({ isOn: z.boolean() }), output: loginItemView },
  'app.update': { input: noFields, output: updateView },
  /** Looks for a newer version, and fetches it. */
  'app.checkForUpdate': { input: noFields, output: updateView },
  /** Ends Busker, and starts the version that is ready. */
  'app.restartIntoUpdate': { input: noFields, output: noFields },
  'app.spending': { input: noFields, output: spendingView },
  /** A higher limit is one that the person confirms. */
  'app.setSpendingLimit': { input: z.strictObject({ limit: amount }), output: spendingView },
  'app.networks': { input: noFields, output: z.array(networkChoice) },
  'app.chooseNetwork': {
    input: z.strictObject({
      id: z.string(),
      /** The person takes the operator's word for contracts that Busker does not know by itself. */
      acceptsContracts: z.boolean().optional(),
    }),
    output: appState,
  },
  /** Compares a network with its chain; the error says what does not fit. */
  'app.checkNetwork': { input: z.strictObject({ id: z.string() }), output: networkFacts },
  /** Asks for a profile file, checks it and adds it. */
  'app.importNetwork': { input: noFields, output: networkView.nullable() },
  /** The invitation that is open; null: none. */
  'app.invitation': { input: noFields, output: z.strictObject({ link: z.string().nullable() }) },
  /** Opens one that was pasted. Nothing is joined. */
  'app.pasteInvitation': { input: z.strictObject({ text: z.string().max(4096) }), output: noFields },
  /** Asks for a file, and opens the invitation in it. */
  'app.chooseInvitation': { input: noFields, output: noFields },
  /** Asks the hub of the open one what it leads to. */
  'app.readInvitation': { input: noFields, output: invitationView },
  'app.dismissInvitation': { input: noFields, output: noFields },
  /** Joins what was read last. The person confirms where no page reaches that they accept an operator's contracts. */
  'app.joinNetwork': { input: z.strictObject({ acceptsContracts: z.boolean() }), output: appState },
  /** Makes keys to try Busker with, on a network of play money, and opens them: nothing is asked. */
  'app.beginTrial': { input: z.strictObject({ id: z.string() }), output: appState },
  /** Puts the keys of a trial aside, once the person has confirmed it where no page reaches: one begins anew. */
  'app.endTrial': { input: noFields, output: appState },
  /** Opens the vault window; a vault without a passphrase is unlocked without it. */
  'app.openVault': {
    /** `copy`: with `restore`, a copy file that was chosen. */
    input: z.strictObject({ purpose: vaultPurpose, copy: z.string().optional() }),
    output: noFields,
  },
  /** Asks for a copy file, or looks at one that was dropped: what it is of. Null: none was chosen. */
  'app.chooseCopy': { input: z.strictObject({ file: z.string().optional() }), output: copyView.nullable() },
  /** Refused where no passphrase opens again. */
  'app.lock': { input: noFields, output: noFields },
  'app.chooseAudio': {
    input: z.strictObject({ kind: z.enum(['files', 'folder']) }),
    output: z.array(z.string()),
  },
  /** Asks for files that go with a release. */
  'app.chooseBonus': { input: noFields, output: z.array(z.string()) },
  'app.chooseArtwork': {
    input: noFields,
    output: savedFile.extend({
      /** The picture as a data URL of at most 256 px. */
      preview: z.string().nullable().optional(),
      isSquare: z.boolean().optional(),
    }),
  },
  /** A square of a picture that was chosen, as a data URL of at most 256 px. */
  'app.cropArtwork': {
    input: z.strictObject({ file: z.string(), crop: artworkCrop }),
    output: z.strictObject({ preview: z.string() }),
  },
  'app.saveSnapshot': { input: noFields, output: savedFile },
  /** As a page for people, with the proof in it. */
  'app.saveReceipt': { input: z.strictObject({ id: z.string() }), output: savedFile },
  /** What was sold, as CSV for a bookkeeper. */
  'app.saveSales': { input: noFields, output: savedFile },
  /** Codes of a work on sale, each with the link that redeems it, as CSV. */
  'app.saveCodes': { input: z.strictObject({ label }), output: savedFile },
  /** Everything that moved, as CSV. */
  'app.saveActivity': { input: noFields, output: savedFile },
  /** A link to a page of Busker as a QR code, for a poster. */
  'app.saveQrCode': {
    input: z.strictObject({
      link: z.string().refine((text) => deepLinkPath(text) !== null),
      format: z.enum(['png', 'svg']),
    }),
    output: savedFile,
  },
  /** The log without anything secret, and the health of every part. */
  'app.saveLog': { input: noFields, output: savedFile },
  'app.copyText': { input: z.strictObject({ text: z.string().max(100_000) }), output: noFields },
  /** What plays, for the title, the tray and the system's media controls; null: nothing. */
  'app.playing': {
    input: z.strictObject({ title: z.string().nullable(), isPaused: z.boolean() }),
    output: noFields,
  },
  'app.quit': { input: noFields, output: noFields },
})

export type AppApi = typeof appApi

const appCommand = z.enum(['playPause', 'next', 'previous', 'search', 'checkReceipt'])
export type AppCommand = z.output<typeof appCommand>

export const appEvents = {
  'app.changed': appState,
  'app.updateChanged': updateView,
  /** Somebody started Busker again while it runs; this window has been brought to the front. */
  'app.reopened': noFields,
  /** It was to go on where another machine had stopped, and could not: it is as before. */
  'app.notTakenOver': z.strictObject({ problem: errorData }),
  /** A file that was opened outside of the page could not be. */
  'app.notOpened': z.strictObject({ problem: errorData }),
  /** A receipt was opened outside of the page; take it. */
  'app.receiptOpened': noFields,
  /** Another file is recent, or none is any more; query them again. */
  'app.recentChanged': noFields,
  /** An invitation was opened, or put aside. */
  'app.invited': noFields,
  /** A page to go to: from a notification or a `busker://` link, which only ever navigates. */
  'app.navigate': z.strictObject({ path: z.string().startsWith('/') }),
  /** From the tray, the menu or the system's media keys. */
  'app.command': z.strictObject({ command: appCommand }),
} as const
