/** Sound that Busker does not take, by the marker of its file. */
interface OtherKind {
  /** What a person calls it, with its article. */
  readonly name: string
  /** What to do; left out: export it. */
  readonly advice?: string
}

const render = 'Its notes become sound in your tracker or synthesiser: render it there, as WAV or FLAC.'
const film = 'Export its sound as a file of its own, such as WAV or FLAC.'
const chip = 'A chip plays it. Record it from your player as WAV or FLAC.'
const tracker = (name: string): OtherKind => ({ name, advice: render })

const markers: readonly (readonly [kind: OtherKind, offset: number, ...markers: string[]])[] = [
  [{ name: 'an Ogg file of another kind (such as Speex or video)' }, 0, 'OggS'],
  [{ name: 'a Matroska or WebM file', advice: film }, 0, '\x1a\x45\xdf\xa3'],
  [{ name: 'an AVI film', advice: film }, 8, 'AVI '],
  [{ name: 'a Flash film', advice: film }, 0, 'FLV\x01'],
  [{ name: 'an MPEG film', advice: film }, 0, '\0\0\x01\xba', '\0\0\x01\xb3'],
  [{ name: 'a RealAudio file' }, 0, '.RMF', '.ra\xfd'],
  [{ name: 'an AAC file of the old kind (ADIF)' }, 0, 'ADIF'],
  [{ name: 'a Dolby AC-3 file' }, 0, '\x0b\x77'],
  [{ name: 'a DTS file' }, 0, '\x7f\xfe\x80\x01', '\xfe\x7f\x01\x80'],
  [{ name: 'an AMR recording' }, 0, '#!AMR'],
  [{ name: 'an OptimFROG file' }, 0, 'OFR '],
  [{ name: 'a TAK file' }, 0, 'tBaK'],
  [{ name: 'a Shorten file' }, 0, 'ajkg'],
  [{ name: 'an LA (Lossless Audio) file' }, 0, 'LA02', 'LA03', 'LA04'],
  [{ name: 'a TTA file of version 2' }, 0, 'TTA2'],
  [{ name: 'a QOA file' }, 0, 'qoaf'],
  [{ name: 'an ATRAC file' }, 0, 'EA3', 'ea3'],
  [{ name: 'a Creative Voice file' }, 0, 'Creative Voice File'],
  [{ name: 'a NIST SPHERE file' }, 0, 'NIST_1A'],
  [{ name: 'an IRCAM file' }, 0, '\x64\xa3\x01\0', '\x64\xa3\x02\0', '\0\x02\xa3\x64', '\0\x01\xa3\x64'],
  [{ name: 'an Amiga 8SVX sample' }, 8, '8SVX', '16SV'],
  [{ name: 'a SoundFont', advice: render }, 8, 'sfbk'],
  [{ name: 'a MIDI file', advice: render }, 0, 'MThd'],
  [{ name: 'a MIDI file', advice: render }, 8, 'RMID'],
  [tracker('a FastTracker module (XM)'), 0, 'Extended Module: '],
  [tracker('an Impulse Tracker module (IT)'), 0, 'IMPM'],
  [tracker('a Scream Tracker module (S3M)'), 44, 'SCRM'],
  [tracker('a MultiTracker module (MTM)'), 0, 'MTM\x10'],
  [tracker('an OctaMED module (MED)'), 0, 'MMD0', 'MMD1', 'MMD2', 'MMD3'],
  [tracker('a MO3 module'), 0, 'MO3'],
  [
    tracker('a ProTracker module (MOD)'),
    1080,
    'M.K.',
    'M!K!',
    'FLT4',
    'FLT8',
    '4CHN',
    '6CHN',
    '8CHN',
    'CD81',
  ],
  [{ name: 'an NES tune (NSF)', advice: chip }, 0, 'NESM\x1a'],
  [{ name: 'a Commodore 64 tune (SID)', advice: chip }, 0, 'PSID', 'RSID'],
  [{ name: 'a Super Nintendo tune (SPC)', advice: chip }, 0, 'SNES-SPC700'],
  [{ name: 'a VGM tune', advice: chip }, 0, 'Vgm '],
  [{ name: 'a Game Boy tune (GBS)', advice: chip }, 0, 'GBS\x01'],
]

/** Telephone speech without any header: frames of 33 bytes that begin alike. */
const gsm = { name: 'a GSM recording', frameBytes: 33, signature: 0xd, frames: 20 }

/**
 * What a file is; undefined where that is not known.
 *
 * @param head its first bytes, at least 1,084: the marker of MOD files stands behind the names of their samples
 */
export function otherKind(head: Buffer): OtherKind | undefined {
  if (isGsm(head)) return { name: gsm.name }
  const text = head.toString('latin1')
  return markers.find(([, offset, ...known]) => known.some((marker) => text.startsWith(marker, offset)))?.[0]
}

function isGsm(head: Buffer): boolean {
  const frames = Math.min(gsm.frames, Math.floor(head.length / gsm.frameBytes))
  if (frames < 3) return false
  return Array.from({ length: frames }, (_, frame) => head.readUInt8(frame * gsm.frameBytes)).every(
    (byte) => byte >> 4 === gsm.signature,
  )
}
