import { clsx } from 'clsx'
import { Artwork } from '../../ui/Artwork.tsx'

const titles = [
  'Harbour Lights',
  'Low Water',
  'Salt',
  'Four Chairs',
  'Second Chair',
  'Night Ferry',
  'Generator Song',
  'Prepared Radio',
  'Undir jökli',
  'Paper Streets',
  'Signalman',
  'Before the Rain',
  'Weather',
  'Tidal Rooms',
  'Nocturne',
  'Boathouse',
  'Third Sunday',
  'Two Bridges',
  'Long Way Home',
  'Marina Road',
  'Last Train',
  'Winter Windows',
  'Quay',
  'Café, Closed',
  'Lamplighter',
  'Rope and Tar',
  'Northern Line',
  'Ink',
  'Orchard Wall',
  'Tin Roof',
  'Slow Clock',
  'Meridian',
  'Gravel',
  'Paper Boats',
  'The Answer',
  'Copper Wire',
]

/** Generated covers from edge to edge, as the background of the welcome pages. */
export function CoverWall({ isBlurred }: { readonly isBlurred: boolean }) {
  return (
    <div aria-hidden className="absolute inset-0 overflow-hidden bg-surface-0">
      <div
        className={clsx(
          'absolute -inset-8 grid auto-rows-max grid-cols-[repeat(auto-fill,minmax(150px,1fr))] gap-2 transition-[filter]',
          isBlurred && 'blur-xl',
        )}
      >
        {titles.concat(titles.toReversed()).map((title, index) => (
          <Artwork key={index} title={title} className="aspect-square w-full" />
        ))}
      </div>
      <div className="absolute inset-0 bg-surface-0/35" />
    </div>
  )
}
