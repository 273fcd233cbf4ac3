/** What whoever asks for money hears while the hub can't read what it has promised. */
export const booksClosed =
  "The hub can't look into its books at the moment, and promises nothing until it can. Ask again in a minute."
