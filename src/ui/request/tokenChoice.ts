import type { RequestToken } from '#model/scenario.ts';

export const tokenChoices = ['none', 'valid', 'bad-signature', 'expired', 'claims'] as const;
export type TokenChoice = (typeof tokenChoices)[number];

/** Which of the choices a token is. */
export function tokenChoice(token: RequestToken): TokenChoice {
  return typeof token === 'string' ? token : 'claims';
}
