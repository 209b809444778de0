/**
 * A reference image: an `http(s)` address that the API can reach, a `data:` URL, bare Base64, or the file itself.
 * jpeg or png, at most 10 MiB, sides of at least 300 pixels, width to height from 1:2.5 to 2.5:1. Bytes must stay as they
 * are until the request has been accepted: they are read while it is sent.
 */
export type ReferenceImage = string | Blob | ArrayBuffer | Uint8Array

/** A 64-bit integer: a string of digits, a bigint, or a number that is still exact. */
export type Int64 = string | bigint | number

/** Enum words are taken in any case and sent as the API writes them. */
export type AnyCase<Value> = Value extends string ? (string extends Value ? Value : Value | Uppercase<Value>) : Value

/** The same for each field of each variant. */
export type AnyCaseOf<Variant> = Variant extends unknown ? { [Key in keyof Variant]: AnyCase<Variant[Key]> } : never
