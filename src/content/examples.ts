import type { LocalisedText } from '#model/scenario.ts';
import firstRun from './examples/fail-open-deny.yaml?raw';

/** A ready scenario of our own. Its text is loaded when it is opened; the first run's is there at once. */
export interface Example {
  readonly slug: string;
  readonly title: Required<LocalisedText>;
  load(): Promise<string>;
}

/** What somebody sees who opens the app for the first time. */
export const firstRunExample = 'fail-open-deny';

export const examples: readonly Example[] = [
  {
    slug: firstRunExample,
    title: { en: 'A DENY that denies nobody', zh: '谁也拦不住的 DENY' },
    load: () => Promise.resolve(firstRun),
  },
  {
    slug: 'canary',
    title: { en: 'Canary through a waypoint', zh: '经由 waypoint 的金丝雀发布' },
    load: async () => (await import('./examples/canary.yaml?raw')).default,
  },
  {
    slug: 'identity-at-the-waypoint',
    title: { en: 'Who is calling, behind a waypoint', zh: 'waypoint 之后，谁在调用' },
    load: async () => (await import('./examples/identity-at-the-waypoint.yaml?raw')).default,
  },
  {
    slug: 'strict-mtls',
    title: { en: 'Strict mTLS, and a caller outside the mesh', zh: '严格 mTLS 与网格之外的调用方' },
    load: async () => (await import('./examples/strict-mtls.yaml?raw')).default,
  },
  {
    slug: 'ingress-and-waypoint',
    title: { en: 'The front door goes past the waypoint', zh: '入口网关绕过 waypoint' },
    load: async () => (await import('./examples/ingress-and-waypoint.yaml?raw')).default,
  },
];
