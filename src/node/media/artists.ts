import type { IAudioMetadata } from 'music-metadata'

/** A name of one or two letters between slashes is a part of a name: AC/DC, M/A/R/R/S. */
const shortestName = 3

/**
 * The artists of a track: as they are shown, and one by one.
 *
 * ID3v2.3 puts slashes between artists and has no other way to write AC/DC: those whose parts are that short stay whole.
 */
export function artistsOf({ common, native }: Pick<IAudioMetadata, 'common' | 'native'>): {
  artist: string | undefined
  artists: readonly string[]
} {
  const split = nativeTexts(native, 'ID3v2.3', 'TPE1')
  if (split.length > 1 && split.some((part) => part.length < shortestName)) {
    const whole = split.join('/')
    return { artist: whole, artists: [whole] }
  }
  const artists = [...new Set(common.artists ?? [])].filter((name) => name.trim() !== '')
  const isJoined = artists.length > 1 && artists.every((name) => common.artist?.includes(name) === true)
  const isOneLine = artistTags.some(([kind, id]) => nativeTexts(native, kind, id).length === 1)
  if (isJoined && isOneLine) return { artist: common.artist, artists }
  return { artist: artists.length > 1 ? artists.join(', ') : common.artist, artists }
}

/** Where each kind of tag has its artists. */
const artistTags = [
  ['ID3v2.4', 'TPE1'],
  ['ID3v2.3', 'TPE1'],
  ['vorbis', 'ARTIST'],
  ['APEv2', 'Artist'],
  ['iTunes', '©ART'],
] as const

function nativeTexts(native: IAudioMetadata['native'], kind: string, id: string): string[] {
  return (native[kind] ?? []).flatMap((tag) =>
    tag.id === id && typeof tag.value === 'string' ? [tag.value] : [],
  )
}
