import { expect, test } from 'vitest';
import { isAddress, parseAddress, prefixError } from './netip.ts';

test.each(['1.2.3.4', '0.0.0.0', '::', '::1', 'fe80::1%eth0', '1:2:3:4:5:6:7:8', '::ffff:1.2.3.4', '1::8'])(
  '%s is an address',
  (text) => {
    expect(isAddress(text)).toBe(true);
  },
);

test.each([
  ['', 'ParseAddr(""): unable to parse IP'],
  ['localhost', 'ParseAddr("localhost"): unable to parse IP'],
  ['1.2.3', 'ParseAddr("1.2.3"): IPv4 address too short'],
  ['1.2.3.4.5', 'ParseAddr("1.2.3.4.5"): IPv4 address too long'],
  ['1.2.3.256', 'ParseAddr("1.2.3.256"): IPv4 field has value >255'],
  ['1.2.3.04', 'ParseAddr("1.2.3.04"): IPv4 field has octet with leading zero'],
  ['1..2.3', 'ParseAddr("1..2.3"): IPv4 field must have at least one digit (at ".2.3")'],
  ['a.b.c.d', 'ParseAddr("a.b.c.d"): unexpected character (at "a.b.c.d")'],
  ['1:2', 'ParseAddr("1:2"): address string too short'],
  ['1::2::3', 'ParseAddr("1::2::3"): multiple :: in address (at ":3")'],
  ['fe80::1%', 'ParseAddr("fe80::1%"): zone must be a non-empty string'],
  ['1:2:3:4:5:6:7:8:9', 'ParseAddr("1:2:3:4:5:6:7:8:9"): trailing garbage after address (at "9")'],
  [':1', 'ParseAddr(":1"): each colon-separated field must have at least one digit (at ":1")'],
])('%s is none', (text, error) => {
  expect(parseAddress(text)).toEqual({ error });
});

test.each([
  ['10.0.0.0/8', undefined],
  ['::/0', undefined],
  ['10.0.0.0/33', 'netip.ParsePrefix("10.0.0.0/33"): prefix length out of range'],
  ['10.0.0.0/08', 'netip.ParsePrefix("10.0.0.0/08"): bad bits after slash: "08"'],
  ['10.0.0/8', 'netip.ParsePrefix("10.0.0/8"): ParseAddr("10.0.0"): IPv4 address too short'],
  ['fe80::1%eth0/64', 'netip.ParsePrefix("fe80::1%eth0/64"): IPv6 zones cannot be present in a prefix'],
])('the range %s', (text, error) => {
  expect(prefixError(text)).toBe(error);
});
