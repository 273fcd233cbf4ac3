import type { ApiHandlers } from '../../shared/api/define.ts'
import type { WorkView } from '../../shared/api/node.ts'
import { BuskerError, type ErrorCode } from '../../shared/errors.ts'
import { toAmount } from '../../shared/money.ts'
import type { Label } from '../../shared/ids.ts'
import type { IpcMethods } from '../../shared/ipc.ts'
import { diagnosticsParts } from './fixtures/app.ts'
import { newSoundUpload, widePicture } from './fixtures/studio.ts'
import { bonusFiles, creditsOf } from './fixtures/works.ts'
import { hashOf, tokens, uuidOf, waveformOf } from './fixtures/seededValues.ts'
import type { AppFixture } from './appFixture.ts'
import { phoneListening } from './fixtures/phone.ts'
import { basketHandlers } from './basketHandlers.ts'
import { comingHandlers } from './comingHandlers.ts'
import { contactHandlers } from './contactHandlers.ts'
import { discoverHandlers } from './discoverHandlers.ts'
import { codeHandlers } from './codeHandlers.ts'
import { saleHandlers } from './saleHandlers.ts'
import { playlistHandlers } from './playlistHandlers.ts'
import { keeperHandlers } from './keeperHandlers.ts'
import { machineHandlers } from './machineHandlers.ts'
import { serverHandlers } from './serverHandlers.ts'

