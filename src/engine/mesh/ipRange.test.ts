import { describe, expect, test } from 'vitest';
import { formatSocket, parseIp, parseRange, rangeContains } from './ipRange.ts';

describe('addresses', () => {
  test.each([
    ['10.1.0.1', true],
    ['256.1.1.1', false],
    ['1.2.3', false],
    ['::1', true],
    ['fd00::1:2', true],
    ['2001:db8:0:0:0:0:0:1', true],
    ['::ffff:10.0.0.1', true],
    ['1::2::3', false],
    ['12345::', false],
    ['host', false],
    ['', false],
  ])('%s: %s', (text, expected) => {
    expect(parseIp(text) !== undefined).toBe(expected);
  });

  test.each([
    ['10.1.0.0/24', '10.1.0.77', true],
    ['10.1.0.0/24', '10.1.1.0', false],
    ['10.1.0.5', '10.1.0.5', true],
    ['0.0.0.0/0', '8.8.8.8', true],
    ['0.0.0.0/0', '::1', false],
    ['fd00::/8', 'fdab::1', true],
    ['10.1.0.0/33', '10.1.0.1', false],
  ])('%s holds %s: %s', (range, address, expected) => {
    const parsed = parseRange(range);
    const ip = parseIp(address);
    expect(parsed !== undefined && ip !== undefined && rangeContains(parsed, ip)).toBe(expected);
  });

  test('IPv6 gets brackets before a port', () => {
    expect([formatSocket('10.0.0.1', 80), formatSocket('::1', 80)]).toEqual(['10.0.0.1:80', '[::1]:80']);
  });
});
