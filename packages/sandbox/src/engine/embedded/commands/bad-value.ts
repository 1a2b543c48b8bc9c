/** Why a value of CONFIG SET cannot be set, in Redis's words. */
export class BadValue extends Error {}
