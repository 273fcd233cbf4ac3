/** As `matrixUrl` and `databaseUrl` of `hub.json`. */
export interface LocalnetEngines {
  /** A Synapse, in place of the embedded homeserver. */
  readonly matrixUrl?: string
  /** A PostgreSQL, for what the hub's own file would keep. */
  readonly databaseUrl?: string
}
