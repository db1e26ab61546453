import { expect, test } from 'vitest';
import { sniffProtocol } from './sniffProtocol.ts';

test.each([
  ['hello', 'tcp'],
  ['GET / HTTP/1.1\r\n', 'http'],
  ['FROB / HTTP/1.1\r\n', 'http'],
  ['GET / HTTP/1.0\r\n', 'tcp'],
  ['GET / FTP/1.1\r\n', 'tcp'],
  ['GET\n', 'tcp'],
  ['PRI * HTTP/2.0\r\n\r\nSM', 'http'],
  ['', 'undecided'],
])('%j is %s', (bytes, expected) => {
  expect(sniffProtocol({ kind: 'tcp', bytes })).toBe(expected);
});

test('a TLS hello is no HTTP', () => {
  expect(sniffProtocol({ kind: 'tls', sni: 'web' })).toBe('tcp');
});