/** Handlers of the whole contract, answered from a fixture. A mutation changes only its own answer. */
export function fixtureHandlers(fixture: AppFixture): ApiHandlers<IpcMethods> {
  const works = [...fixture.market, ...fixture.own]
  const workOf = (label: Label): WorkView =>
    required(
      works.find((work) => work.label === label),
      'CATALOGUE_UNKNOWN',
    )
  const purchaseOf = (id: string) =>
    required(
      fixture.purchases.find((one) => one.id === id),
      'ORDER_UNKNOWN',
    )
  const uploadOf = (id: string) =>
    required(
      fixture.uploads.find((one) => one.id === id),
      'UPLOAD_UNKNOWN',
    )
  const wallet = async () => fixture.wallet
  const saved = async () => ({ file: '/home/ana/Documents/busker' })
  const nothing = async () => ({})

  return {
    status: async () => fixture.status,
    identity: async () => ({ card: 'busker-identity:1:example' }),
    search: async ({ text, limit }) => works.filter((work) => matches(work, text)).slice(0, limit),
    works: async ({ owner }) => [
      ...(owner === 'self' ? fixture.own : fixture.library.map(({ work }) => work)),
    ],
    newest: async ({ limit }) => fixture.market.slice(0, limit),
    work: async ({ label }) => {
      const work = workOf(label)
      const isRelease = work.kind === 'release'
      return {
        work,
        description: isRelease
          ? 'Recorded over eleven nights in a boathouse, with the doors open and the tide coming in under the floor.'
          : null,
        bonus: isRelease ? [...bonusFiles] : [],
        credits: creditsOf(isRelease),
        waveform: isRelease ? '' : waveformOf(work.title),
        renditions: isRelease ? [] : renditions,
        tracks: isRelease ? works.filter((one) => one.releaseTitle === work.title) : [],
        releases: works.filter((one) => one.kind === 'release' && one.title === work.releaseTitle),
      }
    },
    seller: async ({ address }) => ({
      address,
      name: works.find((work) => work.artist === address)?.artistName ?? null,
      namesakes: fixture.namesakes,
      purchases: fixture.purchases.filter(({ seller, hasAccess }) => seller === address && hasAccess).length,
    }),
    ...discoverHandlers(fixture),
    profile: async () => fixture.profile,
    setProfile: async ({ name, about, place, links }) => ({
      ...(fixture.profile ?? noProfile),
      ...(name !== undefined && { name }),
      ...(about !== undefined && { about }),
      ...(place !== undefined && { place }),
      ...(links && { links }),
    }),
    artist: async ({ address }) => ({
      ...(fixture.own.some(({ artist }) => artist === address) && fixture.profile !== null
        ? fixture.profile
        : {
            ...noProfile,
            name: works.find((work) => work.artist === address)?.artistName ?? 'Somebody',
            about: 'Plays where there is room to. Writes on trains.',
          }),
      address,
      namesakes: fixture.namesakes,
      works: works.filter((work) => work.artist === address),
      changedAt: Date.now() - 7_200_000,
    }),

    buy: async ({ label }) => ({
      ...required(fixture.purchases[1], 'ORDER_UNKNOWN'),
      label,
      price: workOf(label).price,
    }),
    ...codeHandlers(fixture),
    ...playlistHandlers(fixture, workOf),
    ...basketHandlers(fixture),
    ...comingHandlers(fixture),
    ...contactHandlers(fixture),
    confirm: async ({ id }) => purchaseOf(id),
    cancel: async ({ id }) => purchaseOf(id),
    ...saleHandlers(fixture),
    purchases: async () => [...fixture.purchases],
    purchase: async ({ id }) => purchaseOf(id),
    receipt: async () => ({ receipt: 'busker-receipt:1:example' }),
    verifyReceipt: async () => {
      const { seller, recipient, label, price } = required(fixture.purchases[1], 'ORDER_UNKNOWN')
      const { title, artistName, manifest } = workOf(label)
      const paid = { seller, buyer: recipient, recipient, label, manifest, amount: price }
      return { ...paid, chainId: 31_337, tokenNetwork: seller, title, artistName, isOnThisNetwork: true }
    },
    receiptPage: async () => ({ page: '<!doctype html>' }),
    grants: async () => [...fixture.grants],
    revoke: async ({ id }) => ({
      ...required(
        fixture.grants.find((one) => one.id === id),
        'POLICY_UNKNOWN',
      ),
      isRevoked: true,
      acknowledged: 1,
    }),
    joinedPolicies: async () => [...fixture.joined],

    wallet,
    quoteFee: async () => ({ fee: tokens(0.001) }),
    payments: async ({ limit }) => fixture.payments.slice(0, limit),
    connect: wallet,
    connection: async () => fixture.connection,
    beginConnecting: async () => fixture.connection,
    stopConnecting: async () => fixture.connection,
    deposit: wallet,
    withdraw: wallet,
    closeChannel: wallet,
    watchedChannels: async () => [...fixture.watchedChannels],
    acceptChannelLoss: async () => [...fixture.watchedChannels],
    faucet: wallet,
    send: async () => ({ secretHash: hashOf('tip'), outcome: 'paid', fee: tokens(0.015) }),
    snapshotKeep: async () => ({ number: fixture.snapshot.kept + 1 }),
    restartPart: nothing,
    gifts: async () => fixture.gifts,
    acceptGift: async () => fixture.gifts,
    declineGift: async () => fixture.gifts,
    acceptGiftsFrom: async () => fixture.gifts,
    towers: async () => fixture.towers,
    ...machineHandlers(fixture),
    ...serverHandlers(fixture),
    ...keeperHandlers(fixture),
    addTower: async () => fixture.towers,
    removeTower: async () => fixture.towers,

    inspect: async () => [...fixture.inspected],
    upload: async () => [...fixture.uploads],
    uploads: async () => [...fixture.uploads],
    cancelUpload: async ({ id }) => ({ ...uploadOf(id), state: 'cancelled' }),
    setUploadComing: async ({ id }) => uploadOf(id),
    rescheduleUpload: async ({ id, publishAt }) => ({ ...uploadOf(id), publishAt: publishAt ?? undefined }),
    resumeUpload: async ({ id }) => ({ ...uploadOf(id), state: 'running', problem: null }),
    dismissUpload: nothing,
    followUpload: async ({ id }) => uploadOf(id),
    replaceSound: async ({ id, file }) =>
      newSoundUpload(
        required(
          fixture.own.find((work) => work.id === id),
          'CATALOGUE_UNKNOWN',
        ),
        file,
      ),
    reprice: async ({ id, price }) => ({
      ...required(
        fixture.own.find((work) => work.id === id),
        'CATALOGUE_UNKNOWN',
      ),
      price,
    }),
    editWork: async ({ id }) => {
      const work = required(
        fixture.own.find((one) => one.id === id),
        'CATALOGUE_UNKNOWN',
      )
      return { work, replaced: [work.manifest] }
    },
    restoreWorks: nothing,
    withdrawWork: nothing,

    play: async ({ label }) => playableOf(workOf(label)),
    preview: async ({ label }) => playableOf(workOf(label)),
    prefetch: nothing,
    download: async () => ({ bytes: 31_400_000 }),
    hlsLink: async () => ({
      url: 'http://127.0.0.1:49152/hls/token/master.m3u8',
      page: 'http://127.0.0.1:49152/hls/token/',
      expiresAt: Date.now() + 3_600_000,
    }),

    library: async () => [...fixture.library],
    localFolders: async () => [...fixture.localFolders],
    removeLocalFolder: async ({ id }) => fixture.localFolders.filter((one) => one.id !== id),
    scanLocalFolders: async () => [...fixture.localFolders],
    phone: async () => fixture.phone,
    stopPhone: async () => ({ ...fixture.phone, listening: null }),
    'app.startPhone': async () => ({ ...fixture.phone, listening: phoneListening }),
    'app.addLocalFolder': async () => [...fixture.localFolders],
    listenBrainz: async () => fixture.listenBrainz,
    connectListenBrainz: async () => ({ user: 'ana', waiting: 0, problem: null }),
    disconnectListenBrainz: async () => ({ user: null, waiting: 0, problem: null }),
    audioStorage: async () => fixture.audioStorage,
    removeAudio: async () => fixture.audioStorage,
    setAudioLimit: async ({ limit }) => ({ ...fixture.audioStorage, limit }),
    plays: async () => [...fixture.plays],
    notePlay: async () => ({ isCounted: true }),
    measureSound: async ({ file }) => ({
      durationMs: fixture.inspected.find((one) => one.file === file)?.durationMs ?? 180_000,
      loudness: { integrated: -9.2, truePeak: -0.3 },
      waveform: waveformOf(file),
    }),
    uploadDraft: async () => fixture.uploadDraft,
    keepUploadDraft: nothing,
    discardUploadDraft: nothing,
    queue: async () => null,
    keepQueue: nothing,

    'app.state': async () => fixture.app,
    'app.preferences': async () => fixture.preferences,
    'app.setPreferences': async (changed) =>
      ({ ...fixture.preferences, ...changed }) as AppFixture['preferences'],
    'app.loginItem': async () => fixture.loginItem,
    'app.setLoginItem': async ({ isOn }) => ({ ...fixture.loginItem, isOn }),
    'app.update': async () => fixture.update,
    'app.checkForUpdate': async () => fixture.update,
    'app.restartIntoUpdate': nothing,
    'app.spending': async () => fixture.spending,
    'app.setSpendingLimit': async ({ limit }) => ({ ...fixture.spending, limit }),
    'app.networks': async () => [...fixture.networks],
    'app.chooseNetwork': async ({ id }) => {
      const { isToAccept: _, ...network } = required(
        fixture.networks.find((one) => one.id === id),
        'NETWORK_NONE',
      )
      return { ...fixture.app, network }
    },
    'app.checkNetwork': async () => ({ decimals: 18, channelLimit: tokens(5_000) }),
    quoteTransfer: async ({ to }) => ({ to: to.trim(), fee: toAmount(42n * 10n ** 12n) }),
    sendFromAccount: async ({ id, asset, amount }) => ({
      ...required(fixture.transfers[0], 'INTERNAL_ERROR'),
      id,
      asset,
      amount,
    }),
    voucher: async () => fixture.voucher,
    chainSteps: async () => [...fixture.chainSteps],
    transfers: async () => [...fixture.transfers],
    rpcUrls: async () => fixture.rpcUrls,
    hubBlocks: async () => [...fixture.hubBlocks],
    report: nothing,
    setRpcUrls: async ({ urls }) => ({ ...fixture.rpcUrls, own: urls }),
    'app.importNetwork': async () => null,
    'app.invitation': async () => ({ link: fixture.invitation === null ? null : 'busker://join/example' }),
    'app.pasteInvitation': nothing,
    'app.chooseInvitation': nothing,
    'app.dismissInvitation': nothing,
    'app.readInvitation': async () => required(fixture.invitation ?? undefined, 'NETWORK_NONE'),
    'app.joinNetwork': async () => fixture.app,
    'app.beginTrial': async () => fixture.app,
    'app.endTrial': async () => fixture.app,
    'app.openVault': nothing,
    'app.lock': nothing,
    'app.chooseAudio': async () => fixture.inspected.map(({ file }) => file),
    'app.chooseBonus': async () => fixture.chosenBonus ?? [],
    'app.chooseArtwork': async () => fixture.chosenArtwork ?? (await saved()),
    'app.cropArtwork': async () => ({ preview: widePicture }),
    'app.saveSnapshot': saved,
    'app.saveReceipt': saved,
    'app.saveSales': saved,
    'app.saveCodes': saved,
    'app.saveActivity': saved,
    'app.saveLog': saved,
    'app.saveQrCode': saved,
    'app.promote': async () => ({ folder: '/home/ana/page', files: 12, bytes: 4_200_000 }),
    'app.exportFiles': async ({ labels }) => ({
      id: uuidOf('an export'),
      folder: '/home/ana/Music',
      files: labels.map((label) => ({
        label,
        title: workOf(label).title,
        file: '/home/ana/Music/Maren Holt/Tidal Rooms/01 Salt.flac',
        isNew: true,
        madeFrom: 'lossless' as const,
        hasCover: true,
        samples: 9_261_000,
        sampleRate: 44_100,
        channels: 2,
      })),
      bonus: [],
      failures: [],
    }),
    'app.showExported': nothing,
    'app.saveBonus': async ({ label }) => ({
      id: uuidOf('a saved file'),
      label,
      file: '/home/ana/Music/Booklet.pdf',
      isNew: true,
    }),
    'app.openBonus': nothing,
    'app.makeDraggable': nothing,
    'app.recentFiles': async () => fixture.recentFiles ?? [],
    'app.openRecent': nothing,
    'app.clearRecent': nothing,
    'app.noteReceipt': nothing,
    'app.takeReceipt': async () => ({ text: null }),
    'app.dragFiles': async () => ({ outcome: 'dragged' as const }),
    'app.copyText': nothing,
    'app.playing': nothing,
    'app.quit': nothing,
    'diagnostics.parts': async () => diagnosticsParts,
  }
}

