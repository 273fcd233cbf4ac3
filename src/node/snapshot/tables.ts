/** How one table of the store takes part in snapshots. */
export type TablePart =
  /** Part of every snapshot. `afterRestore` is SQL that says what of it can't be gone on with on another machine. */
  | { readonly kept: true; readonly where?: string; readonly afterRestore?: string }
  /** Not part of it, because `why`. */
  | { readonly kept: false; readonly why: string }

/**
 * Every table of the store, in one of the two ways; a test fails for a table that is missing here.
 * A virtual table stands for its shadow tables too.
 */
export const snapshotTables: Readonly<Record<string, TablePart>> = {
  settings: { kept: true, where: "name NOT LIKE 'device-%' AND name NOT LIKE '%-cursor'" },

  // The old machine may have paid already, which this one's Raiden can't know. So nothing is sent again by itself:
  // a seller who was paid gives access again for nothing.
  purchases: {
    kept: true,
    afterRestore: `UPDATE purchases SET state = 'failed', deadline = NULL, code = 'ORDER_RESTORED', message =
      'This was being paid when the snapshot was made. Ask again: if the seller was paid, it costs nothing.'
      WHERE state = 'paying'`,
  },
  // The secret may be out already, so the buyer may hold a receipt; whether the money came can't be seen from here.
  sales: {
    kept: true,
    afterRestore: `UPDATE sales SET state = 'paid', debt = amount, deadline = NULL WHERE state = 'releasing'`,
  },
  payments: { kept: true },

  ursulas: { kept: true },
  grants: { kept: true },
  grant_ursulas: { kept: true },
  fragments: { kept: false, why: 'Joining again asks the Ursulas for them again.' },
  content_keys: { kept: true },

  uploads: {
    kept: true,
    afterRestore: `UPDATE uploads SET state = 'failed', code = 'UPLOAD_RESTORED', message =
      'This upload was not finished on the machine it was begun on. Start it again from the file.'
      WHERE state IN ('encoding', 'publishing')`,
  },
  upload_blocks: { kept: false, why: 'The blocks are on the machine that made them.' },
}
