import type { WorkDetail } from '../../../shared/api/catalogue.ts'

/** What people call the codecs of a manifest. */
const names: Readonly<Record<string, string>> = { 'mp4a.40.2': 'AAC', flac: 'FLAC' }

const kilo = new Intl.NumberFormat('en', { maximumFractionDigits: 1 })

/** In which encodings a track is sold. All of them are included. */
export function Formats({ renditions }: { readonly renditions: WorkDetail['renditions'] }) {
  return (
    <section aria-label="Formats" className="max-w-2xl">
      <h2 className="mb-2 text-lg font-semibold">Formats</h2>
      <table className="w-full text-left">
        <thead>
          <tr className="border-b border-line text-sm text-text-3 *:h-8 *:font-normal">
            <th scope="col">Format</th>
            <th scope="col">Sound</th>
            <th scope="col" className="text-right">
              Bits a second
            </th>
            <th scope="col" className="text-right">
              Size
            </th>
          </tr>
        </thead>
        <tbody>
          {renditions.map(({ name, codec, sampleRate, channels, bitrate, bytes }) => (
            <tr key={name} className="border-b border-line/60 *:h-9">
              <th scope="row" className="font-medium">
                {names[codec] ?? codec}
              </th>
              <td className="text-text-2">
                {kilo.format(sampleRate / 1000)} kHz, {channels === 1 ? 'mono' : 'stereo'}
              </td>
              <td className="text-right text-text-2">{kilo.format(bitrate / 1000)} k</td>
              <td className="text-right text-text-2">{kilo.format(bytes / 1e6)} MB</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
