import type { LinkProblem, LinkResult } from '#model/link.ts';
import { fromBase64url } from './base64url.ts';
import { inflate } from './inflate.ts';
import { linkPattern, linkVersion, maxLinkLength, maxUnpackedBytes } from './linkFormat.ts';
import { readContent } from './migrations.ts';

/**
 * Opens the fragment of an address, with or without its `#`. Whatever is wrong with it is a value: links come from
 * chats that cut them, and from strangers.
 */
export async function decodeLink(fragment: string): Promise<LinkResult> {
  const hash = fragment.startsWith('#') ? fragment.slice(1) : fragment;
  const [, written, packed] = linkPattern.exec(hash.slice(0, maxLinkLength + 1)) ?? [];
  if (written === undefined || packed === undefined) return { kind: 'absent' };
  if (hash.length > maxLinkLength) {
    return failed({ code: 'link/too-long', params: { characters: hash.length, limit: maxLinkLength } });
  }
  const version = Number(written);
  if (version > linkVersion) return failed({ code: 'link/later-version', params: { version: `v${written}` } });
  if (version < 1) return { kind: 'absent' };
  if (packed === '') return failed({ code: 'link/truncated', params: {} });
  const decoded = fromBase64url(packed);
  if (decoded.kind === 'foreign') {
    const position = hash.length - packed.length + decoded.position + 1;
    return failed({ code: 'link/not-base64url', params: { position } });
  }
  const inflated = await inflate(decoded.bytes, maxUnpackedBytes);
  switch (inflated.kind) {
    case 'text':
      return readJson(version, inflated.text);
    case 'too-large':
      return failed({ code: 'link/too-large', params: { limit: maxUnpackedBytes } });
    case 'truncated':
      return failed({ code: 'link/truncated', params: {} });
    case 'damaged':
      return failed({ code: 'link/not-compressed', params: {} });
  }
}

function readJson(version: number, text: string): LinkResult {
  try {
    return readContent(version, JSON.parse(text));
  } catch {
    // JSON.parse has no other way to say that a text is not JSON.
    return failed({ code: 'link/not-json', params: {} });
  }
}

function failed(problem: LinkProblem): LinkResult {
  return { kind: 'problem', problem };
}
