import type { WorkCodeView } from '../../shared/api/codes.ts'
import { codeDeepLink } from '../../shared/deepLinks.ts'
import type { Label } from '../../shared/ids.ts'
import { csvText } from './csvText.ts'

/** Codes of a work for a spreadsheet or a mail merge: each with the link that fills it in, when it ends, and who redeemed it. */
export function codesCsv(label: Label, codes: readonly WorkCodeView[]): string {
  return csvText(
    ['code', 'link', 'until', 'redeemed by'],
    codes.map(({ code, endsAt, redeemedBy }) => ({
      code,
      link: codeDeepLink(label, code),
      until: endsAt === null ? '' : new Date(endsAt).toISOString(),
      'redeemed by': redeemedBy ?? '',
    })),
  )
}
