declare const brand: unique symbol

/** A value of type `T` that the type checker keeps apart from every other `T`. A brand on a brand has both names. */
export type Brand<T, Name extends string> = T & { readonly [brand]: { readonly [K in Name]: true } }
