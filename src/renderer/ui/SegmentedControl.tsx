import { countText } from './count.ts'

interface SegmentedControlProps<Value extends string> {
  readonly label: string
  readonly segments: readonly { readonly value: Value; readonly label: string; readonly count?: number }[]
  readonly chosen: Value
  readonly onChoose: (value: Value) => void
}

/** One of a few: such as which part of a list is shown, with how many each has. */
export function SegmentedControl<Value extends string>(props: SegmentedControlProps<Value>) {
  const { label, segments, chosen, onChoose } = props
  return (
    <div role="group" aria-label={label} className="flex rounded-small bg-surface-3 p-0.5">
      {segments.map((segment) => (
        <button
          key={segment.value}
          type="button"
          aria-pressed={segment.value === chosen}
          onClick={() => onChoose(segment.value)}
          className="h-8 rounded-[4px] px-3 text-text-2 aria-pressed:bg-surface-2 aria-pressed:font-medium aria-pressed:text-text-1"
        >
          {segment.label}
          {segment.count === undefined ? null : (
            <span className="text-text-3"> {countText(segment.count)}</span>
          )}
        </button>
      ))}
    </div>
  )
}
