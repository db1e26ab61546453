import { toBase64url } from './base64url.ts';
import { deflate } from './inflate.ts';
import { linkVersion } from './linkFormat.ts';

/** The fragment of a link that carries this text: `v1.<base64url(deflate-raw(json))>`, without the `#`. */
export async function encodeLink(yaml: string): Promise<string> {
  const packed = await deflate(JSON.stringify({ v: linkVersion, yaml }));
  return `v${linkVersion}.${toBase64url(packed)}`;
}
