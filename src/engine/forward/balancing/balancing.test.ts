import { expect, test } from 'vitest';
import { hashTable } from './hashTable.ts';
import { requestHash } from './requestHash.ts';
import { utf8 } from './utf8.ts';
import { xxHash64 } from './xxHash64.ts';

test.each(['', 'a', 'ä', '中', '😀', 'aé中😀'])('%s in bytes', (text) => {
  expect([...utf8(text)]).toEqual([...Buffer.from(text)]);
});

// The published test values of XXH64.
test.each([
  ['', 0n, 0xef46db3751d8e999n],
  ['a', 0n, 0xd24ec4f1a98c6e5bn],
  ['abc', 0n, 0x44bc2cf5ad770999n],
  ['Nobody inspects the spammish repetition', 0n, 0xfbcea83c8a378bf1n],
])('the hash of %j', (text, seed, expected) => {
  expect(xxHash64(text, seed)).toBe(expected);
});

const hosts = ['10.0.0.1:80', '10.0.0.2:80', '10.0.0.3:80'].map((key) => ({ key, weight: 1 }));

test.each([[{}], [{ ringHash: { minimumRingSize: 5000 } }], [{ maglev: { tableSize: 1009 } }]])(
  'a table of %j gives every host about its share, and a key always the same host',
  (setting) => {
    const table = hashTable(setting, hosts);
    const drawn = Array.from({ length: 3000 }, (_, index) => table(xxHash64(`user-${String(index)}`)));
    for (const host of [0, 1, 2]) {
      const share = drawn.filter((one) => one === host).length / drawn.length;
      expect(share).toBeGreaterThan(0.27);
      expect(share).toBeLessThan(0.4);
    }
    expect(table(xxHash64('ana'))).toBe(hashTable(setting, hosts)(xxHash64('ana')));
  },
);

test('without one host most keys of the others stay where they were', () => {
  const before = hashTable({}, hosts);
  const after = hashTable({}, hosts.slice(0, 2));
  const keys = Array.from({ length: 500 }, (_, index) => xxHash64(`user-${String(index)}`));
  const kept = keys.filter((key) => before(key) === 2 || before(key) === after(key));
  expect(kept.length).toBeGreaterThan(400);
});

const request = {
  method: 'GET',
  scheme: 'http',
  authority: 'web',
  path: '/p?a=1&user=ana&b',
  headers: [
    ['x-user', 'ana'],
    ['cookie', 'other=1; user="ana"'],
  ],
  body: '',
  protocol: 'HTTP/1.1',
  grpc: false,
} as const;

test.each([
  [{ httpHeaderName: 'X-User' }, 'ana'],
  [{ httpHeaderName: 'x-none' }, undefined],
  [{ httpCookie: { name: 'user' } }, 'ana'],
  [{ httpCookie: { name: 'none', ttl: '0s' } }, undefined],
  [{ httpQueryParameterName: 'user' }, 'ana'],
  [{ httpQueryParameterName: 'none' }, undefined],
  [{ useSourceIp: true }, '10.0.0.9'],
])('%j hashes %s', (setting, text) => {
  expect(requestHash(setting, request, '10.0.0.9')).toBe(text === undefined ? undefined : xxHash64(text));
});
