/** What owned sound can be written as. `m4a` is AAC, as the artist encoded it. */
export const exportFormats = ['flac', 'alac', 'mp3', 'm4a', 'wav'] as const
export type ExportFormat = (typeof exportFormats)[number]

/** How the names of such files end, without the point. */
export const exportExtensions: Readonly<Record<ExportFormat, string>> = {
  flac: 'flac',
  alac: 'm4a',
  mp3: 'mp3',
  m4a: 'm4a',
  wav: 'wav',
}
