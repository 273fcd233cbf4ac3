/** Why somebody reports an artist or a work to a hub. */
export const reportReasons = ['notTheirs', 'impersonation', 'unlawful', 'spam', 'broken', 'other'] as const
export type ReportReason = (typeof reportReasons)[number]

/** Characters of what is written beside it, as people count them. */
export const reportTextMaxLength = 500