const noProfile = {
  name: '',
  about: null,
  place: null,
  links: [],
  recommends: [],
  picture: null,
  header: null,
}

function playableOf({ label, artist, title, artistName, releaseTitle, artwork, durationMs, id }: WorkView) {
  return {
    label,
    artist,
    title,
    artistName,
    releaseTitle,
    artwork,
    durationMs: durationMs ?? 0,
    loudness: { integrated: -14.2, truePeak: -1.1 },
    releases: [],
    waveform: waveformOf(title),
    id,
    renditions: [
      {
        name: 'flac',
        mime: 'audio/mp4; codecs="flac"',
        sampleRate: 44_100,
        channels: 2,
        bitrate: 920_000,
        encoderDelay: 0,
        sampleCount: 44_100 * 60,
        segments: [0, 44_100],
      },
    ],
  }
}

const renditions = [
  { name: 'flac', codec: 'flac', sampleRate: 44_100, channels: 2, bitrate: 920_000, bytes: 28_900_000 },
  { name: 'aac', codec: 'mp4a.40.2', sampleRate: 44_100, channels: 2, bitrate: 256_000, bytes: 8_060_000 },
  {
    name: 'aac-small',
    codec: 'mp4a.40.2',
    sampleRate: 44_100,
    channels: 2,
    bitrate: 96_000,
    bytes: 3_020_000,
  },
]

function matches({ title, artistName, releaseTitle, genre }: WorkView, text: string): boolean {
  const words = [title, artistName, releaseTitle, genre].join(' ').toLowerCase()
  return words.includes(text.toLowerCase())
}

function required<T>(value: T | undefined, code: ErrorCode): T {
  if (value === undefined) throw new BuskerError(code, 'It is not in this scenario.')
  return value
}
