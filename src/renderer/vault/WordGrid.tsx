import { t } from '../../shared/i18n/t.ts'
/** The 24 words in their order, to be written down by hand: they cannot be selected. */
export function WordGrid({ words }: { readonly words: readonly string[] }) {
  return (
    <ol
      aria-label={t('common.your24Words')}
      className="grid grid-flow-col grid-cols-3 grid-rows-8 gap-x-4 rounded-large border border-line bg-surface-2 px-5 py-4 select-none"
    >
      {words.map((word, index) => (
        <li key={`${index} ${word}`} className="flex items-baseline gap-2 py-1">
          <span className="w-5 text-end text-xs text-text-3 tabular-nums">{index + 1}</span>
          <span className="text-lg font-medium">{word}</span>
        </li>
      ))}
    </ol>
  )
}
