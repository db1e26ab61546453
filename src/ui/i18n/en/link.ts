import type { LinkProblems } from '#model/link.ts';
import type { Sentences } from '../catalogue.ts';

export const link: Sentences<LinkProblems> = {
  'link/too-long': (p) => `This link has ${p.characters} characters; no link of ours has more than ${p.limit}.`,
  'link/truncated': () => 'This link was cut off on its way. Ask for the whole link.',
  'link/not-base64url': (p) => `Character ${p.position} of this link cannot be part of a link.`,
  'link/not-compressed': () => 'What this link carries is damaged.',
  'link/too-large': (p) => `This link unpacks to more than ${p.limit} bytes, which is more than a scenario may have.`,
  'link/later-version': (p) => `This link was written by a newer version of the playground (${p.version}).`,
  'link/not-json': () => 'What this link carries is damaged.',
  'link/wrong-shape': (p) => `This link does not carry a scenario: ${p.field} is not as it should be.`,
};
