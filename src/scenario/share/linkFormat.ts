/** The version that is written. Every version that was ever written can be read, for ever. */
export const linkVersion = 1;

/** Longer fragments are refused unread. The longest that is written is a text of a few hundred kilobytes. */
export const maxLinkLength = 64 * 1024;

/** A link unpacks to no more than this. */
export const maxUnpackedBytes = 1024 * 1024;

/** `v<version>.<base64url>`: the shape of a fragment that is a link of ours. */
export const linkPattern = /^v([0-9]+)\.([\s\S]*)$/;
