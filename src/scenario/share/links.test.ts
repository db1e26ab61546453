import { deflateRawSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { decodeLink } from './decode.ts';
import { encodeLink } from './encode.ts';
import { maxLinkLength, maxUnpackedBytes } from './linkFormat.ts';

const text =
  'apiVersion: v1\nkind: Namespace\nmetadata:\n  name: shop # 商店\n  labels:\n    istio.io/dataplane-mode: ambient\n';

/** Written by the first version. Links like it are out in the world: this test is never to be changed. */
const firstLink =
  'v1.Hcs9CgJBDIbhq4TY-sO2OYSl1TTfugGDk8zgDAsitt5AvIv32XvI2r4874NnlmHLd3hmYVQ76a1ZCaF5SHG1mISOcG0VZ03h2jGhQ1IQBVyF2qVU2tDyfi3fz5ozRs3tL4isdSt7K4f1qhmhOy-TCsFH0-gp-PkD';

function linkOf(content: string | Buffer): string {
  return `v1.${deflateRawSync(content).toString('base64url')}`;
}

test('a link of the first version opens for ever', async () => {
  expect(await decodeLink(`#${firstLink}`)).toEqual({ kind: 'opened', content: { yaml: text } });
});

test.each([
  ['a manifest', text],
  ['nothing', ''],
  ['every kind of character', '\u0000 é 😀 \uFEFF \r\n "quoted" \\'],
  ['a long text', text.repeat(800)],
])('%s comes back as it was', async (_case, yaml) => {
  const link = await encodeLink(yaml);
  expect(link).toMatch(/^v1\.[A-Za-z0-9_-]+$/);
  expect(await decodeLink(link)).toEqual({ kind: 'opened', content: { yaml } });
});

describe('what cannot be opened is named', () => {
  const bomb = linkOf(Buffer.alloc(40_000_000, 65));
  test.each([
    ['cut off early', firstLink.slice(0, 20), 'link/truncated'],
    ['cut off late', firstLink.slice(0, -8), 'link/truncated'],
    ['cut off at once', 'v1.', 'link/truncated'],
    ['a foreign character', `${firstLink.slice(0, 20)}%20`, 'link/not-base64url'],
    ['damaged', `v1.x${firstLink.slice(4)}`, 'link/not-compressed'],
    ['not JSON', linkOf('hello'), 'link/not-json'],
    ['a list', linkOf('[]'), 'link/wrong-shape'],
    ['no text', linkOf('{"v":1}'), 'link/wrong-shape'],
    ['a text that is none', linkOf('{"v":1,"yaml":{}}'), 'link/wrong-shape'],
    ['another version inside', linkOf('{"v":2,"yaml":""}'), 'link/wrong-shape'],
    ['a prototype', linkOf('{"__proto__":{"yaml":"a"},"v":1}'), 'link/wrong-shape'],
    ['from a later version', 'v2.anything', 'link/later-version'],
    ['a bomb', bomb, 'link/too-large'],
    ['too long', `v1.${'A'.repeat(maxLinkLength)}`, 'link/too-long'],
  ])('%s', async (_case, link, code) => {
    expect(await decodeLink(link)).toMatchObject({ kind: 'problem', problem: { code } });
  });

  test('the bomb is as long as a link may be, and unpacks to far more than is read', () => {
    expect(bomb.length).toBeLessThan(maxLinkLength);
    expect(40_000_000).toBeGreaterThan(maxUnpackedBytes);
  });

  test.each(['', '#', '#introduction', 'v1', 'V1.abc', 'version1.x'])('%s is no link of ours', async (fragment) => {
    expect(await decodeLink(fragment)).toEqual({ kind: 'absent' });
  });
});
