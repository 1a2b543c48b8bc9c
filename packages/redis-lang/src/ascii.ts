/** The bytes that RESP and redis-cli's quoting give a meaning to. */
export const CR = 0x0d
export const LF = 0x0a
export const TAB = 0x09
export const SPACE = 0x20
export const BACKSLASH = 0x5c
export const DOUBLE_QUOTE = 0x22
export const SINGLE_QUOTE = 0x27
export const MINUS = 0x2d
export const ZERO = 0x30
export const QUESTION = 0x3f

/** The first byte of each RESP2 and RESP3 type. */
export const TYPE = {
  status: 0x2b,
  error: 0x2d,
  integer: 0x3a,
  bulk: 0x24,
  array: 0x2a,
  nil: 0x5f,
  boolean: 0x23,
  double: 0x2c,
  bigNumber: 0x28,
  blobError: 0x21,
  verbatim: 0x3d,
  map: 0x25,
  set: 0x7e,
  push: 0x3e,
  attribute: 0x7c,
} as const
