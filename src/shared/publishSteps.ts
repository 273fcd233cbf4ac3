/** What publishing a track goes through, in this order. */
export const publishSteps = ['reading', 'encoding', 'sealing', 'publishing', 'announced'] as const
export type PublishStep = (typeof publishSteps)[number]
